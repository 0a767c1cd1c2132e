import { describe, expect, it } from 'vitest';
import { NOW, smallWorld } from '../small-province.fixture';
import { createLgsp } from './system';

const lgsp = createLgsp(smallWorld());
const body = (address: string, now = NOW): string => {
  const url = new URL(address, 'http://mock');
  return lgsp.answer({ method: 'GET', path: url.pathname, query: url.searchParams, body: '', now }).body;
};
interface Range { readonly days: string[]; readonly complete: boolean[]; readonly requests_total: (number | null)[]; readonly errors_total: (number | null)[]; readonly availability_ratio: (number | null)[] }
interface Services { readonly result: { readonly service: string; readonly metrics: number[] }[] }
const data = <T>(address: string, now = NOW): T => (JSON.parse(body(address, now)) as { data: T }).data;

describe('the LGSP monitor', () => {
  it('adds the services up to the day', () => {
    const day = data<Range>('/api/v1/query_range?start=2026-11-18&end=2026-11-18');
    const { result } = data<Services>('/api/v1/services?day=2026-11-18');
    expect(day.requests_total[0]).toBe(result.reduce((sum, { metrics }) => sum + (metrics[0] ?? 0), 0));
    expect(day.errors_total[0]).toBe(result.reduce((sum, { metrics }) => sum + (metrics[1] ?? 0), 0));
    expect(result.length).toBeGreaterThanOrEqual(15);
  });

  it('keeps errors below requests and availability a share', () => {
    const { requests_total, errors_total, availability_ratio } = data<Range>('/api/v1/query_range?start=2026-08-01&end=2026-11-19');
    requests_total.forEach((requests, at) => {
      expect(errors_total[at] ?? 0).toBeLessThan(requests ?? 0);
      expect(availability_ratio[at]).toBeGreaterThan(0.5);
      expect(availability_ratio[at]).toBeLessThanOrEqual(1);
    });
  });

  it('grows through the day and knows nothing of tomorrow', () => {
    const today = (now: number): number => data<Range>('/api/v1/query_range?start=2026-11-20&end=2026-11-20', now).requests_total[0] ?? NaN;
    expect(today(NOW + 3_600_000)).toBeGreaterThan(today(NOW));
    const range = data<Range>('/api/v1/query_range?start=2026-11-19&end=2026-11-21');
    expect(range.complete).toEqual([true, false, false]);
    expect(range.requests_total[2]).toBeNull();
  });

  it('splits every call among the applications: parts add up, and nobody fails more often than it calls', () => {
    interface Callers { readonly services: { service: string }[]; readonly result: { caller: string; metrics: [number[], number[]] }[] }
    const { result } = data<Services>('/api/v1/services?day=2026-11-18');
    const callers = data<Callers>('/api/v1/callers?day=2026-11-18');
    callers.services.forEach(({ service }, at) => {
      const sum = (metric: 0 | 1): number => callers.result.reduce((total, { metrics }) => total + (metrics[metric][at] ?? NaN), 0);
      expect([sum(0), sum(1)], service).toEqual(result.find((row) => row.service === service)?.metrics.slice(0, 2));
    });
    for (const { metrics: [requests, errors] } of callers.result) requests.forEach((asked, at) => expect(errors[at]).toBeLessThanOrEqual(asked));
  });

  it('gives the hours of a day, which add up to it', () => {
    interface Hours { readonly complete: boolean[]; readonly requests_total: (number | null)[] }
    for (const day of ['2026-11-18', '2026-11-20']) {
      const hours = data<Hours>(`/api/v1/hours?day=${day}`);
      const total = data<Range>(`/api/v1/query_range?start=${day}&end=${day}`).requests_total[0];
      expect(hours.requests_total.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(total);
    }
    const today = data<Hours>('/api/v1/hours?day=2026-11-20');
    const running = today.complete.indexOf(false);
    expect(today.requests_total.slice(running + 1).every((each) => each === null)).toBe(true);
    expect(today.requests_total[running]).not.toBeNull();
  });

  it('exposes today’s counters to a Prometheus', () => {
    expect(body('/metrics')).toMatch(/^lgsp_requests_total\{service="csdl-dan-cu"\} \d+$/m);
  });
});

import { describe, expect, it } from 'vitest';
import { NOW, smallWorld } from '../small-province.fixture';
import { createSecurityCentre } from './system';

const centre = createSecurityCentre(smallWorld());
const told = (address: string, now = NOW): Record<string, unknown> => {
  const url = new URL(address, 'http://mock');
  return JSON.parse(centre.answer({ method: 'GET', path: url.pathname, query: url.searchParams, body: '', now }).body) as Record<string, unknown>;
};
interface Alert { readonly alert_id: string; readonly first_seen: number; readonly status: string; readonly assigned_at: number | null; readonly assignee: string | null }
interface Incident { readonly opened_at: number; readonly notify_due: number; readonly report_due: number; readonly notified_at: number | null; readonly reported_at: number | null; readonly status: string }
interface Bucket { readonly date: string; readonly partial: boolean; readonly counts: readonly (number | null)[] }

describe('the security centre', () => {
  it('has tens of open alerts and hundreds a month', () => {
    const alerts = told('/api/v2/alerts')['alerts'] as Alert[];
    const open = alerts.filter(({ status }) => status !== 'resolved');
    expect(open.length).toBeGreaterThanOrEqual(10);
    expect(open.length).toBeLessThan(100);
    const buckets = told('/api/v2/alerts/histogram?from=2026-10-22&to=2026-11-20')['buckets'] as Bucket[];
    const month = buckets.reduce((sum, { counts }) => sum + counts.reduce<number>((total, each) => total + (each ?? 0), 0), 0);
    expect(month).toBeGreaterThan(200);
    expect(month).toBeLessThan(600);
  });

  it('speaks epoch seconds, newest first, nothing from the future', () => {
    const { meta, alerts } = told('/api/v2/alerts') as { meta: { generated_at: number; total: number; sample_data: boolean }; alerts: Alert[] };
    expect(meta).toMatchObject({ generated_at: NOW / 1000, total: alerts.length, sample_data: true });
    expect(alerts.every(({ first_seen }) => first_seen <= meta.generated_at)).toBe(true);
    expect(alerts.map(({ first_seen }) => first_seen)).toEqual(alerts.map(({ first_seen }) => first_seen).sort((a, b) => b - a));
    expect(new Set(alerts.map(({ alert_id }) => alert_id)).size).toBe(alerts.length);
    for (const { status, assigned_at, assignee } of alerts) expect(status === 'new').toBe(assigned_at === null && assignee === null);
  });

  it('lets an alert go from new to assigned to resolved', () => {
    const steps = ['new', 'assigned', 'resolved'];
    const standing = (now: number): Map<string, number> => new Map((told('/api/v2/alerts', now)['alerts'] as Alert[]).map(({ alert_id, status }) => [alert_id, steps.indexOf(status)]));
    const [before, after] = [standing(NOW), standing(NOW + 6 * 3_600_000)];
    let moved = 0;
    for (const [id, step] of before) {
      const later = after.get(id) ?? step;
      expect(later).toBeGreaterThanOrEqual(step);
      if (later > step) moved += 1;
    }
    expect(moved).toBeGreaterThan(0);
  });

  it('runs a clock of 24 hours and one of 72 from the opening of an incident', () => {
    for (const now of [NOW, NOW + 86_400_000, NOW + 2 * 86_400_000]) {
      const incidents = told('/api/v2/incidents', now)['incidents'] as Incident[];
      for (const { opened_at, notify_due, report_due, notified_at, reported_at } of incidents) {
        expect(notify_due - opened_at).toBe(24 * 3_600);
        expect(report_due - opened_at).toBe(72 * 3_600);
        for (const done of [notified_at, reported_at]) if (done !== null) expect(done).toBeLessThanOrEqual(now / 1000);
      }
      expect(incidents.some(({ reported_at }) => reported_at === null), 'a running clock').toBe(true);
    }
  });

  it('leaves days that have not begun empty and says which day still runs', () => {
    const buckets = told('/api/v2/alerts/histogram?from=2026-11-19&to=2026-11-21')['buckets'] as Bucket[];
    expect(buckets.map(({ partial }) => partial)).toEqual([false, true, false]);
    expect(buckets[2]?.counts).toEqual([null, null, null, null]);
  });

  it('approves no more systems than there are', () => {
    for (const { systems, approved } of told('/api/v2/systems/by-level')['levels'] as { systems: number; approved: number }[]) expect(approved).toBeLessThanOrEqual(systems);
    const posture = told('/api/v2/posture')['posture'] as Record<string, number>;
    expect(posture['endpoints_with_agent']).toBeLessThanOrEqual(posture['endpoints_total'] ?? 0);
    expect(posture['systems_monitored']).toBeLessThanOrEqual(posture['systems_total'] ?? 0);
  });
});

import { describe, expect, it } from 'vitest';
import type { MockReply } from '../http/system';
import { NOW, smallWorld } from '../small-province.fixture';
import { createStatisticsOffice } from './system';

const office = createStatisticsOffice(smallWorld());
const FOLDER = '/api/v1/vi/ThongKe/KTXH/';
const ask = (method: string, path: string, body = '', now = NOW): MockReply => {
  const url = new URL(path, 'http://mock');
  return office.answer({ method, path: url.pathname, query: url.searchParams, body, now });
};
interface Table {
  readonly id: readonly string[];
  readonly size: readonly number[];
  readonly updated: string;
  readonly value: readonly (number | null)[];
  readonly status: Readonly<Record<string, string>>;
  readonly dimension: Readonly<Record<string, { readonly category: { readonly index: Readonly<Record<string, number>>; readonly label: Readonly<Record<string, string>> } }>>;
}
const parsed = (reply: MockReply): unknown => JSON.parse(reply.body.replace(/\u0000$/, '')) as unknown;
const query = (table: string, select: Readonly<Record<string, readonly string[]>>, format = 'json-stat2', now = NOW): MockReply =>
  ask('POST', `${FOLDER}${table}.px`, JSON.stringify({
    query: Object.entries(select).map(([code, values]) => ({ code, selection: { filter: values[0] === '*' ? 'all' : 'item', values } })),
    response: { format },
  }), now);
const table = (name: string, select: Readonly<Record<string, readonly string[]>> = {}, now = NOW): Table => parsed(query(name, select, 'json-stat2', now)) as Table;
const months = (now: number): string[] => Object.keys(table('KTXH01', {}, now).dimension['Thang']?.category.index ?? {});

describe('the statistics office (PxWeb)', () => {
  it('lists its tables and describes one', () => {
    expect((parsed(ask('GET', FOLDER)) as { id: string }[]).map(({ id }) => id).slice(0, 4)).toEqual(['KTXH01.px', 'KTXH02.px', 'KTXH03.px', 'DS01.px']);
    const { variables } = parsed(ask('GET', `${FOLDER}KTXH01.px`)) as { variables: { code: string; time?: boolean; values: string[]; valueTexts: string[] }[] };
    expect(variables.map(({ code, time }) => [code, time])).toEqual([['ChiTieu', undefined], ['Thang', true]]);
    expect(variables[0]?.valueTexts).toContain('  So với dự toán năm');
    expect(variables[0]?.values).toHaveLength(variables[0]?.valueTexts.length ?? 0);
  });

  it('answers in JSON-stat 2, JSON-stat 1 and CSV alike', () => {
    const select = { ChiTieu: ['GRDP_TT'], Quy: ['2024Q4', '2025Q4'] };
    const second = parsed(query('KTXH02', select)) as Table;
    const first = (parsed(query('KTXH02', select, 'json-stat')) as { dataset: { dimension: { id: string[]; size: number[] }; value: number[] } }).dataset;
    expect(second).toMatchObject({ id: ['ChiTieu', 'Quy'], size: [1, 2] });
    expect(first.dimension).toMatchObject({ id: ['ChiTieu', 'Quy'], size: [1, 2] });
    expect(first.value).toEqual(second.value);
    const csv = query('KTXH02', select, 'csv');
    expect(csv.type).toMatch(/^text\/csv/);
    expect(csv.body.split('\r\n')[1]).toContain(`,${second.value.join(',')}`);
  });

  it('publishes a month on the 6th of the next, at eight in the morning', () => {
    expect(months(Date.parse('2026-11-06T07:59:00+07:00')).at(-1)).toBe('2026M09');
    expect(months(Date.parse('2026-11-06T08:00:00+07:00')).at(-1)).toBe('2026M10');
    expect(months(NOW).length).toBeGreaterThanOrEqual(36);
  });

  it('marks the newest figures as estimates, those before as provisional, older ones not at all', () => {
    const { status, size } = table('KTXH01', { ChiTieu: ['BAN_LE'] });
    const last = (size[1] ?? 0) - 1;
    expect(status).toEqual({ [last]: 'e', [last - 1]: 'p' });
  });

  it('revises an estimate a little when it becomes final, prices never', () => {
    const at = (code: string, now: number): number | null | undefined => table('KTXH01', { ChiTieu: [code], Thang: ['2026M07'] }, now).value[0];
    const [estimate, final] = [at('BAN_LE', Date.parse('2026-08-10T09:00:00+07:00')) ?? NaN, at('BAN_LE', NOW) ?? NaN];
    expect(estimate).not.toBe(final);
    expect(Math.abs(estimate / final - 1)).toBeLessThan(0.01);
    expect(at('CPI', Date.parse('2026-08-10T09:00:00+07:00'))).toBe(at('CPI', NOW));
  });

  it('keeps figures since January equal to the sum of official months', () => {
    const { value } = table('KTXH01', { ChiTieu: ['XUAT_KHAU', 'XUAT_KHAU_LK'], Thang: ['2025M01', '2025M02', '2025M03'] });
    const sum = value.slice(0, 3).reduce<number>((total, each) => total + (each ?? 0), 0);
    expect(value[5]).toBeCloseTo(sum, 1);
  });

  it('has the habits of such installations: a NUL at the end, a date at the end of days', () => {
    expect(query('KTXH01', {}).body.endsWith('\u0000')).toBe(true);
    expect(query('KTXH02', {}).body.endsWith('\u0000')).toBe(false);
    expect(table('KTXH03').updated).toMatch(/^9999-12-31/);
    expect(table('KTXH01').updated).toBe('2026-11-06T01:00:00Z');
  });

  it('counts people on the map of each year', () => {
    const of = (year: string, code: string): number | null | undefined => {
      const found = table('DS01', { Nam: [year] });
      return found.value[found.dimension['DonVi']?.category.index[code] ?? -1];
    };
    expect(of('2024', '902')).toBeGreaterThan(0);
    expect(of('2026', '902')).toBeNull();
    expect((of('2026', '10001') ?? 0) + (of('2026', '10003') ?? 0) + (of('2026', '10004') ?? 0)).toBeCloseTo(of('2026', '99') ?? NaN, -1);
    expect(of('2024', '10001')).not.toBe(of('2026', '10001'));
  });

  it('refuses what it has not, as PxWeb does', () => {
    expect(query('KTXH01', { Thang: ['2026M11'] }).status).toBe(400);
    expect(query('KTXH01', { Tuan: ['*'] }).status).toBe(400);
    expect(ask('POST', `${FOLDER}KTXH01.px`, 'không phải JSON').status).toBe(400);
    expect(query('KTXH99', {}).status).toBe(404);
  });

  it('speaks API v2 as well', () => {
    const reply = ask('GET', '/api/v2/tables/KTXH02/data?valueCodes[ChiTieu]=GRDP_TT&valueCodes[Quy]=top(2)&outputFormat=json-stat2');
    expect(parsed(reply)).toMatchObject({ size: [1, 2], dimension: { Quy: { category: { index: { '2026Q2': 0, '2026Q3': 1 } } } } });
  });
});

import { describe, expect, it } from 'vitest';
import { createOneStop } from '../one-stop/system';
import { NOW, smallWorld } from '../small-province.fixture';
import { createNationalPortal } from './system';

const world = smallWorld();
const oneStop = createOneStop(world);
const portal = createNationalPortal(world, oneStop);
const ask = (system: typeof portal, path: string, query: Readonly<Record<string, string>>): Record<string, unknown> =>
  JSON.parse(system.answer({ method: 'GET', path, query: new URLSearchParams(query), body: '', now: NOW }).body) as Record<string, unknown>;

describe('index 766 as the national portal has it', () => {
  it('differs a little from the province, lags a day, and says so', () => {
    const theirs = ask(portal, '/api/v1/bo-chi-so-766', { from: '2026-10-01', to: '2026-10-31' }) as { updatedAt: string; sample: boolean; agencies: { code: string; score: number | null }[] };
    const ours = ask(oneStop, '/api/bo-chi-so-766/tong-diem', { tuNgay: '2026-10-01', denNgay: '2026-10-31' }) as { hang: { ma: string; diem: number | null }[] };
    expect(theirs).toMatchObject({ sample: true, updatedAt: '2026-11-19T06:00:00+07:00' });
    expect(theirs.agencies.map(({ code }) => code)).toEqual(ours.hang.map(({ ma }) => ma));
    const gaps = ours.hang.flatMap(({ diem }, at) => (diem === null ? [] : [diem - (theirs.agencies[at]?.score ?? NaN)]));
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) expect(Math.abs(gap)).toBeLessThan(2);
    expect(gaps.some((gap) => Math.abs(gap) > 0.05)).toBe(true);
  });

  it('refuses a period it cannot read', () => {
    expect(portal.answer({ method: 'GET', path: '/api/v1/bo-chi-so-766', query: new URLSearchParams({ from: 'x' }), body: '', now: NOW }).status).toBe(400);
  });
});

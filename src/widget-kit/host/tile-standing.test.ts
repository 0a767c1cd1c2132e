import { describe, expect, it } from 'vitest';
import { CELL_STATUS } from '@/domain/cube/types';
import type { Snapshot } from '@/query/snapshot';
import { toInstant } from '@/domain/time';
import { period } from '@/domain/period/text';
import type { ViewModelBase } from '../widget';
import { SAMPLE_NOW, sampleCube, sampleProvince, sampleScope, snapshotOf } from '../testing/sample-province';
import { reachOf, tileStanding, unexpired } from './tile-standing';

const province = sampleProvince();
const cube = sampleCube([{ id: 'metric', role: 'metric', categories: ['received'] }], [['received', 1]]);
const aged = (dataset: string, ageMs: number, extra: Partial<Snapshot> = {}): Snapshot =>
  snapshotOf(cube, { query: { dataset, params: {} }, asOf: toInstant(SAMPLE_NOW - ageMs), receivedAt: toInstant(SAMPLE_NOW - ageMs), ...extra } as Partial<Snapshot<typeof cube>>);

function stand(snapshots: { readonly [slot: string]: Snapshot }, online = true, vm: ViewModelBase | null = null, scope = sampleScope()) {
  const slots = Object.fromEntries(Object.entries(snapshots).map(([slot, { query }]) => [slot, query]));
  const input = { slots, snapshots, province, vm, scope, now: SAMPLE_NOW, online };
  return { standing: tileStanding(input), fresh: unexpired(input) };
}
// procedure-trend renews every 300 s: live to 310 s, delayed to 600 s, stale to 1500 s.
const MINUTE = 60_000;

describe('the standing of a tile', () => {
  it('is as true as its worst source, which it names', () => {
    const { standing } = stand({ main: aged('procedure-trend', MINUTE), other: aged('lgsp-daily', 12 * MINUTE) });
    expect(standing.state).toBe('STALE');
    expect(standing.source).toBe('lgsp');
  });

  it('waits for its first source while nothing at all has come', () => {
    const loading: Snapshot = { query: { dataset: 'procedure-trend', params: {} }, state: 'loading', fromCache: false, refreshing: true };
    expect(stand({ main: loading }).standing.state).toBe('LOADING');
  });

  it('is denied when its main source denies, whatever else came', () => {
    const denied: Snapshot = { query: { dataset: 'procedure-trend', params: {} }, state: 'denied', fromCache: false, refreshing: false };
    expect(stand({ main: denied, other: aged('lgsp-daily', MINUTE) }).standing.state).toBe('DENIED');
  });

  it('is denied when not one cell of its main answer is the reader’s to see, and shown while one is', () => {
    const cut = (...cells: ('denied' | 'not-yet' | 'official')[]): Snapshot => {
      const data = { ...cube, values: Float64Array.from(cells, (cell) => (cell === 'official' ? 1 : NaN)), status: Uint8Array.from(cells, (cell) => CELL_STATUS.indexOf(cell)) };
      return { ...aged('procedure-trend', MINUTE), data };
    };
    expect(stand({ main: cut('denied', 'denied') }).standing.state).toBe('DENIED');
    expect(stand({ main: cut('denied', 'official') }).standing.state).toBe('LIVE');
    expect(stand({ main: cut('denied', 'not-yet') }).standing.state).not.toBe('DENIED');
    expect(stand({ main: cut() }).standing.state).not.toBe('DENIED');
  });

  it('keeps what has expired from the model and shows the rest as partial', () => {
    const { standing, fresh } = stand({ main: aged('procedure-trend', 60 * MINUTE), other: aged('directive-tasks', MINUTE) });
    expect(standing.state).toBe('PARTIAL');
    expect(fresh['main']?.data).toBeUndefined();
    expect(fresh['other']?.data).toBeDefined();
  });

  it('is expired when everything is', () => {
    expect(stand({ main: aged('procedure-trend', 60 * MINUTE) }).standing.state).toBe('EXPIRED');
  });

  it('without a network shows what was kept, however old, and says so', () => {
    const { standing, fresh } = stand({ main: aged('procedure-trend', 600 * MINUTE) }, false);
    expect(standing.state).toBe('OFFLINE');
    expect(fresh['main']?.data).toBeDefined();
  });

  it('knows when its label will change by itself', () => {
    const { standing } = stand({ main: aged('procedure-trend', 4 * MINUTE), other: aged('lgsp-daily', 1 * MINUTE) });
    expect(standing.state).toBe('LIVE');
    expect(standing.nextChangeMs).toBe(70_001);
  });

  it('judges a figure by period against the period asked for, not against today', () => {
    const vm: ViewModelBase = { empty: false, attention: 'good', latestPeriod: period('calendar:2025-05') };
    const main = aged('socio-economic-monthly', 1);
    expect(stand({ main }, true, vm, sampleScope({ period: 'calendar:2025-05' })).standing.state).toBe('LIVE');
    expect(stand({ main }, true, vm).standing.state).toBe('STALE');
  });

  it('lets a widget say that a list without a row is an answer, and calls it no data otherwise', () => {
    const none = { kind: 'events', fields: [], rows: [] } as const;
    const main = { ...snapshotOf(none, { query: { dataset: 'security-alerts', params: {} } }), state: 'empty' } as const;
    const vm = (empty: boolean): ViewModelBase => ({ empty, attention: 'good' });
    expect(stand({ main }, true, vm(true)).standing.state).toBe('NO-DATA');
    expect(stand({ main }, true, vm(false)).standing.state).not.toBe('NO-DATA');
  });
});

describe('the reach of the sources of a tile', () => {
  const unreachable = { kind: 'unreachable', source: 'one-stop', dataset: 'procedure-trend' } as const;
  const asks = { fresh: aged('lgsp-daily', MINUTE), main: aged('procedure-trend', 6 * MINUTE, { cause: unreachable }) };
  const slots = Object.fromEntries(Object.entries(asks).map(([slot, { query }]) => [slot, query]));

  it('names every source it asks, where its foot names another with the network than without', () => {
    // What decides whether the page is cut off may not be read off the foot: each would then turn the other over, for ever.
    expect(stand(asks, true).standing.source).not.toBe(stand(asks, false).standing.source);
    expect(reachOf({ slots, snapshots: asks, province })).toEqual({ lgsp: true, 'one-stop': false });
  });

  it('has a source within reach only where all its questions were heard', () => {
    const two = { ...asks, again: aged('procedure-trend', MINUTE) };
    const all = { slots: { ...slots, again: asks.main.query }, snapshots: two, province };
    expect(reachOf(all)).toEqual({ lgsp: true, 'one-stop': false });
    expect(reachOf({ ...all, snapshots: { ...two, main: aged('procedure-trend', MINUTE, { fromCache: true }) } })).toEqual({ lgsp: true, 'one-stop': true });
  });
});

import { describe, expect, it } from 'vitest';
import { localDate } from './civil';
import { cubeOf } from './cube/create-cube';
import type { Dimension } from './cube/types';
import type { SystemMeasure } from './system-card';
import { measureQuery, readMeasure } from './system-measure';

const name = { vi: 'x', en: 'x' };
const measure = (read: SystemMeasure['read'], params: SystemMeasure['params'] = {}): SystemMeasure => ({ name, dataset: 'figures', params, read });
const cell = (at: Record<string, string>, sum?: readonly string[]): SystemMeasure => measure({ kind: 'cell', at, ...(sum ? { sum } : {}) });

const TIME: Dimension = { id: 'time', label: '', role: 'time', categories: ['2026-11', '2026-09', '2026-10'].map((code) => ({ code: `calendar:${code}`, label: '' })) };
const UNIT: Dimension = { id: 'unit', label: '', role: 'geo', categories: ['40', '16681'].map((code) => ({ code, label: '' })) };
const METRIC: Dimension = { id: 'metric', label: '', role: 'metric', categories: [{ code: 'visits', label: '', unit: 'visit', decimals: 0 }, { code: 'share', label: '', unit: 'percent', decimals: 1 }] };

describe('the question of a measure', () => {
  it('counts periods back from the day it is asked, and names the province', () => {
    const params = { from: '{day-14}', to: '{month-1}', year: '{year}', quarter: '{quarter-4}', units: ['{province}', '16681'], system: 'lgsp' };
    expect(measureQuery(measure({ kind: 'count' }, params), localDate('2026-01-05'), '40')).toEqual({
      dataset: 'figures',
      params: { from: 'calendar:2025-12-22', to: 'calendar:2025-12', year: 'calendar:2026', quarter: 'calendar:2025-Q1', units: ['40', '16681'], system: 'lgsp' },
    });
  });
});

describe('the figure in an answer', () => {
  const cube = cubeOf([TIME, UNIT, METRIC], [
    ['calendar:2026-09', '40', 'visits', 7], ['calendar:2026-10', '40', 'visits', 9, 'provisional'], ['calendar:2026-11', '40', 'visits', null, 'not-yet'],
    ['calendar:2026-10', '16681', 'visits', 2], ['calendar:2026-11', '16681', 'visits', null, 'not-yet'], ['calendar:2026-10', '40', 'share', 12.5],
  ]);

  it('is of the newest period that has begun, with unit, standing and what came before', () => {
    const read = readMeasure(cell({ unit: '{province}', metric: 'visits' }), cube, '40');
    expect(read).toMatchObject({ ok: true, value: { measure: { kind: 'value', value: 9, status: 'provisional' }, unit: 'visit', decimals: 0, period: { code: '2026-10' } } });
    expect(read.ok && read.value.trend.map(({ period, measure: each }) => [period.code, each.kind === 'value' && each.value])).toEqual([['2026-09', 7], ['2026-10', 9]]);
  });

  it('adds up what the card says, and tells of how many parts', () => {
    expect(readMeasure(cell({ metric: 'visits' }, ['unit']), cube, '40')).toMatchObject({ ok: true, value: { measure: { value: 11, status: 'provisional' } } });
    expect(readMeasure(cell({ time: 'calendar:2026-10', metric: 'share' }, ['unit']), cube, '40')).toMatchObject({ value: { measure: { value: 12.5, coverage: { present: 1, expected: 2 } }, unit: 'percent', decimals: 1, period: null } });
  });

  it('stays missing with its reason, and is never zero', () => {
    const gap = cubeOf([{ ...TIME, categories: [{ code: 'calendar:2026-10', label: '' }] }, METRIC], [['calendar:2026-10', 'visits', null, 'quarantined']]);
    expect(readMeasure(cell({ metric: 'visits' }), gap, '40')).toMatchObject({ ok: true, value: { measure: { kind: 'missing', reason: 'quarantined' }, period: { code: '2026-10' } } });
  });

  it('is not told where a part of the sum is kept from the reader', () => {
    const cut = cubeOf([UNIT, METRIC], [['40', 'visits', 5], ['16681', 'visits', null, 'denied']]);
    expect(readMeasure(cell({ metric: 'visits' }, ['unit']), cut, '40')).toMatchObject({ value: { measure: { kind: 'missing', reason: 'denied' } } });
  });

  it('names the dimension that leaves a choice, and the category that is not there', () => {
    expect(readMeasure(cell({ metric: 'visits' }), cube, '40')).toEqual({ ok: false, error: { dimension: 'unit', category: null } });
    expect(readMeasure(cell({ unit: '99', metric: 'visits' }), cube, '40')).toEqual({ ok: false, error: { dimension: 'unit', category: '99' } });
    expect(readMeasure(cell({ unit: '40', metric: 'visits', system: 'x' }), cube, '40')).toEqual({ ok: false, error: { dimension: 'system', category: 'x' } });
    expect(readMeasure(cell({}), { kind: 'events', fields: [], rows: [] }, '40')).toMatchObject({ ok: false });
  });

  it('may be how many rows there are: none is zero, since somebody counted', () => {
    expect(readMeasure(measure({ kind: 'count', unit: 'alert' }), { kind: 'events', fields: [], rows: [] }, '40')).toMatchObject({ ok: true, value: { measure: { kind: 'value', value: 0 }, unit: 'alert', period: null } });
  });
});

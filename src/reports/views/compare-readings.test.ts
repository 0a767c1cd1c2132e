import { describe, expect, it } from 'vitest';
import type { Dataset } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import { measured, missing, type Measure } from '@/domain/measure';
import { period } from '@/domain/period/text';
import { createFormat } from '@/format/create-format';
import type { Block } from '@/widget-kit/blocks';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { compareReadings } from './compare-readings';
import { commonPlace, differenceLine } from './pages/difference-line';
import type { TileReading } from './tile-readings';

const both = (text: string) => ({ vi: text, en: text });
const figure = (measure: Measure, more: Partial<Figure> = {}): Figure => ({
  measure, unit: 'dossier', decimals: 0, period: period('calendar:2026-10'), orgUnit: '16681', boundary: { kind: 'as-reported' }, indicator: null, slots: ['main'], formula: null, attention: 'unknown', ...more,
});
const one = (measure: Measure, more: Partial<Figure> = {}): Block => ({ kind: 'figure', label: { key: 'settled' }, figure: figure(measure, more), comparisons: [] });
const table = (rows: Readonly<Record<string, Measure>>): Block => ({
  kind: 'table', caption: { text: both('Theo lĩnh vực') }, columns: [{ id: 'name', label: { literal: 'Lĩnh vực' }, align: 'start' }, { id: 'n', label: { key: 'settled' }, align: 'end' }],
  rows: Object.entries(rows).map(([id, measure]) => ({ id, cells: [{ label: { literal: id } }, { figure: figure(measure) }] })),
});
const PROVINCE = sampleProvince();
const dataset = (kind: 'periodic' | 'interval'): string => {
  const found = [...PROVINCE.datasets.values()].find(({ cadence }: Dataset) => cadence.kind === kind);
  if (!found) throw new Error(`no ${kind} dataset in the sample`);
  return found.id;
};
const WIDGET: TileReading['widget'] = {
  definition: {} as NonNullable<TileReading['widget']>['definition'],
  report: { report: () => [], messages: { vi: { settled: 'Đã giải quyết', about: 'Trong {n} ngày' }, en: { settled: 'Settled', about: 'In {n} days' } } },
};
const reading = (blocks: readonly Block[], more: Partial<TileReading> = {}): TileReading => ({ tile: 'a', title: both('Hồ sơ'), widget: WIDGET, slots: { main: { dataset: dataset('periodic'), params: {} } }, blocks, unanswered: [], ...more });
const compared = (before: readonly Block[], after: readonly Block[], more: Partial<TileReading> = {}) => compareReadings([reading(before, more)], [reading(after, more)], PROVINCE)[0];
const reasons = (...sides: Parameters<typeof compared>) => compared(...sides)?.differences.map(({ reason }) => reason);

describe('a tile held against itself', () => {
  it('says nothing where nothing changed', () => expect(compared([one(measured(12)), table({ a: measured(1) })], [one(measured(12)), table({ a: measured(1) })])).toMatchObject({ state: 'same', differences: [] }));

  it.each([
    ['another number of the same period', measured(12), measured(15), {}, 'revised'],
    ['the same number, settled', measured(12, 'provisional'), measured(12, 'official'), {}, 'settled'],
    ['a number where there was none', missing('not-yet'), measured(0), {}, 'arrived'],
    ['no number any more, which is not zero', measured(0), missing('quarantined'), {}, 'lost'],
    ['still none, for another reason', missing('not-yet'), missing('denied'), {}, 'otherwise'],
    ['another number of a source that goes on telling', measured(12), measured(15), { slots: { main: { dataset: dataset('interval'), params: {} } } }, 'renewed'],
  ] as const)('names %s', (_name, before, after, more, reason) => expect(reasons([one(before)], [one(after)], more)).toEqual([reason]));
  it('names the number of another period', () => expect(reasons([one(measured(12))], [one(measured(15), { period: period('calendar:2026-11') })])).toEqual(['moved']));

  it('finds rows by their ids, so that one put between others is one row more', () => {
    const tile = compared([table({ a: measured(1), c: measured(3) })], [table({ a: measured(1), b: measured(2), c: measured(4) })]);
    expect(tile?.differences.map(({ reason, before, after }) => [reason, before !== null, after !== null])).toEqual([['added', false, true], ['added', false, true], ['revised', true, true]]);
    expect(reasons([table({ a: measured(1), b: measured(2) })], [table({ b: measured(2) })])).toEqual(['gone', 'gone']);
  });
  it('tells what time alone did from what a source did', () => {
    const [then, now] = [reading([one(measured(80)), table({ a: measured(1) })]), reading([one(measured(84)), table({ a: measured(2) })])];
    const aged = reading([one(measured(84)), table({ a: measured(1) })]);
    expect(compareReadings([then], [now], PROVINCE, [aged])[0]?.differences.map(({ reason }) => reason)).toEqual(['aged', 'revised']);
  });
  it('tells words apart by what is in them', () => {
    const note = (n: number): Block => ({ kind: 'note', label: { key: 'about', params: { n } } });
    expect(reasons([note(3)], [note(3)])).toEqual([]);
    expect(reasons([note(3)], [note(4)])).toEqual(['reworded']);
  });

  it('is not compared where a source is silent now, unless it was silent then', () => {
    const silent = { unanswered: [{ dataset: 'x', params: {} }] };
    const [then, now] = [reading([one(measured(1))]), reading([one(missing('not-available'))], silent)];
    expect(compareReadings([then], [now], PROVINCE)[0]).toMatchObject({ state: 'unanswered', differences: [] });
    expect(compareReadings([reading([one(missing('not-available'))], silent)], [now], PROVINCE)[0]).toMatchObject({ state: 'same' });
    expect(compareReadings([reading([], { widget: null })], [now], PROVINCE)[0]).toMatchObject({ state: 'unasked' });
    expect(compareReadings([then], [], PROVINCE)[0]).toMatchObject({ state: 'unasked' });
  });
});

describe('a difference in words', () => {
  const line = (before: readonly Block[], after: readonly Block[], language: 'vi' | 'en' = 'vi') => {
    const tile = compared(before, after);
    const [first] = tile?.differences ?? [];
    if (!tile || !first) throw new Error('nothing differs');
    return differenceLine(first, tile, { language, format: createFormat(language), say: (key, params) => [key, ...Object.values(params ?? {})].join(' '), t: (key) => key });
  };
  it('says the place, both numbers with their unit, the difference and why', () => {
    expect(line([table({ 'Đất đai': measured(1_204) })], [table({ 'Đất đai': measured(1_250) })])).toEqual({
      place: 'Theo lĩnh vực › Đất đai › Đã giải quyết', before: '1.204 hồ sơ', after: '1.250 hồ sơ', delta: '+46 hồ sơ', reason: 'reason.revised',
    });
    expect(line([one(measured(12, 'provisional'))], [one(measured(12))])).toMatchObject({ place: 'Đã giải quyết', delta: '', reason: 'reason.settled sơ bộ chính thức' });
  });
  it('says once what all places of a tile stand under, and calls rows by what tells them apart', () => {
    const list = (a: number, b: number): Block => ({
      kind: 'table', caption: { literal: 'Đang mở' }, columns: [{ id: 'level', label: { literal: 'Mức' }, align: 'start' }, { id: 'what', label: { literal: 'Việc' }, align: 'start' }, { id: 'n', label: { literal: 'Chờ' }, align: 'end' }],
      rows: [['1', 'Quét cổng', a], ['2', 'Leo thang', b]].map(([id, what, n]) => ({ id: String(id), cells: [{ label: { literal: 'cao' } }, { label: { literal: String(what) } }, { figure: figure(measured(Number(n))) }] })),
    });
    const tile = compared([list(1, 2)], [list(3, 4)]);
    const words = { language: 'vi' as const, format: createFormat('vi'), say: (key: string) => key, t: (key: string) => key };
    expect(tile && [commonPlace(tile, words), ...tile.differences.map((each) => differenceLine(each, tile, words, true).place)]).toEqual(['Đang mở', 'Quét cổng › Chờ', 'Leo thang › Chờ']);
  });
  it('never makes a difference of what is missing', () => {
    const said = line([one(measured(12))], [one(missing('not-available'))]);
    expect(said).toMatchObject({ before: '12 hồ sơ', delta: '', reason: 'reason.lost' });
    expect(said.after).not.toContain('0');
    expect(line([table({ b: measured(1) })], [table({ a: measured(1), b: measured(1) })])).toMatchObject({ before: 'differ.nothing', reason: 'reason.added' });
  });
});

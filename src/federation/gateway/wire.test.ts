import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_STATUS, type Cube } from '@/domain/cube/types';
import type { DatasetData, Events, Features } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import type { Answer } from '../answer';
import { SOURCE_ERROR_KINDS } from '../source-error';
import { readError, readWire } from './read-wire';
import { toWire } from './wire';

const word = fc.string({ minLength: 0, maxLength: 12, unit: 'grapheme' });
const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== '__proto__');
const instant = fc.integer({ min: 0, max: 4e12 }).map(toInstant);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const flat = fc.oneof(word, number, fc.boolean(), fc.constant(null));

const cube: fc.Arbitrary<Cube> = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }).chain((sizes) => {
  const cells = sizes.reduce((product, size) => product * size, 1);
  return fc.record({
    label: fc.option(word, { nil: undefined }),
    standing: fc.array(fc.nat(CELL_STATUS.length - 1), { minLength: cells, maxLength: cells }),
    numbers: fc.array(number, { minLength: cells, maxLength: cells }),
  }).map(({ label, standing, numbers }): Cube => ({
    kind: 'cube',
    ...(label === undefined ? {} : { label }),
    dimensions: sizes.map((size, d) => ({ id: `d${d}`, label: 'Đơn vị', role: 'metric', categories: Array.from({ length: size }, (_, c) => ({ code: `c${c}`, label: 'x', unit: 'dossier', decimals: 1, parent: 'p' })) })),
    values: Float64Array.from(numbers, (value, cell) => ((standing[cell] ?? 3) < 3 ? value : NaN)),
    status: Uint8Array.from(standing),
  }));
});
const events: fc.Arbitrary<Events> = fc.uniqueArray(name, { maxLength: 4 }).chain((ids) => fc.record({
  kind: fc.constant('events' as const),
  fields: fc.constant(ids.map((id, at) => ({ id, type: 'text' as const, personal: at % 2 === 0, ...(at % 3 === 0 ? { masked: true as const } : {}) }))),
  rows: fc.array(fc.record({ id: word, values: fc.tuple(...ids.map(() => flat)).map((values) => Object.fromEntries(ids.map((id, at) => [id, values[at] ?? null]))) }), { maxLength: 5 }),
}));
const position = fc.tuple(number, number);
const features: fc.Arbitrary<Features> = fc.record({
  kind: fc.constant('features' as const),
  approximate: fc.boolean(),
  features: fc.array(fc.record({
    id: word,
    geometry: fc.oneof(position.map((coordinates) => ({ type: 'Point' as const, coordinates })), fc.array(fc.array(position)).map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
      fc.array(fc.array(fc.array(position))).map((coordinates) => ({ type: 'MultiPolygon' as const, coordinates }))),
    properties: fc.dictionary(name, flat),
  }), { maxLength: 4 }),
});
const error = fc.record({ kind: fc.constantFrom(...SOURCE_ERROR_KINDS), source: word, dataset: word }).chain((base) =>
  fc.record({ pointer: word, expected: word, got: word, httpStatus: fc.nat(599), retryAfterMs: fc.nat() }, { requiredKeys: [] }).map((more) => ({ ...base, ...more })));
const answer: fc.Arbitrary<Answer> = fc.record({
  data: fc.oneof<fc.Arbitrary<DatasetData>[]>(cube, events, features),
  asOf: fc.option(instant),
  receivedAt: instant,
  serverTime: fc.option(instant),
  provenance: fc.record({ source: word, dataset: word, connector: word, request: word, asOf: fc.option(instant), receivedAt: instant, sourceVersion: fc.option(word), digest: word, sampleData: fc.boolean() }),
  partial: fc.record({ present: fc.nat(), expected: fc.nat() }),
  notes: fc.array(fc.record({ code: fc.constantFrom('withheld' as const, 'clock-skew' as const), count: fc.nat(), example: word }, { requiredKeys: ['code', 'count'] }), { minLength: 1 }),
  cause: error,
}, { requiredKeys: ['data', 'asOf', 'receivedAt', 'serverTime', 'provenance'] })
  // fast-check makes objects without a prototype now and then; nothing of ours does.
  .map((given) => structuredClone(given));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('an answer over the wire', () => {
  it('comes back as it was, through JSON', () => {
    fc.assert(fc.property(answer, (given) => {
      const back = readWire(plain(toWire(given)));
      expect(back).toStrictEqual({ ok: true, value: given });
    }), { numRuns: 300 });
  });

  it('is the same text again: what was read is written as it came', () => {
    fc.assert(fc.property(answer, (given) => {
      const text = JSON.stringify(toWire(given));
      const back = readWire(JSON.parse(text));
      expect(back.ok && JSON.stringify(toWire(back.value))).toBe(text);
    }));
  });

  it('never carries a number beside a reason for missing, nor a field that was not declared', () => {
    const hidden: Cube = { kind: 'cube', dimensions: [{ id: 'g', label: '', role: 'geo', categories: [{ code: 'a', label: '' }, { code: 'b', label: '' }] }], values: Float64Array.of(3, 4), status: Uint8Array.of(6, 0) };
    const stray: Events = { kind: 'events', fields: [{ id: 'a', type: 'text', personal: false }], rows: [{ id: '1', values: { a: 'x', b: 'Nguyễn Văn A' } }] };
    expect(JSON.stringify(toWire(around(hidden)))).not.toContain('[3,');
    expect(JSON.stringify(toWire(around(stray)))).not.toContain('Nguyễn');
  });
});

const around = (data: DatasetData): Answer => ({
  data, asOf: null, receivedAt: toInstant(1), serverTime: null,
  provenance: { source: 's', dataset: 'd', connector: 'c', request: 'r', asOf: null, receivedAt: toInstant(1), sourceVersion: null, digest: 'x', sampleData: true },
});

describe('what is no answer', () => {
  const sound = (): Record<string, unknown> => plain(toWire(around({
    kind: 'cube', values: Float64Array.of(1, NaN), status: Uint8Array.of(0, 3),
    dimensions: [{ id: 'g', label: '', role: 'geo', categories: [{ code: 'a', label: '' }, { code: 'b', label: '' }] }],
  }))) as Record<string, unknown>;
  const rows = (): Record<string, unknown> => plain(toWire(around({ kind: 'events', fields: [{ id: 'a', type: 'text', personal: false }], rows: [{ id: '1', values: { a: 'x' } }] }))) as Record<string, unknown>;
  const changed = (base: () => Record<string, unknown>, change: (data: Record<string, unknown>, all: Record<string, unknown>) => void): unknown => {
    const copy = base();
    change(copy['data'] as Record<string, unknown>, copy);
    return copy;
  };

  it.each<[string, unknown]>([
    ['', null], ['', []], ['', 'x'],
    ['/receivedAt', changed(sound, (_, all) => (all['receivedAt'] = 'now'))],
    ['/provenance', changed(sound, (_, all) => delete all['provenance'])],
    ['/cause', changed(sound, (_, all) => (all['cause'] = { kind: 'sorrow', source: '', dataset: '' }))],
    ['/data', changed(sound, (_, all) => delete all['data'])],
    ['/data/kind', changed(sound, (data) => (data['kind'] = 'table'))],
    ['/data/values', changed(sound, (data) => (data['values'] = [1]))],
    ['/data/values/1', changed(sound, (data) => (data['values'] = [1, 2]))],
    ['/data/values/0', changed(sound, (data) => (data['values'] = ['1', null]))],
    ['/data/status', changed(sound, (data) => (data['status'] = '0z'))],
    ['/data/status', changed(sound, (data) => (data['status'] = '000'))],
    ['/data/dimensions/0/role', changed(sound, (data) => ((data['dimensions'] as Record<string, unknown>[])[0] ?? {})['role'] = 'x')],
    ['/data/ids', changed(rows, (data) => (data['ids'] = [1]))],
    ['/data/columns', changed(rows, (data) => (data['columns'] = []))],
    ['/data/columns/0', changed(rows, (data) => (data['columns'] = [[]]))],
    ['/data/columns/0/0', changed(rows, (data) => (data['columns'] = [[{}]]))],
    ['/data/fields/0', changed(rows, (data) => (data['fields'] = [{ id: 'a', type: 'text', personal: false, masked: false }]))],
  ])('is refused at %j', (pointer, raw) => expect(readWire(raw)).toEqual({ ok: false, error: pointer }));

  it('declares no more than a device can hold', () => {
    const many = Array.from({ length: 3_000 }, (_, c) => ({ code: `c${c}`, label: '' }));
    const wide = { kind: 'cube', dimensions: [0, 1].map((d) => ({ id: `d${d}`, label: '', role: 'geo', categories: many })), values: [], status: '0' };
    expect(readWire({ ...sound(), data: wide })).toEqual({ ok: false, error: '/data/values' });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), (data, rest) => {
      expect(readWire({ ...sound(), data }).ok).toBe(false);
      expect(readWire(rest).ok).toBe(false);
      expect(readError(rest) === null || typeof rest === 'object').toBe(true);
    }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT, EVENTS, FEATURES, answerOf, cubeOf } from './answers.fixture';
import { parseRecord } from './parse-record';
import type { AnswerRecord, StoredAnswer } from './record';

const recordOf = (answer: StoredAnswer): AnswerRecord => ({ key: 'k', v: 1, size: 10, lastUsedAt: AT, answer });
const SOUND = [answerOf(cubeOf()), answerOf(EVENTS), answerOf(FEATURES), { ...answerOf(cubeOf()), asOf: null, serverTime: null, partial: { present: 3, expected: 4 }, notes: [{ code: 'clock-skew', count: 2, example: '2026' }] }];

/** A deep copy in which `change` has replaced one place. */
function broken(answer: StoredAnswer, change: (record: { answer: Record<string, unknown> } & Record<string, unknown>) => void): unknown {
  const copy = structuredClone(recordOf(answer)) as unknown as { answer: Record<string, unknown> } & Record<string, unknown>;
  change(copy);
  return copy;
}

describe('parseRecord', () => {
  it('accepts what the portal writes, of every shape', () => {
    for (const answer of SOUND) {
      const raw = structuredClone(recordOf(answer));
      expect(parseRecord(raw)).toEqual({ kind: 'record', record: raw });
    }
  });

  it('names the place that is wrong', () => {
    const cases: readonly [string, unknown][] = [
      ['', null],
      ['', 'text'],
      ['/v', broken(answerOf(EVENTS), (record) => (record['v'] = 0))],
      ['/size', broken(answerOf(EVENTS), (record) => (record['size'] = Number.NaN))],
      ['/answer', broken(answerOf(EVENTS), (record) => (record['answer'] = null as never))],
      ['/answer/receivedAt', broken(answerOf(EVENTS), ({ answer }) => (answer['receivedAt'] = '2026'))],
      ['/answer/asOf', broken(answerOf(EVENTS), ({ answer }) => delete answer['asOf'])],
      ['/answer/partial', broken(answerOf(EVENTS), ({ answer }) => (answer['partial'] = { present: 1 }))],
      ['/answer/notes', broken(answerOf(EVENTS), ({ answer }) => (answer['notes'] = [{ code: 'clock-skew' }]))],
      ['/answer/provenance', broken(answerOf(EVENTS), ({ answer }) => (answer['provenance'] = []))],
      ['/answer/provenance/digest', broken(answerOf(EVENTS), ({ answer }) => ((answer['provenance'] as Record<string, unknown>)['digest'] = 7))],
      ['/answer/data/kind', broken(answerOf(EVENTS), ({ answer }) => (answer['data'] = { kind: 'table' }))],
      ['/answer/data/values', { ...recordOf(answerOf({ ...cubeOf(3), values: new Float64Array(5) })) }],
      ['/answer/data/values', broken(answerOf(cubeOf()), ({ answer }) => ((answer['data'] as Record<string, unknown>)['values'] = [1, 2, 3, 4, 5, 6]))],
      ['/answer/data/status', { ...recordOf(answerOf({ ...cubeOf(3), status: Uint8Array.of(0, 0, 0, 0, 0, 99) })) }],
      ['/answer/data/dimensions/1/categories/0', broken(answerOf(cubeOf()), ({ answer }) => {
        const dimensions = (answer['data'] as { dimensions: { categories: Record<string, unknown>[] }[] }).dimensions;
        const category = dimensions[1]?.categories[0];
        if (category) category['unit'] = 'furlong';
      })],
      ['/answer/data/rows/0', broken(answerOf(EVENTS), ({ answer }) => ((answer['data'] as { rows: unknown[] }).rows[0] = { id: 'x', values: { a: {} } }))],
      ['/answer/data/features/1', broken(answerOf(FEATURES), ({ answer }) => {
        (answer['data'] as { features: unknown[] }).features[1] = { id: 'x', geometry: { type: 'Polygon', coordinates: [[[1]]] }, properties: {} };
      })],
    ];
    for (const [pointer, raw] of cases) expect(parseRecord(raw)).toEqual({ kind: 'corrupt', pointer });
  });

  it('leaves a record of a later portal alone', () => {
    expect(parseRecord({ v: 2, anything: true })).toEqual({ kind: 'newer' });
  });

  it('never throws and accepts no arbitrary value', () => {
    fc.assert(fc.property(fc.anything({ withDate: true, withMap: true, withTypedArray: true }), (raw) => {
      expect(parseRecord(raw).kind).not.toBe('record');
    }), { numRuns: 1000 });
  });

  it('never throws on a sound record with one place replaced', () => {
    fc.assert(fc.property(fc.constantFrom(...SOUND), fc.nat(), fc.anything(), (answer, place, value) => {
      const raw = structuredClone(recordOf(answer)) as unknown;
      const places = placesOf(raw);
      const [holder, name] = places[place % places.length] ?? [{}, ''];
      holder[name] = value;
      expect(['record', 'corrupt', 'newer']).toContain(parseRecord(raw).kind);
    }), { numRuns: 1000 });
  });
});

/** Every (object, property) of a value. */
function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [[holder, name] as [Record<string, unknown>, string], ...placesOf(holder[name])]);
}

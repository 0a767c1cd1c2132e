import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Events } from '@/domain/dataset';
import { settled, type Fault } from '../fault';
import { eventsOfMapped } from './events';
import { fieldRulesAt } from './fields';
import { createNoteBook } from './note-book';

const rules = fieldRulesAt([
  { id: 'occurredAt', type: 'instant' }, { id: 'severity', type: 'text', oneOf: ['critical', 'high'] }, { id: 'title', type: 'text' },
  { id: 'applicant', type: 'text', personal: true, optional: true }, { id: 'dueOn', type: 'date', optional: true }, { id: 'days', type: 'number', optional: true }, { id: 'open', type: 'boolean', optional: true },
], '/mapping/fields');
const good = { occurredAt: '2026-11-20T08:30:00+07:00', severity: 'high', title: 'Quét cổng' };
const row = (id: unknown, values: object = {}) => ({ id, values: { ...good, ...values } });

function read(rows: unknown) {
  const notes = createNoteBook();
  const found = settled(() => eventsOfMapped({ rows }, rules, notes));
  return { found, notes: notes.notes() };
}
function events(rows: unknown): Events {
  const { found } = read(rows);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}
function fault(rows: unknown): Fault {
  const { found } = read(rows);
  if (found.ok) throw new Error('read without a fault');
  return found.error;
}

describe('mapped events', () => {
  it('are typed rows with every declared field', () => {
    const read = events([row('a', { dueOn: '20/11/2026', days: 3, open: true })]);
    expect(read.rows).toEqual([{ id: 'a', values: { occurredAt: Date.parse('2026-11-20T01:30:00Z'), severity: 'high', title: 'Quét cổng', applicant: null, dueOn: '2026-11-20', days: 3, open: true } }]);
    expect(read.fields.find(({ id }) => id === 'applicant')).toEqual({ id: 'applicant', type: 'text', personal: true });
  });

  it('may be none, or one that JSONata has unwrapped', () => {
    expect(events([]).rows).toEqual([]);
    expect(events(row('a')).rows).toHaveLength(1);
  });

  it('read times without an offset as Vietnamese, and say so', () => {
    const { found, notes } = read([row('a', { occurredAt: '2026-11-20T08:30:00' }), row('b', { occurredAt: '2026-11-20 09:30' })]);
    expect(found.ok && found.value.rows[0]?.values['occurredAt']).toBe(Date.parse('2026-11-20T01:30:00Z'));
    expect(notes).toEqual([{ code: 'zone-assumed', count: 2, example: '2026-11-20T08:30:00' }]);
  });

  it.each([
    ['a renamed field', [{ id: 'a', values: { ...good, title: undefined, tieuDe: 'x' } }], { kind: 'malformed', pointer: '/rows/0/values/tieuDe', expected: 'a declared field' }],
    ['a field that is gone', [row('a'), { id: 'b', values: { occurredAt: 1e12, severity: 'high' } }], { pointer: '/rows/1/values/title', got: 'nothing' }],
    ['text for a number', [row('a', { days: '12' })], { pointer: '/rows/0/values/days', got: '"12"' }],
    ['text for a flag', [row('a', { open: 'false' })], { pointer: '/rows/0/values/open' }],
    ['a number for text', [row('a', { title: 5 })], { pointer: '/rows/0/values/title' }],
    ['a severity nobody knows', [row('a', { severity: 'nghiêm trọng' })], { pointer: '/rows/0/values/severity', expected: 'one of critical, high' }],
    ['30 February', [row('a', { dueOn: '2026-02-30' })], { pointer: '/rows/0/values/dueOn' }],
    ['a time that is none', [row('a', { occurredAt: '2026-13-01T25:61:00+07:00' })], { pointer: '/rows/0/values/occurredAt' }],
    ['seconds for milliseconds', [row('a', { occurredAt: 1_795_138_200 })], { pointer: '/rows/0/values/occurredAt' }],
    ['a number for an id', [row(5)], { pointer: '/rows/0/id' }],
    ['an empty id', [row('')], { pointer: '/rows/0/id' }],
    ['rows that are gone', undefined, { pointer: '/rows', got: 'nothing' }],
    ['a row without values', [{ id: 'a' }], { pointer: '/rows/0/values' }],
  ])('refuse %s', (_, rows, expected) => expect(fault(rows)).toMatchObject(expected));

  it('keep null as missing', () => expect(events([row('a', { title: null, days: null })]).rows[0]?.values).toMatchObject({ title: null, days: null }));

  it('cut a title an outsider made too long, and show control characters', () => {
    const title = events([row('a', { title: `\u001b[2J${'x'.repeat(1 << 20)}` })]).rows[0]?.values['title'];
    expect(title).toMatch(/^\ufffd\[2Jx+…$/);
    expect(String(title)).toHaveLength(4_001);
  });

  it('keep two rows of one id with different contents, flagged', () => {
    const { found, notes } = read([row('a'), row('a', { title: 'khác' }), row('a', { title: 'khác' }), row('a', { title: 'nữa' })]);
    expect(found.ok && found.value.rows.map(({ id, values }) => [id, values['title']])).toEqual([['a', 'Quét cổng'], ['a~2', 'khác'], ['a~3', 'nữa']]);
    expect(notes).toEqual([{ code: 'conflicting-rows', count: 2, example: 'a' }, { code: 'repeated-rows', count: 1, example: 'a' }]);
  });

  it('count rows exactly, however often and in whatever order they are repeated', () => {
    fc.assert(fc.property(
      fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }).filter((id) => !/\p{Cc}|~/u.test(id)), { maxLength: 40, selector: (id) => id.normalize('NFC') }).chain((ids) =>
        fc.tuple(fc.constant(ids), ids.length ? fc.array(fc.constantFrom(...ids), { maxLength: 200 }) : fc.constant([]))),
      ([ids, again]) => {
        const read = events([...ids, ...again].map((id) => row(id)));
        expect(read.rows.map(({ id }) => id)).toEqual(ids.map((id) => id.normalize('NFC')));
      },
    ));
  });
});

describe('declared fields', () => {
  it.each([
    [[{ id: '__proto__', type: 'text' }], '/f/0/id'], [[{ id: 'a', type: 'text' }, { id: 'a', type: 'text' }], '/f/1/id'], [[{ id: 'a', type: 'time' }], '/f/0/type'],
    [[{ id: 'a', type: 'text', persnal: true }], '/f/0/persnal'], [{}, '/f'],
  ])('%j is misconfigured', (fields, pointer) => expect(settled(() => fieldRulesAt(fields, '/f'))).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer } }));
});

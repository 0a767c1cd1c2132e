import type { Events } from '@/domain/dataset';
import { below, refuse } from '../fault';
import { listAt, nameAt, objectAt, textAt, type Keyed } from '../shape';
import { drawn, numberOf, placeAt, type Place } from './drawn-place';
import { eventsOfMapped } from './events';
import { fieldRulesAt, type FieldRule } from './fields';
import type { NoteBook } from './note-book';

/** A declared field of an event, and where a row of the source holds it. */
interface DrawnField {
  readonly rule: FieldRule;
  readonly from: Place;
  /** Their word → ours; `*` stands for any other. Null where theirs are kept. */
  readonly words: ReadonlyMap<string, string> | null;
}

/** How rows of a source become events. */
export interface EventDraw {
  /** Places whose texts together name a row. */
  readonly id: readonly Place[];
  readonly fields: readonly DrawnField[];
}

/** One row of a payload, and where it stands there. */
export interface SourceRow {
  readonly row: Keyed;
  readonly pointer: string;
}

/** Keys of a mapping that {@link eventDrawAt} reads. */
export const EVENT_KEYS = ['id', 'fields'] as const;

function wordsAt(value: unknown, pointer: string): DrawnField['words'] {
  if (value === undefined) return null;
  return new Map(Object.entries(objectAt(value, pointer, 'misconfigured')).map(([theirs, ours]) => [theirs, textAt(ours, below(pointer, theirs), 'misconfigured')]));
}

/**
 * Reads `{ id: ["labels/host", …], fields: [{ id, type, from, words?, personal?, optional?, oneOf? }] }` of a mapping. `otherwise` is
 * the id where the mapping gives none.
 */
export function eventDrawAt(mapping: Keyed, otherwise?: Place): EventDraw {
  const at = '/mapping/fields';
  const given = listAt(mapping['fields'], at, 'misconfigured').map((each, f) => objectAt(each, below(at, f), 'misconfigured'));
  const rules = fieldRulesAt(given.map((each) => Object.fromEntries(Object.entries(each).filter(([key]) => key !== 'from' && key !== 'words'))), at);
  const fields = rules.map((rule, f): DrawnField => ({
    rule,
    from: placeAt(given[f]?.['from'] ?? rule.field.id, `${at}/${f}/from`),
    words: wordsAt(given[f]?.['words'], `${at}/${f}/words`),
  }));
  if (fields.length === 0) refuse('misconfigured', at, 'at least one field', mapping['fields']);
  const id = mapping['id'] === undefined && otherwise ? [otherwise] : listAt(mapping['id'], '/mapping/id', 'misconfigured').map((place, p) => placeAt(place, `/mapping/id/${p}`));
  if (id.length === 0) refuse('misconfigured', '/mapping/id', 'at least one place', mapping['id']);
  return { id, fields };
}

/** A word in our vocabulary; one that nobody has explained is kept, and said. */
function worded(text: string, words: ReadonlyMap<string, string>, notes: NoteBook): string {
  const known = words.get(text) ?? words.get('*');
  if (known === undefined) notes.add('unknown-code', text);
  return known ?? text;
}

/** Seconds since 1970, as monitoring counts time; zero is how it says "not yet". */
const instantOf = (seconds: number): number | null => (seconds === 0 || !Number.isFinite(seconds) ? null : Math.round(seconds * 1000));

/** Year one is how Go writes a moment that never came. */
const NEVER = /^0001-01-01T/;

/** A value in the form its declared type has: numbers and epoch seconds come as text from these systems. */
function valueOf(given: unknown, { rule, words }: DrawnField, pointer: string, notes: NoteBook): unknown {
  if (given === undefined || given === null) return given;
  const number = numberOf(given);
  switch (rule.field.type) {
    case 'text': return typeof given === 'string' && words ? worded(given, words, notes) : given;
    case 'number': return number === undefined ? refuse('malformed', pointer, 'a number', given) : Number.isFinite(number) ? number : null;
    case 'boolean': return number === 1 || number === 0 ? number === 1 : given;
    case 'instant': return number !== undefined ? instantOf(number) : typeof given === 'string' && NEVER.test(given) ? null : given;
    case 'date': return given;
  }
}

function idOf(row: unknown, places: readonly Place[], pointer: string): string {
  return places.map((place) => {
    const part = drawn(row, place);
    return typeof part === 'number' ? String(part) : nameAt(part, `${pointer}/${place.join('/')}`);
  }).join('/');
}

/** Rows of a source as events, in the order given. What a row lacks is a missing value where its field is optional, else drift. */
export function drawnEvents(rows: readonly SourceRow[], { id, fields }: EventDraw, notes: NoteBook): Events {
  const made = rows.map(({ row, pointer }) => ({
    id: idOf(row, id, pointer),
    values: Object.fromEntries(fields.map((field) => {
      const at = `${pointer}/${field.from.join('/')}`;
      const given = drawn(row, field.from);
      if (given === undefined && !field.rule.optional) refuse('malformed', at, `a ${field.rule.field.type}`, undefined);
      return [field.rule.field.id, valueOf(given, field, at, notes) ?? null];
    })),
  }));
  return eventsOfMapped({ rows: made }, fields.map(({ rule }) => rule), notes);
}

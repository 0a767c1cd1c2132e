import type { DatasetSpec, Normalised, PayloadReader } from '../../connector';
import { below, refuse, settled } from '../../fault';
import { momentAt } from '../../normalise/common-parts';
import { eventsOfMapped } from '../../normalise/events';
import { fieldRulesAt, type FieldRule } from '../../normalise/fields';
import { createNoteBook } from '../../normalise/note-book';
import { configAt, listAt, nameAt, objectAt, optional, type Keyed } from '../../shape';
import { inboxRequestOf } from './index';

interface InboxMapping {
  readonly rules: readonly FieldRule[];
  /** Field → place in `data`. */
  readonly places: ReadonlyMap<string, string>;
  /** Field whose last event alone counts: the standing of each alert, of each sensor. */
  readonly latestBy: string | undefined;
}

/** What every event has, whoever sent it. */
const OWN = { occurredAt: 'occurredAt', kind: 'kind' } as const;

function mappingOf(dataset: DatasetSpec): InboxMapping {
  const mapping = configAt(dataset.mapping, '/mapping', ['fields', 'latestBy']);
  const fields = listAt(mapping['fields'], '/mapping/fields', 'misconfigured').map((field, at) => objectAt(field, below('/mapping/fields', at), 'misconfigured'));
  const rules = fieldRulesAt(fields.map(({ from: _, ...rule }) => rule), '/mapping/fields');
  const places = new Map(rules.map(({ field: { id } }, at): [string, string] => [id, optional(fields[at]?.['from'], (from) => nameAt(from, `/mapping/fields/${at}/from`, 'misconfigured')) ?? id]));
  const latestBy = optional(mapping['latestBy'], (field) => nameAt(field, '/mapping/latestBy', 'misconfigured'));
  if (latestBy !== undefined && !places.has(latestBy)) refuse('misconfigured', '/mapping/latestBy', 'a field of the mapping', latestBy);
  return { rules, places, latestBy };
}

function read(payload: unknown, dataset: DatasetSpec): Normalised {
  const { rules, places, latestBy } = mappingOf(dataset);
  const parts = objectAt(payload, '');
  const notes = createNoteBook();
  const rows = listAt(parts['rows'], '/rows').map((each, at) => rowOf(objectAt(each, below('/rows', at)), places, below('/rows', at)));
  // In the order in which things happened: the last of a key is how it stands.
  const told = latestBy === undefined ? rows : [...new Map(rows.map((row) => [row.values[latestBy], row])).values()];
  const asOf = parts['asOf'];
  return { data: eventsOfMapped({ rows: told }, rules, notes), asOf: asOf === null ? null : momentAt(asOf, '/asOf', notes), version: null, notes: notes.notes() };
}

function rowOf(event: Keyed, places: ReadonlyMap<string, string>, here: string): { readonly id: string; readonly values: Record<string, unknown> } {
  const given = objectAt(event['data'], `${here}/data`);
  const values: Record<string, unknown> = {};
  for (const [field, place] of places) {
    const value = Object.hasOwn(OWN, place) ? event[place] : Object.hasOwn(given, place) ? given[place] : null;
    values[field] = value;
  }
  return { id: nameAt(event['id'], `${here}/id`), values };
}

/** Of a field that an event does not have the value is missing; of another type than declared, a fault. */
export const inboxReader: PayloadReader = {
  id: 'inbox',
  read,
  check: (dataset) => [settled(() => inboxRequestOf(dataset)), settled(() => mappingOf(dataset))].flatMap((part) => (part.ok ? [] : [part.error])),
};

import type { EventRow, Events } from '@/domain/dataset';
import { objectAt, objectListAt, type Keyed } from '../shape';
import { codeAt } from './common-parts';
import { fieldValues, type FieldRule } from './fields';
import type { NoteBook } from './note-book';

/** A row given again is the same row; the same id with other contents is another row, kept under a name of its own. */
function placeRow(rows: Map<string, EventRow>, row: EventRow, notes: NoteBook): void {
  const contents = JSON.stringify(row.values);
  let id = row.id;
  for (let copy = 2; ; copy += 1) {
    const known = rows.get(id);
    if (!known) break;
    if (JSON.stringify(known.values) === contents) return notes.add('repeated-rows', row.id);
    id = `${row.id}~${copy}`;
  }
  if (id !== row.id) notes.add('conflicting-rows', row.id);
  rows.set(id, { id, values: row.values });
}

/** The events of a mapped result `{rows: [{id, values}]}`, in the order given. */
export function eventsOfMapped(mapped: Keyed, rules: readonly FieldRule[], notes: NoteBook): Events {
  const rows = new Map<string, EventRow>();
  objectListAt(mapped['rows'], '/rows').forEach((each, at) => {
    const row = objectAt(each, `/rows/${at}`);
    const values = fieldValues(objectAt(row['values'], `/rows/${at}/values`), rules, `/rows/${at}/values`, notes);
    placeRow(rows, { id: codeAt(row['id'], `/rows/${at}/id`), values }, notes);
  });
  return { kind: 'events', fields: rules.map(({ field }) => field), rows: [...rows.values()] };
}

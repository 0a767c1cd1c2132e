import type { EventField, EventRow, Events } from '@/domain/dataset';
import { baseClass, classOf } from './field-class';
import { holdsRow, type Sight } from './sight';

type Values = EventRow['values'];

/**
 * Rows of which some field is seen; the others are dropped. Values that are not seen are null, and their field says `masked`; personal
 * fields given in full say `disclosed`. Values of no declared field go, since nobody has said what they are. Whoever sees something of a
 * row for its unit's sake sees which unit that is.
 */
export function cutEvents(events: Events, sight: Sight): { readonly data: Events; readonly withheld: boolean } {
  const reaches = events.fields.map((field) => sight.reachOf(field.id, field.personal));
  const base = sight.reachIn(baseClass(sight.dataset));
  const masked = new Set<string>();
  const rows: EventRow[] = [];
  const naming = events.fields.findIndex((field) => field.id === sight.unitField);
  for (const row of events.rows) {
    const unit = naming < 0 ? null : row.values[events.fields[naming]?.id ?? ''];
    const seen = reaches.map((reach) => holdsRow(sight, reach, unit));
    if (!seen.includes(true)) continue;
    if (naming >= 0 && reaches.some((reach, at) => reach !== 'all' && seen[at])) seen[naming] = true;
    const hidden = events.fields.filter((_, at) => !seen[at]).map((field) => field.id);
    for (const field of hidden) masked.add(field);
    const id = holdsRow(sight, base, unit) && !tells(row, hidden) ? row.id : `row-${rows.length + 1}`;
    rows.push({ id, values: shown(events.fields, row.values, seen) });
  }
  // Of an answer without rows a field still says what this reader would see.
  events.fields.forEach((field, at) => {
    const reach = reaches[at];
    if (at !== naming && reach !== undefined && reach !== 'all' && reach.size === 0) masked.add(field.id);
  });
  const fields = events.fields.map((field) => marked(field, masked.has(field.id), classOf(sight.dataset, field.id, field.personal) === 'personal'));
  return { data: { kind: 'events', fields, rows }, withheld: rows.length < events.rows.length };
}

const shown = (fields: readonly EventField[], values: Values, seen: readonly boolean[]): Values =>
  Object.fromEntries(fields.map(({ id }, at) => [id, seen[at] ? (values[id] ?? null) : null]));

/** Shorter values stand in ids by chance. */
const TELLING = 4;

/** Whether the id of a row says what is hidden of it: a key made of a name or a number. */
const tells = ({ id, values }: EventRow, hidden: readonly string[]): boolean =>
  hidden.some((field) => {
    const value = String(values[field] ?? '');
    return value !== '' && (id === value || (value.length >= TELLING && id.includes(value)));
  });

function marked({ masked: was, disclosed: _, ...field }: EventField, masked: boolean, personal: boolean): EventField {
  if (masked || was) return { ...field, masked: true };
  return personal ? { ...field, disclosed: true } : field;
}

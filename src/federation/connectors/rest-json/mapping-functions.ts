import { refuse } from '../../fault';
import { readDate, readMoment } from '../../normalise/moments';
import type { NoteBook } from '../../normalise/note-book';

/** JSONata hands a list of one as the thing itself, and an empty list as nothing. */
const asList = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** Follows one step or several: `["donVi", "ma"]`. Undefined where the row has no such place. */
function at(row: unknown, steps: readonly string[]): unknown {
  let value = row;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/**
 * `$cells(rows, ["maDonVi"], {"tongSo": "received"})`: one cell a row and column, `[code…, metric, value]`, in row order. Coordinates
 * are texts of the row; `=2026` would be a constant. A column absent from a row is drift: refused.
 */
function cells(rows: unknown, coordinates: unknown, columns: Readonly<Record<string, string>>): unknown[] {
  const paths = (asList(coordinates) as readonly string[]).map((path) => (path.startsWith('=') ? path.slice(1) : path.split('/')));
  const metrics = Object.entries(columns).map(([path, metric]) => ({ path, steps: path.split('/'), metric }));
  const made: unknown[] = [];
  asList(rows).forEach((row, r) => {
    const codes = paths.map((path) => (typeof path === 'string' ? path : at(row, path)));
    for (const { path, steps, metric } of metrics) {
      const value = at(row, steps);
      if (value === undefined) refuse('malformed', `/rows/${r}/${path}`, 'a column the mapping names', undefined);
      made.push([...codes, metric, value]);
    }
  });
  return made;
}

function instant(text: unknown, notes: NoteBook): number | undefined {
  if (text === undefined || text === null || text === '') return undefined;
  const moment = typeof text === 'string' ? readMoment(text) : undefined;
  if (!moment) return refuse('malformed', '', 'a time, ISO 8601 or dd/MM/yyyy HH:mm', text);
  if (moment.zoneAssumed) notes.add('zone-assumed', String(text));
  return moment.at;
}

const date = (text: unknown): string | undefined =>
  text === undefined || text === null || text === '' ? undefined : readDate(String(text)) ?? refuse('malformed', '', 'a date, YYYY-MM-DD or dd/MM/yyyy', text);

/**
 * What a mapping may call beside JSONata's own functions:
 * `$cells(rows, coordinates, columns)` (hundreds of times faster than building cells by path), `$list(x)` (always a list),
 * `$instant(text)` (epoch ms, +07:00 where no offset is given; JSONata's `$toMillis` would assume UTC), `$date(text)`.
 */
export const mappingFunctions = (notes: NoteBook): Readonly<Record<string, unknown>> => ({
  cells,
  list: asList,
  instant: (text: unknown) => instant(text, notes),
  date,
});

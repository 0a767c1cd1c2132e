/**
 * What a number counts, by stable id; its words are in `format/`.
 * `point` is a percentage point or a score point; `index` is an index number with base 100 (104,9 means +4,9 %).
 */
export const UNITS_OF_MEASURE = [
  'percent', 'point', 'index', 'rank', 'ratio',
  'dossier', 'procedure', 'document', 'task', 'alert', 'incident', 'system', 'request', 'machine', 'unit', 'case', 'person', 'visit',
  'enterprise', 'project', 'billion-dong', 'million-dong', 'dong', 'million-usd', 'hectare', 'tonne', 'per-thousand',
  'household', 'head', 'kilometre', 'cubic-metre', 'million-kwh', 'million-litre', 'quintal-per-hectare', 'per-ten-thousand', 'per-hundred', 'product', 'account', 'school',
  'facility', 'vehicle', 'night', 'room', 'cooperative', 'case-of-disease', 'turn', 'thousand-tonne', 'thousand-dong', 'microgram-per-cubic-metre', 'year',
  'celsius', 'kilowatt',
  'second', 'millisecond', 'minute', 'hour', 'day', 'working-day', 'count',
] as const;
export type UnitOfMeasure = (typeof UNITS_OF_MEASURE)[number];

/**
 * What a number counts, by stable id; its words are in `format/`.
 * `point` is a percentage point or a score point; `index` is an index number with base 100 (104,9 means +4,9 %).
 */
export const UNITS_OF_MEASURE = [
  'percent', 'point', 'index', 'rank', 'ratio',
  'dossier', 'procedure', 'document', 'task', 'alert', 'incident', 'system', 'request', 'machine', 'unit', 'case', 'person', 'visit',
  'enterprise', 'project', 'billion-dong', 'million-dong', 'dong', 'million-usd', 'hectare', 'tonne', 'per-thousand',
  'second', 'millisecond', 'minute', 'hour', 'day', 'working-day', 'count',
] as const;
export type UnitOfMeasure = (typeof UNITS_OF_MEASURE)[number];

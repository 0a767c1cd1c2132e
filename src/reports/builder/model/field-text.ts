import type { FieldFormat, PlainField } from '../../fields/parse-fields';

/** What was chosen for a place in a text. */
export type ChosenField = { readonly kind: 'plain'; readonly field: PlainField } | { readonly kind: 'figure'; readonly indicator: string; readonly unit: string; readonly period: string; readonly format: FieldFormat };

/** A field as it is written: what is the report's own at the end is left out, `{{exports}}`, `{{exports||-1}}`. */
export function fieldText(field: ChosenField): string {
  if (field.kind === 'plain') return `{{${field.field}}}`;
  const parts = [field.indicator, field.unit === '.' ? '' : field.unit, field.period === '.' ? '' : field.period, field.format === 'value' ? '' : field.format];
  const last = parts.findLastIndex((part) => part !== '');
  return `{{${parts.slice(0, last + 1).join('|')}}}`;
}

/** A text with a field in place of what was selected, set off from the words beside it, and where the caret stands then. */
export function inserted(text: string, from: number, to: number, field: string): { readonly text: string; readonly caret: number } {
  const [start, end] = clear(text, Math.min(from, to), Math.max(from, to));
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const put = `${/[\p{L}\p{N},.;:)}]$/u.test(before) ? ' ' : ''}${field}${/^[\p{L}\p{N}({]/u.test(after) ? ' ' : ''}`;
  return { text: before + put + after, caret: before.length + put.length };
}

/** A caret within a field stands behind it: one field is never written into another. */
function clear(text: string, from: number, to: number): readonly [from: number, to: number] {
  const fields = [...text.matchAll(/\{\{[^{}]*\}\}/g)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
  const around = (at: number): number => fields.find(({ start, end }) => start < at && at < end)?.end ?? at;
  return [around(from), Math.max(around(from), around(to))];
}

/** Fields that need no figure. */
export const PLAIN_FIELDS = ['unit', 'unit.upper', 'period', 'period.span', 'previous-period', 'date', 'place', 'template'] as const;
export type PlainField = (typeof PLAIN_FIELDS)[number];

/** How a figure is said. */
export const FIELD_FORMATS = ['value', 'number', 'change-last-year', 'change-previous', 'target-share', 'year-to-date', 'status'] as const;
export type FieldFormat = (typeof FIELD_FORMATS)[number];

/** One figure in a text: `{{indicator|unit|period|format}}`; what is left out at the end is the report's own, told with its unit. */
export interface FigureField {
  readonly kind: 'figure';
  readonly indicator: string;
  /** `.`, `province` or a unit code. */
  readonly unit: string;
  /** `.`, `-1`, `last-year` or a `periodText`. */
  readonly period: string;
  readonly format: FieldFormat;
}
export type TextPart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'plain'; readonly field: PlainField } | FigureField;

/** What is wrong with one field: the field as written, the part that is wrong, and what could stand there. */
export interface FieldFault {
  readonly field: string;
  readonly got: string;
  readonly expected: string;
}
export interface ParsedText {
  readonly parts: readonly TextPart[];
  readonly faults: readonly FieldFault[];
}

const FIELD = /\{\{([^{}]{0,200})\}\}/g;
const INDICATOR = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const UNIT = /^(?:\.|province|[A-Za-z0-9][A-Za-z0-9.]{0,34})$/;
const PERIOD = /^(?:\.|-1|last-year|(?:calendar|administrative|statistical):[0-9A-Z-]{4,10})$/;

const isPlain = (name: string): name is PlainField => (PLAIN_FIELDS as readonly string[]).includes(name);
const isFormat = (name: string): name is FieldFormat => (FIELD_FORMATS as readonly string[]).includes(name);

/** A text with fields as its parts, in order. A field that cannot be read stays as it is written, and is told. Pure; never throws. */
export function parseFields(text: string): ParsedText {
  const parts: TextPart[] = [];
  const faults: FieldFault[] = [];
  let from = 0;
  const words = (to: number): void => {
    if (to > from) parts.push({ kind: 'text', text: text.slice(from, to) });
  };
  for (const found of text.matchAll(FIELD)) {
    const read = fieldOf(found[0], found[1] ?? '');
    if ('got' in read) {
      faults.push(read);
      continue;
    }
    words(found.index);
    parts.push(read);
    from = found.index + found[0].length;
  }
  words(text.length);
  const open = /\{\{(?![^{}]{0,200}\}\})[^]{0,40}/.exec(text);
  if (open) faults.push({ field: open[0], got: open[0], expected: '{{…}}' });
  return { parts, faults };
}

/** The fields of a text that speak of figures. */
export const figureFields = (text: string): readonly FigureField[] => parseFields(text).parts.filter((part) => part.kind === 'figure');

function fieldOf(field: string, inside: string): Exclude<TextPart, { readonly kind: 'text' }> | FieldFault {
  const [name = '', unit = '', period = '', format = '', ...rest] = inside.split('|').map((part) => part.trim());
  const fault = (got: string, expected: string): FieldFault => ({ field, got, expected });
  if (isPlain(name)) return inside.includes('|') ? fault(inside, name) : { kind: 'plain', field: name };
  if (!INDICATOR.test(name) || name.length > 64) return fault(name, PLAIN_FIELDS.join(', '));
  if (rest.length > 0) return fault(inside, '{{indicator|unit|period|format}}');
  if (unit !== '' && !UNIT.test(unit)) return fault(unit, '., province');
  if (period !== '' && !PERIOD.test(period)) return fault(period, '., -1, last-year, calendar:2026-10');
  if (format !== '' && !isFormat(format)) return fault(format, FIELD_FORMATS.join(', '));
  return { kind: 'figure', indicator: name, unit: unit || '.', period: period || '.', format: format === '' ? 'value' : format };
}

import { parseFields } from '../fields/parse-fields';
import type { TemplateBlock } from './template';
import type { WordForm, WordPlace, WordTag } from './word-form';

/** Most places of one file. */
export const MOST_PLACES = 2_000;
/** A name of a place that people make up: letters of any language, digits, and blanks or `_ . -` between them. */
export const WORD_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]{0,62}[\p{L}\p{M}\p{N}])?$/u;
/** The same name, however a keyboard wrote it. */
export const wordName = (written: string): string => written.normalize('NFC').replace(/[\s\u00a0]+/g, ' ').trim();

const own = <T>(record: { readonly [name: string]: T }, name: string): T | undefined => (Object.hasOwn(record, name) ? record[name] : undefined);

/** The field that a place is by its name alone; null where it reads as none. */
export function fieldByName(name: string): string | null {
  const { parts, faults } = parseFields(`{{${name}}}`);
  return faults.length === 0 && parts.length === 1 && parts[0]?.kind !== 'text' ? `{{${name}}}` : null;
}

/** What a place says: what somebody chose, else the field it is by its name; null where nobody knows. */
export function placeNamed(form: Pick<WordForm, 'places'>, name: string): WordPlace | null {
  const chosen = own(form.places, name);
  if (chosen) return chosen;
  const field = fieldByName(name);
  return field === null ? null : { kind: 'field', field };
}

/** Where the values of one name in a repeated row come from: a column of the table, or a field that is the same in every row; null where nobody knows. */
export function columnNamed(place: Extract<WordPlace, { readonly kind: 'table' }>, name: string): { readonly column: string } | { readonly field: string } | null {
  const chosen = own(place.columns, name);
  if (chosen !== undefined) return { column: chosen };
  const field = fieldByName(name);
  // A single word that reads as an indicator is a column that nobody has chosen yet: an indicator in every row would be the same figure.
  return field !== null && parseFields(field).parts[0]?.kind === 'plain' ? { field } : null;
}

/** Every field that filling the file needs, each as texts have it. */
export function wordFields(form: WordForm): readonly string[] {
  const fields = form.tags.flatMap((tag): readonly string[] => {
    const place = placeNamed(form, tag.name);
    if (tag.kind === 'field') return place?.kind === 'field' ? [place.field] : [];
    return place?.kind === 'table' ? tag.columns.flatMap((name) => { const column = columnNamed(place, name); return column && 'field' in column ? [column.field] : []; }) : [];
  });
  return [...new Set(fields)];
}

const all = (blocks: readonly TemplateBlock[]): readonly TemplateBlock[] => blocks.flatMap((block) => ('blocks' in block ? [block, ...all(block.blocks)] : [block]));

/** The block of a template that a place names, itself or a part of what it prints. */
export function blockNamed(blocks: readonly TemplateBlock[], name: string): TemplateBlock | undefined {
  const known = all(blocks);
  return known.find(({ id }) => id === name) ?? known.find(({ id }) => /^\.\d+$/.test(name.slice(id.length)) && name.startsWith(id));
}

/** How a place is written in the file. */
export const tagText = (tag: WordTag): string => (tag.kind === 'table' ? `{{#${tag.name}}}` : `{{${tag.name}}}`);

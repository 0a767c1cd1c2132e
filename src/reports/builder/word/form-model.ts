import type { Province } from '@/config/province';
import type { DocumentBlock, DocumentWord, ReportDocument } from '../../document/document';
import { linesText } from '../../document/word-text';
import { figureFields } from '../../fields/parse-fields';
import type { ReportTemplate, TemplateBlock } from '../../template/template';
import { WORD_SAID, type WordForm, type WordPlace, type WordTag } from '../../template/word-form';
import { columnNamed, placeNamed, tagText } from '../../template/word-places';

/** `understood`: a field by its name. `mapped`: somebody chose. `open`: nobody knows yet, or what was chosen is no more. */
export type PlaceState = 'understood' | 'mapped' | 'open';
export interface PlaceRow {
  readonly tag: WordTag;
  readonly place: WordPlace | null;
  readonly state: PlaceState;
  /** What it would say now; null for tables, drawings and what is open. */
  readonly says: string | null;
}

/** Places of a form as they stand, with what they would say in a document composed of it; null while there is none. */
export function placeRows(form: WordForm, document: ReportDocument | null, province: Pick<Province, 'indicators'>): readonly PlaceRow[] {
  const word = document?.word?.file === form.file ? document.word : null;
  return form.tags.map((tag) => {
    const place = placeNamed(form, tag.name);
    const state = stateOf(tag, place, form, word, province);
    return { tag, place, state, says: state === 'open' || !word ? null : saysOf(tag, word, document?.language ?? 'vi') };
  });
}

function stateOf(tag: WordTag, place: WordPlace | null, form: WordForm, word: DocumentWord | null, { indicators }: Pick<Province, 'indicators'>): PlaceState {
  const fits = place !== null && (tag.kind === 'table') === (place.kind === 'table');
  const isLost = word?.lost.some((each) => each === tagText(tag) || each.startsWith(`${tagText(tag)} `)) === true;
  const isCounted = place?.kind !== 'field' || figureFields(place.field).every(({ indicator }) => indicators.has(indicator));
  if (!fits || isLost || !isCounted) return 'open';
  return Object.hasOwn(form.places, tag.name) ? 'mapped' : 'understood';
}

const saysOf = (tag: WordTag, word: DocumentWord, language: ReportDocument['language']): string | null => {
  const text = tag.kind === 'field' && Object.hasOwn(word.fields, tag.name) ? word.fields[tag.name] : undefined;
  return text ? linesText(text.opening ?? text.lines, language) : null;
};

/** A part of the template that a place may say. */
export interface Offer {
  /** `text:words`, `said:figures:unit`; read back by {@link placeOf}. */
  readonly value: string;
  readonly block: string;
  readonly what: 'text' | 'picture' | (typeof WORD_SAID)[number];
}
export interface TableOffer {
  readonly block: string;
  /** Its columns as they were composed last, or as the block has them. */
  readonly columns: readonly { readonly id: string; readonly header: string }[];
  /** What is said of it; everything while it has not been composed. */
  readonly says: readonly (typeof WORD_SAID)[number][];
}

/** Blocks that stand once: one that is printed for each unit has no one place. */
function single(blocks: readonly TemplateBlock[]): readonly TemplateBlock[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'section') return block.repeat ? [] : single(block.blocks);
    return block.kind === 'appendix' ? single(block.blocks) : [block];
  });
}
const partsOf = (id: string, blocks: readonly DocumentBlock[]): readonly DocumentBlock[] => blocks.filter((block) => block.id === id || (block.id.startsWith(`${id}.`) && /^\.\d+$/.test(block.id.slice(id.length))));
const printed = (document: ReportDocument | null): readonly DocumentBlock[] => document?.sections.flatMap(({ blocks }) => blocks) ?? [];

/** Tables of the template with their columns. */
export function tableOffers({ blocks }: Pick<ReportTemplate, 'blocks'>, document: ReportDocument | null): readonly TableOffer[] {
  return single(blocks).flatMap((block): readonly TableOffer[] => {
    const tables = partsOf(block.id, printed(document)).flatMap((part) => (part.kind === 'table' ? [{ block: part.id, columns: part.columns.map(({ id, header }) => ({ id, header: header.filter((line) => line !== '').join(' › ') || id })), says: WORD_SAID.filter((what) => what === 'notes' || (what === 'caption' ? part.caption : part.unitLine) !== '') }] : []));
    if (tables.length > 0 || block.kind !== 'indicators') return tables;
    return [{ block: block.id, columns: ['indicator', ...block.columns].map((id) => ({ id, header: id })), says: WORD_SAID }];
  });
}

/** Words, drawings and what is said of tables, as places outside of tables may be told to say. */
export function placeOffers({ blocks }: Pick<ReportTemplate, 'blocks'>, document: ReportDocument | null): readonly Offer[] {
  const offer = (what: Offer['what'], block: string): Offer => ({ what, block, value: what === 'text' || what === 'picture' ? `${what}:${block}` : `said:${block}:${what}` });
  return [
    ...single(blocks).flatMap((block): readonly Offer[] => {
      switch (block.kind) {
        case 'heading': case 'paragraph': case 'list': case 'note': case 'commentary': case 'missing-list': case 'sources': return [offer('text', block.id)];
        case 'trend': return [offer('picture', block.id)];
        case 'ranking': return block.form === 'table' ? [] : [offer('picture', block.id)];
        case 'widget': return partsOf(block.id, printed(document)).flatMap((part) => (part.kind === 'chart' || part.kind === 'picture' ? [offer('picture', part.id)] : []));
        default: return [];
      }
    }),
    ...tableOffers({ blocks }, document).flatMap(({ block, says }) => says.map((what) => offer(what, block))),
  ];
}

/** How a place stands in a list of {@link placeOffers}; empty where it is in none. */
export const offerOf = (place: WordPlace | null): string =>
  place === null || place.kind === 'field' || place.kind === 'table' ? '' : place.kind === 'said' ? `said:${place.block}:${place.what}` : `${place.kind}:${place.block}`;

/** The place that was chosen from a list. */
export function placeOf(value: string, offers: readonly Offer[]): WordPlace | null {
  const chosen = offers.find((each) => each.value === value);
  if (!chosen) return null;
  const { block, what } = chosen;
  return what === 'text' || what === 'picture' ? { kind: what, block } : { kind: 'said', block, what };
}

/** A form with a place said anew; null takes back what was chosen. */
export function withPlace(form: WordForm, name: string, place: WordPlace | null): WordForm {
  const { [name]: _old, ...rest } = form.places;
  return { ...form, places: place ? { ...rest, [name]: place } : rest };
}

/** A table for the repeated row, with the columns whose names say which they are. */
export function tablePlace(tag: Extract<WordTag, { readonly kind: 'table' }>, { block, columns }: TableOffer): Extract<WordPlace, { readonly kind: 'table' }> {
  const empty = { kind: 'table', block, columns: {} } as const;
  const known = tag.columns.filter((name) => columnNamed(empty, name) === null && columns.some(({ id }) => id === name));
  return { ...empty, columns: Object.fromEntries(known.map((name) => [name, name])) };
}
/** Names of the row that need a column: the others are fields, the same in every row. */
export const columnsToChoose = (tag: Extract<WordTag, { readonly kind: 'table' }>, place: Extract<WordPlace, { readonly kind: 'table' }>): readonly string[] => tag.columns.filter((name) => { const from = columnNamed(place, name); return from === null || 'column' in from; });
export const withColumn = (place: Extract<WordPlace, { readonly kind: 'table' }>, name: string, column: string): typeof place => {
  const { [name]: _old, ...rest } = place.columns;
  return { ...place, columns: column === '' ? rest : { ...rest, [name]: column } };
};

/** Another file in place of one: what was chosen stays for the places that are still there. */
export function replaced(before: WordForm | undefined, { file, name, tags }: Pick<WordForm, 'file' | 'name' | 'tags'>): WordForm {
  const kept = Object.entries(before?.places ?? {}).filter(([place, says]) => tags.some((tag) => tag.name === place && (tag.kind === 'table') === (says.kind === 'table')));
  return { file, name, tags, places: Object.fromEntries(kept) };
}

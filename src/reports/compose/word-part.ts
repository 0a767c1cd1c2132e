import type { DocumentBlock, DocumentTable, DocumentWord, ReportDocument, Run, WordRows, WordText } from '../document/document';
import { renderRuns } from '../fields/render-fields';
import type { WordForm, WordPlace, WordSaid, WordTag } from '../template/word-form';
import { blockNamed, columnNamed, placeNamed, tagText, wordFields } from '../template/word-places';
import type { Composing } from './context';

/** Fields as they are said in the file, by how they are written. */
type SaidFields = ReadonlyMap<string, WordText>;
/** What the list of missing figures calls the file. */
const WORD_BLOCK = 'word';
/** Columns that count rows: why there are none is said beside them. */
const COUNTING: ReadonlySet<string> = new Set(['order', 'rank']);

/** Every field of a unit's own Word file, said before anything is listed that is missing. */
export function wordTexts(form: WordForm | undefined, composing: Composing): SaidFields {
  return new Map((form ? wordFields(form) : []).map((field) => [field, fieldText(field, composing)]));
}

function fieldText(field: string, composing: Composing): WordText {
  const opening = renderRuns(field, composing.scope, composing, WORD_BLOCK);
  const [first] = opening;
  if (opening.length !== 1 || first?.kind !== 'text') return { lines: [opening] };
  // Words alone: a unit or a period is written otherwise where a sentence begins.
  const within = renderRuns(`x ${field}`, composing.scope, composing, WORD_BLOCK).slice(1);
  return JSON.stringify(within) === JSON.stringify(opening) ? { lines: [within] } : { lines: [within], opening: [opening] };
}

interface Places {
  readonly form: WordForm;
  readonly said: SaidFields;
  readonly blocks: readonly DocumentBlock[];
  readonly composing: Composing;
}
interface Growing {
  readonly fields: Record<string, WordText>;
  readonly tables: Record<string, WordRows>;
  readonly pictures: Record<string, string>;
  readonly lost: string[];
}

/** A document with what the places of its unit's own Word file say, of the tree that was composed. A place that cannot be filled is named and never left empty. */
export function withWord(document: ReportDocument, said: SaidFields, composing: Composing): ReportDocument {
  const { word: form } = composing.input.template;
  return form ? { ...document, word: wordPart(form, said, document, composing) } : document;
}

function wordPart(form: WordForm, said: SaidFields, { sections }: ReportDocument, composing: Composing): DocumentWord {
  const places: Places = { form, said, blocks: sections.flatMap(({ blocks }) => blocks), composing };
  const growing: Growing = { fields: {}, tables: {}, pictures: {}, lost: [] };
  for (const tag of form.tags) {
    if (tag.kind === 'table') fillTable(tag, places, growing);
    else fillField(tag, places, growing);
  }
  return { file: form.file, name: form.name, ...growing, lost: [...new Set(growing.lost)] };
}

const words = (text: string): WordText => ({ lines: [[{ kind: 'text', text }]] });

function fillField(tag: WordTag, places: Places, growing: Growing): void {
  const place = placeNamed(places.form, tag.name);
  if (!place || place.kind === 'table' || (place.kind !== 'field' && !isKnown(place.block, places))) return void growing.lost.push(tagText(tag));
  if (place.kind === 'picture') {
    const drawn = partsOf(place.block, places).find(({ kind }) => kind === 'chart' || kind === 'picture');
    if (drawn) growing.pictures[tag.name] = drawn.id;
    else growing.fields[tag.name] = words(reasonOf(place.block, places));
    return;
  }
  const text = place.kind === 'field' ? places.said.get(place.field) : place.kind === 'text' ? blockText(place, places) : saidOf(place.block, place.what, places);
  if (text) growing.fields[tag.name] = text;
  else growing.lost.push(tagText(tag));
}

const isKnown = (block: string, { composing }: Places): boolean => blockNamed(composing.input.template.blocks, block) !== undefined;

/** What a block printed: itself, or the parts that it is made of. */
const partsOf = (name: string, { blocks }: Places): readonly DocumentBlock[] => {
  const whole = blocks.filter(({ id }) => id === name);
  return whole.length > 0 ? whole : blocks.filter(({ id }) => id.startsWith(`${name}.`) && /^\.\d+$/.test(id.slice(name.length)));
};

/** Why a block has neither table nor drawing: in its own words where it printed any. */
function reasonOf(name: string, places: Places): string {
  const said = partsOf(name, places).flatMap(linesOf).map(textOf).filter((line) => line !== '').join(' ');
  return said === '' ? places.composing.words.nothing : said;
}
const textOf = (runs: readonly Run[]): string => runs.map((run) => (run.kind === 'text' ? run.text : run.value.full)).join('');

function linesOf(block: DocumentBlock): readonly (readonly Run[])[] {
  switch (block.kind) {
    case 'heading': return [[{ kind: 'text', text: block.text }]];
    // What somebody has still to write is told from what they wrote.
    case 'paragraph': return [block.style === 'prompt' ? [{ kind: 'text', text: '[' }, ...block.runs, { kind: 'text', text: ']' }] : block.runs];
    case 'list': return block.items.map((runs) => [{ kind: 'text', text: '- ' }, ...runs]);
    default: return [];
  }
}

/** Words of a block line by line; what nobody had to write and nobody wrote says so. */
function blockText({ block }: Extract<WordPlace, { readonly kind: 'text' }>, places: Places): WordText {
  const lines = partsOf(block, places).flatMap(linesOf);
  return lines.length > 0 ? { lines } : words(places.composing.words.unwritten);
}

const tableOf = (name: string, places: Places): DocumentTable | undefined => partsOf(name, places).find((block): block is DocumentTable => block.kind === 'table');

/** What is said above or below a table. */
function saidOf(block: string, what: WordSaid, places: Places): WordText {
  const table = tableOf(block, places);
  if (!table) return words(reasonOf(block, places));
  const said = { caption: [table.caption], unit: [table.unitLine], notes: table.notes }[what].filter((line) => line !== '');
  return said.length > 0 ? { lines: said.map((text) => [{ kind: 'text', text }]) } : words(places.composing.words.unwritten);
}

function fillTable(tag: Extract<WordTag, { readonly kind: 'table' }>, places: Places, growing: Growing): void {
  const place = placeNamed(places.form, tag.name);
  if (place?.kind !== 'table' || !isKnown(place.block, places)) return void growing.lost.push(tagText(tag));
  const table = tableOf(place.block, places);
  const columns: Record<string, string> = {};
  for (const name of tag.columns) {
    const from = columnNamed(place, name) ?? { column: name };
    const field = 'field' in from ? places.said.get(from.field) : undefined;
    if (field) growing.fields[name] = field;
    else if ('column' in from && (!table || table.columns.some(({ id }) => id === from.column))) columns[name] = from.column;
    else growing.lost.push(`${tagText(tag)} {{${name}}}`);
  }
  growing.tables[tag.name] = table ? { kind: 'table', block: table.id, columns, bare: place.bare === true } : { kind: 'none', says: reasonOf(place.block, places), columns: sayFirst(columns) };
}

/** Names of a row that says why there are no others: where it is said stands first. */
function sayFirst(columns: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(columns);
  const first = names.find((name) => !COUNTING.has(columns[name] ?? '')) ?? names[0];
  return first === undefined ? [] : [first, ...names.filter((name) => name !== first)];
}

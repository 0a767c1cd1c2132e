import type { ChartSpec } from '@/charts/spec';
import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import viShared from '@/i18n/locales/vi.json';
import enShared from '@/i18n/locales/en.json';
import { translate } from '@/i18n/translator';
import type { Messages } from '@/i18n/translator';
import type { Block, Label } from '@/widget-kit/blocks';
import type { Slots } from '@/widget-kit/widget';
import type { DocumentBlock, DocumentCell, DocumentColumn, DocumentTable, PrintedValue } from '../document/document';
import type { Composing } from './context';
import { mapPart } from './map-part';
import { saidOnce } from './table-units';

const SHARED: Readonly<Record<Composing['language'], Messages>> = { vi: viShared, en: enShared };

/** What of a composing the blocks of a widget are printed with. */
export type Printer = Pick<Composing, 'language' | 'format' | 'words' | 'book' | 'print' | 'seen'>;

/** What printing the blocks of one widget takes. */
export interface WidgetPrinting {
  readonly composing: Printer;
  readonly slots: Slots;
  readonly messages: { readonly vi: Messages; readonly en: Messages };
  /** Id of the block in the document; parts add their place to it. */
  readonly id: string;
  /** Said above what the widget is asked for, in place of its own; null leaves that. One figure before a table or a chart only opens it. */
  readonly caption: string | null;
}

type FigureBlock = Extract<Block, { readonly kind: 'figure' }>;
type TableBlock = Extract<Block, { readonly kind: 'table' }>;
type MapBlock = Extract<Block, { readonly kind: 'map' }>;
type ChartBlock = Extract<Block, { readonly kind: 'chart' }>;

/** What a widget gives, as parts of the document: figures beside each other become one table, words are said in the document's language. */
export function documentBlocks(blocks: readonly Block[], printing: WidgetPrinting): readonly DocumentBlock[] {
  const made: DocumentBlock[] = [];
  let at = 0;
  let caption = printing.caption;
  while (at < blocks.length) {
    const block = blocks[at];
    if (!block) break;
    const id = `${printing.id}.${made.length + 1}`;
    const run = figuresFrom(blocks, at);
    const isOpening = run.length === 1 && blocks.slice(at).some(({ kind }) => kind === 'table' || kind === 'chart' || kind === 'map');
    const own = block.kind === 'heading' || block.kind === 'note' || isOpening ? null : caption;
    if (own !== null) caption = null;
    if (block.kind !== 'figure') made.push(oneBlock(block, printing, id, own));
    else if (!isOpening || !isSaid(run, printing)) made.push(figuresTable(run, printing, id, own ?? ''));
    else while (blocks[at + 1]?.kind === 'note') at += 1;
    at += Math.max(1, run.length);
  }
  return made;
}

/** Figures that stand beside each other from this place on. */
function figuresFrom(blocks: readonly Block[], at: number): readonly FigureBlock[] {
  const end = blocks.findIndex((each, place) => place >= at && each.kind !== 'figure');
  return blocks.slice(at, end < 0 ? blocks.length : end).filter((each) => each.kind === 'figure');
}

/** Whether an earlier part of the document says all of these already: another view of the same widget opens with the same. */
function isSaid(run: readonly FigureBlock[], printing: WidgetPrinting): boolean {
  const { seen } = printing.composing;
  return rowsOf(run, printing).every(({ figure, of }) => {
    const { text, unit } = printing.composing.print(figure, printing.slots);
    return seen.some(({ label, value }) => label === of && value.text === text && value.unit === unit);
  });
}

interface FigureRow {
  readonly name: string;
  readonly figure: Figure;
  /** What it is called away from its table. */
  readonly of: string;
}
function rowsOf(figures: readonly FigureBlock[], printing: WidgetPrinting): readonly FigureRow[] {
  return figures.flatMap(({ label, figure, comparisons }) => {
    const name = say(label, printing);
    return [{ name, figure, of: name }, ...comparisons.map((each) => ({ name: `– ${say(each.label, printing)}`, figure: each.figure, of: `${name}, ${say(each.label, printing)}` }))];
  });
}

function oneBlock(block: Exclude<Block, FigureBlock>, printing: WidgetPrinting, id: string, caption: string | null): DocumentBlock {
  switch (block.kind) {
    case 'heading': return { kind: 'heading', id, level: 3, text: say(block.label, printing) };
    case 'note': return { kind: 'paragraph', id, style: 'note', runs: [{ kind: 'text', text: say(block.label, printing) }] };
    case 'table': return tableOf(block, printing, id, caption ?? say(block.caption, printing));
    case 'chart': return { kind: 'chart', id, caption: caption ?? say(block.caption, printing), spec: chartOf(block, printing), note: '' };
    case 'map': return mapOf(block, printing, id, caption ?? say(block.caption, printing));
  }
}

/** A label in the document's language. */
export function say(label: Label, { composing: { language }, messages }: { readonly composing: Pick<Composing, 'language'>; readonly messages: WidgetPrinting['messages'] }): string {
  if ('key' in label) return translate([messages[language], SHARED[language]], label.key, label.params);
  return ('text' in label ? label.text[language] : label.literal).normalize('NFC');
}

function printOf(figure: Figure, label: string, { composing, slots, id }: WidgetPrinting): PrintedValue {
  const value = composing.print(figure, slots);
  composing.seen.push({ block: id, label, value });
  return value;
}

function figuresTable(figures: readonly FigureBlock[], printing: WidgetPrinting, id: string, caption: string): DocumentTable {
  const { words } = printing.composing;
  const rows = rowsOf(figures, printing);
  return saidOnce({
    kind: 'table', id, caption, unitLine: '', notes: [],
    columns: [columnOf('label', words.label, 'start', 5), columnOf('value', words.value, 'end', 2)],
    rows: rows.map(({ name, figure, of }, at) => ({ id: `${at + 1}`, emphasis: null, cells: [{ kind: 'text', text: name }, { kind: 'value', value: printOf(figure, of, printing) }] })),
  }, words);
}

const columnOf = (id: string, header: string, align: DocumentColumn['align'], width: number): DocumentColumn => ({ id, header: [header], number: '', align, width, unit: '' });

function tableOf(block: TableBlock, printing: WidgetPrinting, id: string, caption: string): DocumentTable {
  const columns = block.columns.map((column, at): DocumentColumn => ({
    id: column.id,
    header: [...(column.above ?? []), column.label].map((label) => say(label, printing)),
    number: column.number ?? '',
    align: alignOf(block, at, printing),
    width: 1,
    unit: '',
  }));
  const rows = block.rows.map((row) => {
    const first = row.cells.flatMap((cell) => ('label' in cell ? [say(cell.label, printing)] : [])).filter((text) => text !== '' && !/^\d+$/.test(text))[0] ?? row.id;
    return {
      id: row.id, emphasis: row.emphasis ?? null,
      cells: row.cells.map((cell, at): DocumentCell => ('figure' in cell
        ? { kind: 'value', value: printOf(cell.figure, `${first}, ${columns[at]?.header.at(-1) ?? ''}`, printing) }
        : { kind: 'text', text: say(cell.label, printing) })),
    };
  });
  return saidOnce({ kind: 'table', id, caption, unitLine: '', columns, rows, notes: [] }, printing.composing.words);
}

/** Numbers of rows and places in a ranking stand in the middle, as in printed forms. */
function alignOf({ columns, rows }: TableBlock, at: number, printing: WidgetPrinting): DocumentColumn['align'] {
  const cells = rows.flatMap(({ cells: own }) => own[at] ?? []);
  const isOrdinal = cells.every((cell) => ('figure' in cell ? cell.figure.unit === 'rank' : /^(?:\d{1,4}|[IVX]{1,5})?$/.test(say(cell.label, printing))));
  return isOrdinal && cells.length > 0 && at === 0 ? 'centre' : columns[at]?.align ?? 'start';
}

function mapOf(block: MapBlock, printing: WidgetPrinting, id: string, caption: string): DocumentBlock {
  const { composing, slots } = printing;
  const query = slots[block.shapes];
  const features = query && composing.book.of(query).data;
  return mapPart({
    id, caption, name: say(block.caption, printing), scheme: block.scheme, edges: block.edges, decimals: block.decimals,
    unit: block.areas[0]?.figure.unit ?? null, selected: block.selected ?? null, features: features?.kind === 'features' ? features : null,
    areas: block.areas.map(({ code, label, name, figure, classIndex }) => ({
      code, label: say(label, printing), name: say(name ?? label, printing), classIndex, text: composing.print(figure, slots).full,
    })),
  }, composing);
}

function chartOf(block: ChartBlock, printing: WidgetPrinting): ChartSpec {
  const { language } = printing.composing;
  const categories = block.categories.map((label) => say(label, printing));
  const units = new Set<string>();
  const series = block.series.map(({ id, label, figures }, at) => {
    const name = say(label, printing);
    const values = figures.map((figure) => (figure ? printing.composing.print(figure, printing.slots) : null));
    for (const value of values) if (value && value.unit !== '') units.add(value.unit);
    return {
      id, label: name, role: at === 0 ? 'current' as const : /previous|last-?year|before/i.test(id) ? 'previous' as const : /target|plan/i.test(id) ? 'target' as const : 'other' as const,
      values: figures.map((figure) => (figure ? valueOf(figure.measure) : null)),
      texts: values.map((value) => value?.text ?? ''),
      provisional: figures.flatMap((figure, place) => (figure?.measure.kind === 'value' && figure.measure.status !== 'official' ? [place] : [])),
    };
  });
  const [unit = ''] = units;
  const common = { description: say(block.caption, printing), categories, categoryNames: categories, unitLabel: units.size === 1 ? unit : '', series, language };
  const reversed = block.series.some(({ figures }) => figures.some((figure) => figure?.unit === 'rank'));
  return block.form === 'line'
    ? { kind: 'trend', ...common, breaks: [], reversed }
    : { kind: 'bars', ...common, stacked: block.stacked ?? false, horizontal: block.form === 'bars' };
}

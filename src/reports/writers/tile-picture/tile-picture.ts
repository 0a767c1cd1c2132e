import { chartSvg } from '@/charts/report-chart';
import type { Province } from '@/config/province';
import { queryKey } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import { lastDay } from '@/domain/period/period';
import { parsePeriod, periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import type { Messages } from '@/i18n/translator';
import type { Snapshot } from '@/query/snapshot';
import { unanswered } from '@/query/transitions';
import { escaped, rounded } from '@/ui/paper/drawn-text';
import type { Block } from '@/widget-kit/blocks';
import type { Slots } from '@/widget-kit/widget';
import { documentBlocks, say } from '../../compose/widget-blocks';
import type { Printer, WidgetPrinting } from '../../compose/widget-blocks';
import { printed } from '../../compose/printed';
import { sourceList } from '../../compose/source-list';
import type { SourceList } from '../../compose/source-list';
import { PAPER_WORDS } from '../../compose/words';
import type { DocumentBlock, DocumentTable } from '../../document/document';
import { periodInSentence } from '../../fields/comparison';
import { LOOK, space, stacked } from './drawn-part';
import type { DrawnPart } from './drawn-part';
import { figuresPart } from './figures-part';
import type { PictureFigure } from './figures-part';
import { tableNeeds, tablePart } from './table-part';
import { TILE_WORDS } from './tile-words';
import { wordsPart } from './words-part';

/** One tile as it stands on screen: what its widget gives to a report, and what that was drawn from. */
export interface TileShown {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly messages: { readonly vi: Messages; readonly en: Messages };
  readonly slots: Slots;
  /** By slot; personal fields covered. */
  readonly snapshots: Readonly<Record<string, Snapshot>>;
  readonly scope: Scope;
  readonly province: Province;
  readonly language: Language;
  readonly now: Instant;
  /** Laid over the whole: "Lê Văn A · 08:05 21/11/2026"; none where absent. */
  readonly watermark?: string;
}

/** Widths of a picture, px: the usual, and the most a wide table gets. */
const WIDTH = { usual: 720, most: 1_280 } as const;
const CHART = { height: 280, row: 26, most: 1_000 } as const;
/** More figures in a row than this are a table. */
const MOST_CARDS = 9;

/**
 * A tile as one SVG for whoever was not there: title, unit and period, its figures, tables, charts and maps as the widget gives them to a
 * report, where they come from and as of when. Always on white. Needs no browser; the same tile gives the same text. Its words ask for
 * Times New Roman, Tinos or another of their metrics; no font is within.
 */
export function tilePicture(tile: TileShown): string {
  const { printer, sources } = printerOf(tile);
  const pieces = saidOnce(piecesOf(tile, printer), tile.title);
  const width = Math.min(WIDTH.most, Math.max(WIDTH.usual, ...pieces.map(widthNeeded)));
  const inner = width - LOOK.pad * 2;
  const body = stacked([
    space(LOOK.pad - 4),
    wordsPart(tile.title, LOOK.pad, inner, { px: LOOK.title, bold: true }),
    wordsPart(placeOf(tile, printer), LOOK.pad, inner, { px: LOOK.body, colour: LOOK.soft }),
    space(12),
    ...pieces.flatMap((piece) => [partOf(piece, LOOK.pad, inner, printer), space(10)]),
    footPart(tile, printer, sources, LOOK.pad, inner),
    space(LOOK.pad - 8),
  ]);
  const height = Math.ceil(body.height);
  const drawn = body.draw(0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(tile.title)}">`,
    `<title>${escaped(tile.title)}</title>`, `<rect width="${width}" height="${height}" fill="${LOOK.ground}"/>`,
    drawn, ...(tile.watermark ? [watermark(tile.watermark, width, height)] : []), '</svg>',
  ].join('\n');
}

function printerOf({ slots, snapshots, province, language, now }: TileShown): { readonly printer: Printer; readonly sources: SourceList } {
  const format = createFormat(language);
  const bySlot = new Map(Object.entries(slots).map(([slot, query]) => [queryKey(query), snapshots[slot]]));
  const book: Printer['book'] = { of: (query) => bySlot.get(queryKey(query)) ?? unanswered(query), frozen: () => undefined };
  const sources = sourceList(book, province, format, now);
  return {
    sources,
    printer: {
      language, format, book, words: PAPER_WORDS[language], seen: [],
      print: (figure, of) => printed(figure, format, sources.idsOf(figure.slots.flatMap((slot) => of[slot] ?? []))),
    },
  };
}

type Piece = { readonly kind: 'figures'; readonly figures: readonly PictureFigure[] } | DocumentBlock;

/** Figures that stand beside each other are cards; everything else is what documents make of it. */
function piecesOf(tile: TileShown, printer: Printer): readonly Piece[] {
  const { blocks, messages, slots, language } = tile;
  const printing: WidgetPrinting = { composing: printer, slots, messages, id: 'tile', caption: null };
  const pieces: Piece[] = [];
  let at = 0;
  while (at < blocks.length) {
    const end = blocks.findIndex(({ kind }, place) => place >= at && kind !== 'figure');
    const run = blocks.slice(at, end < 0 ? blocks.length : end).flatMap((block) => (block.kind === 'figure' ? [block] : []));
    const block = blocks[at];
    if (run.length > MOST_CARDS) pieces.push(...documentBlocks(run, printing));
    else if (run.length > 0) pieces.push({ kind: 'figures', figures: run.map((one) => figureOf(one, printing, tile)) });
    else if (block) pieces.push(...documentBlocks([block], printing).map((piece) => (piece.kind === 'table' ? withPeriod(piece, tile, printer) : piece)));
    at += Math.max(1, run.length);
  }
  return pieces.length > 0 ? pieces : [{ kind: 'paragraph', id: 'nothing', style: 'note', runs: [{ kind: 'text', text: TILE_WORDS[language].nothing }] }];
}

/** The unit and period a figure speaks of, where they are not those of the heading. */
function elsewhere({ period, orgUnit }: Figure, { scope, province }: TileShown, { format }: Pick<Printer, 'format'>): readonly string[] {
  const unit = orgUnit === scope.unit ? undefined : province.units.resolve(orgUnit, lastDay(period ?? scope.period));
  return [...(unit ? [unit.fullName] : []), ...(period && periodText(period) !== periodText(scope.period) ? [periodInSentence(period, format)] : [])];
}

/** A table says its period below, where all of its figures are of one that is not the heading's. */
function withPeriod(table: DocumentTable, { scope, language }: TileShown, { format }: Printer): DocumentTable {
  const periods = new Set(table.rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'value' && cell.value.period !== null ? [cell.value.period] : []))));
  const [only] = periods;
  const period = only !== undefined && periods.size === 1 && only !== periodText(scope.period) ? parsePeriod(only) : null;
  return period?.ok ? { ...table, notes: [...table.notes, TILE_WORDS[language].figuresOf(periodInSentence(period.value, format))] } : table;
}

/** Without captions that say what stands just above. */
function saidOnce(pieces: readonly Piece[], title: string): readonly Piece[] {
  let last = title;
  return pieces.map((piece) => {
    if (!('caption' in piece)) return piece;
    const isSaid = piece.caption === last;
    last = piece.caption;
    return isSaid ? { ...piece, caption: '' } : piece;
  });
}

const figureOf = ({ label, figure, comparisons }: Extract<Block, { readonly kind: 'figure' }>, printing: WidgetPrinting, tile: TileShown): PictureFigure => ({
  label: [say(label, printing), ...elsewhere(figure, tile, printing.composing)].join(' · '), value: printing.composing.print(figure, printing.slots),
  comparisons: comparisons.map((each) => ({ label: say(each.label, printing), value: printing.composing.print(each.figure, printing.slots) })),
});

const widthNeeded = (piece: Piece): number => (piece.kind === 'table' ? Math.ceil(tableNeeds(piece)) + LOOK.pad * 2 : 0);

function partOf(piece: Piece, x: number, width: number, { language, format }: Printer): DrawnPart {
  switch (piece.kind) {
    case 'figures': return figuresPart(piece.figures, x, width, language);
    case 'table': return tablePart(piece, x, width, (count) => TILE_WORDS[language].more(format.number(count, 0)), language);
    case 'heading': return wordsPart(piece.text, x, width, { px: LOOK.heading, bold: true });
    case 'paragraph': return wordsPart(piece.runs.map((run) => (run.kind === 'text' ? run.text : run.value.full)).join(''), x, width, { px: LOOK.body, italic: piece.style !== 'body' });
    case 'chart': {
      const { spec, caption, note } = piece;
      const bars = spec.kind === 'bars' && spec.horizontal ? spec.categories.length * Math.max(1, spec.stacked ? 1 : spec.series.length) : 0;
      const height = bars === 0 ? CHART.height : Math.min(CHART.most, 48 + bars * CHART.row);
      return stacked([
        wordsPart(caption, x, width, { px: LOOK.body, bold: true }), space(4),
        nested(chartSvg(spec, { widthPx: width, heightPx: height }), x, width, height), wordsPart(note, x, width, { px: LOOK.small, colour: LOOK.soft }),
      ]);
    }
    case 'picture': {
      const [wide, high] = [piece.widthMm, piece.heightMm].map((mm) => Math.round((mm * 96) / 25.4));
      return stacked([wordsPart(piece.caption, x, width, { px: LOOK.body, bold: true }), space(4), nested(piece.svg, x + (width - (wide ?? width)) / 2, wide ?? width, high ?? 0)]);
    }
    default: return space(0);
  }
}

/** A drawing within the drawing, at its own size. */
function nested(svg: string, x: number, width: number, height: number): DrawnPart {
  return { height, draw: (y) => svg.replace(/^<svg\b[^>]*>/, (start) => `<svg x="${rounded(x)}" y="${rounded(y)}" width="${width}" height="${height}"${/ viewBox="[^"]*"/.exec(start)?.[0] ?? ` viewBox="0 0 ${width} ${height}"`}>`) };
}

/** "Phường Thành Vinh · Tháng 10 năm 2026" */
function placeOf({ scope, province }: TileShown, { format }: Printer): string {
  const unit = province.units.resolve(scope.unit, scope.boundary.kind === 'on-date' ? scope.boundary.date : lastDay(scope.period));
  return [unit?.fullName ?? scope.unit, format.period(scope.period)].join(' · ');
}

/** Sources by name, the span of moments their figures stand at, when the picture was made, and what a reader should know of an answer. */
function footPart({ slots, province, now, language }: TileShown, { format, words }: Printer, sources: SourceList, x: number, width: number): DrawnPart {
  sources.idsOf(Object.values(slots));
  const all = sources.all();
  const own = TILE_WORDS[language];
  const look = { px: LOOK.small, colour: LOOK.soft };
  const names = [...new Set(all.map(({ name }) => name))];
  const moments = [...new Set(all.flatMap(({ asOf }) => asOf ?? []))];
  const sample = province.sampleData || all.some((source) => source.sample);
  const lines = [
    [...(names.length > 0 ? [own.source(names.join('; '))] : []), ...(moments.length > 0 ? [words.figuresTo(moments.join(', '))] : []), words.madeAt(format.dateTime(now)), ...(sample ? [own.sample] : [])].join(' · '),
    ...new Set(all.map(({ remark }) => remark).filter((remark) => remark !== '')),
  ];
  const rule: DrawnPart = { height: 7, draw: (y) => `<rect x="${x}" y="${rounded(y)}" width="${width}" height="1" fill="${LOOK.hairline}"/>` };
  return stacked([rule, ...lines.map((line) => wordsPart(line, x, width, look))]);
}

/** Faint words across the whole, so that a copy still says whose it is. */
function watermark(text: string, width: number, height: number): string {
  const every = 220;
  const rows = Array.from({ length: Math.max(1, Math.ceil(height / every)) }, (_, at) => every * (at + 0.5));
  return rows.map((y) => `<text x="${width / 2}" y="${y}" transform="rotate(-24 ${width / 2} ${y})" text-anchor="middle" font-family="'Times New Roman', Tinos, serif" font-size="26" fill="#000000" fill-opacity="0.1">${escaped(text)}</text>`).join('');
}

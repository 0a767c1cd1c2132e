import type { Figure } from '@/domain/figure';
import { missing } from '@/domain/measure';
import { periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { DocumentBlock, DocumentCell, DocumentColumn, PrintedValue } from '../document/document';
import { changeKind, changeOf, periodInSentence, shareOf } from '../fields/comparison';
import { aimOf, previousOf, sumToDate } from '../fields/render-fields';
import type { IndicatorColumn, TemplateBlock } from '../template/template';
import type { Composing, ReadIndicator } from './context';
import { UNIT_COLUMN } from './table-units';

type IndicatorsBlock = Extract<TemplateBlock, { readonly kind: 'indicators' }>;
const NUMERIC_WIDTH = 2;
/** Changes say their own unit, standings are words. */
const WORDY_WIDTH = 2.5;

/** Indicators as rows of one table: name and unit, then the columns wanted. A figure of another period than the report's says so beside its name. */
export function indicatorTable(block: IndicatorsBlock, id: string, scope: Scope, caption: string, composing: Composing): DocumentBlock {
  const { words, language } = composing;
  const column = (name: string, header: string, align: DocumentColumn['align'], width: number): DocumentColumn => ({ id: name, header: [header], number: '', align, width, unit: '' });
  return {
    kind: 'table', id, caption, unitLine: '', notes: [],
    columns: [
      column('order', words.order, 'centre', 1.3), column('indicator', words.indicator, 'start', 5), column(UNIT_COLUMN, words.unitOfMeasure, 'centre', 1.6),
      ...block.columns.map((each) => column(each, words.columns[each], each === 'status' ? 'start' : 'end', each === 'status' || each.startsWith('change-') || each === 'target-share' ? WORDY_WIDTH : NUMERIC_WIDTH)),
    ],
    rows: block.indicators.map((indicator, at) => {
      const read = composing.reading(indicator, scope);
      const order: DocumentCell = { kind: 'text', text: String(at + 1) };
      if (!read) return { id: indicator, emphasis: null, cells: [order, { kind: 'text', text: words.unknownIndicator(indicator) }, { kind: 'text', text: '' }, ...block.columns.map((): DocumentCell => ({ kind: 'text', text: '' }))] };
      const { reading: { indicator: card, figure } } = read;
      const other = figure.period && periodText(figure.period) !== periodText(scope.period) ? ` (${periodInSentence(figure.period, composing.format)})` : '';
      const unit = card.unit === 'rank' || card.unit === 'index' ? '' : composing.format.unit(card.unit);
      return {
        id: indicator, emphasis: null,
        cells: [order, { kind: 'text', text: card.name[language] + other }, { kind: 'text', text: unit }, ...block.columns.map((each) => cellOf(each, read, scope, { composing, id }))],
      };
    }),
  };
}

interface Place {
  readonly composing: Composing;
  readonly id: string;
}

function cellOf(column: IndicatorColumn, read: ReadIndicator, scope: Scope, place: Place): DocumentCell {
  const { composing } = place;
  const { reading, slots } = read;
  const own = (figure: Figure, of = slots): DocumentCell => {
    const value = composing.print(figure, of);
    composing.seen.push({ block: place.id, label: `${reading.indicator.name[composing.language]}, ${composing.words.columns[column]}`, value });
    return { kind: 'value', value };
  };
  switch (column) {
    case 'value': return own(reading.figure);
    case 'previous': {
      const before = previousOf(read, scope, composing);
      return own(before.figure, before.slots);
    }
    case 'last-year': return own(reading.lastYear);
    case 'year-to-date': return own(reading.yearToDate ?? (reading.figure.period?.calendar === 'statistical' ? reading.figure : none(reading.figure)));
    case 'target': return own(reading.target ?? none(reading.figure));
    case 'change-previous': return change(read, previousOf(read, scope, composing).figure, composing);
    case 'change-last-year': return change(read, reading.lastYear, composing);
    case 'target-share': return share(read, composing);
    case 'status': return { kind: 'text', text: composing.words.attention[reading.figure.attention] };
  }
}

const none = (figure: Figure): Figure => ({ ...figure, measure: missing('not-applicable'), slots: [] });

/** "+3,2%", "−1,13 điểm phần trăm": signed, with its own unit. */
function change({ reading, slots }: ReadIndicator, base: Figure, composing: Composing): DocumentCell {
  const { indicator, figure } = reading;
  const found = reading.unfinished ? null : changeOf(indicator, figure, base, composing);
  const reason = figure.measure.kind === 'missing' ? figure.measure.reason : base.measure.kind === 'missing' ? base.measure.reason : reading.unfinished ? 'incomplete' : 'not-applicable';
  if (!found) return { kind: 'value', value: composing.print({ ...figure, measure: missing(reason) }, slots) };
  return { kind: 'value', value: signed(found.value, found.sign, composing.print(figure, slots).sources) };
}

function signed(value: PrintedValue, sign: -1 | 0 | 1, sources: readonly string[]): PrintedValue {
  const mark = sign > 0 ? '+' : sign < 0 ? '−' : '';
  return { ...value, text: mark + value.text, full: mark + value.full, number: value.number === null || sign >= 0 ? value.number : -value.number, sources };
}

function share(read: ReadIndicator, composing: Composing): DocumentCell {
  const { reading: { indicator, figure }, slots } = read;
  const aim = aimOf(read);
  const value = sumToDate(read);
  const nothing = (): DocumentCell => ({ kind: 'value', value: composing.print(none(figure), slots) });
  if (!aim) return nothing();
  const { sources } = composing.print(value, slots);
  if (changeKind(indicator) === 'difference') {
    const gap = changeOf(indicator, value, aim.figure, composing);
    return gap ? { kind: 'value', value: signed(gap.value, gap.sign, sources) } : nothing();
  }
  const printed = shareOf(value, aim, composing.format);
  return printed ? { kind: 'value', value: { ...printed, sources } } : nothing();
}

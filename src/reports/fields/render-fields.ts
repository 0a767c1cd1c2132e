import type { Figure } from '@/domain/figure';
import { parsePeriod, periodText } from '@/domain/period/text';
import { previousPeriod, samePeriod } from '@/domain/period/period';
import type { Scope } from '@/domain/scope';
import { targetFor } from '@/domain/thresholds';
import { indicatorPeriod } from '@/widget-kit/indicator-slots';
import type { Slots } from '@/widget-kit/widget';
import type { Composing, ReadIndicator } from '../compose/context';
import { longDate, placeOf, unitInSentence } from '../compose/letterhead';
import { withoutUnit } from '../compose/printed';
import { valueText } from '../document/value-text';
import type { Run } from '../document/document';
import { placedScope, unitOf } from '../template/places';
import { changeRuns, periodInSentence, targetRuns } from './comparison';
import type { Aim } from './comparison';
import { parseFields } from './parse-fields';
import type { FigureField, PlainField, TextPart } from './parse-fields';

/** A text of a template with its fields filled, for one scope. `block` names where it stands, for the list of what is missing. */
export function renderRuns(source: string, scope: Scope, composing: Composing, block: string): readonly Run[] {
  const { parts } = parseFields(source);
  return parts.flatMap((part, at): readonly Run[] => {
    if (part.kind === 'text') return [{ kind: 'text', text: part.text }];
    if (part.kind === 'plain') return [{ kind: 'text', text: plainText(part.field, scope, composing, beginsSentence(parts.slice(0, at))) }];
    return figureRuns(part, scope, composing, block);
  });
}

/** The same as words alone, for headings and titles. */
export const renderText = (source: string, scope: Scope, composing: Composing, block: string): string =>
  runsText(renderRuns(source, scope, composing, block)).replace(/\s+/g, ' ').trim();

export const runsText = (runs: readonly Run[]): string => runs.map((run) => (run.kind === 'text' ? run.text : valueText(run.value))).join('');

/** Whether what follows these parts begins a sentence. */
function beginsSentence(before: readonly TextPart[]): boolean {
  const last = before.at(-1);
  if (!last) return true;
  return last.kind === 'text' && (/[.!?…\n]\s*$/.test(last.text) || (before.length === 1 && last.text.trim() === ''));
}

function plainText(field: PlainField, scope: Scope, composing: Composing, first: boolean): string {
  const { format, input, province, language } = composing;
  const unit = unitOf(scope, province);
  const cased = (words: string): string => (first ? words.slice(0, 1).toLocaleUpperCase('vi') + words.slice(1) : words);
  switch (field) {
    case 'unit': return cased(unit ? unitInSentence(unit) : scope.unit);
    case 'unit.upper': return (unit?.fullName ?? scope.unit).toLocaleUpperCase('vi');
    case 'period': return first ? format.period(scope.period) : periodInSentence(scope.period, format);
    case 'period.span': return format.periodSpan(scope.period);
    case 'previous-period': return first ? format.period(previousPeriod(scope.period)) : periodInSentence(previousPeriod(scope.period), format);
    case 'date': return cased(longDate(input.at, language));
    case 'place': return placeOf(composing);
    // A title that named itself would never end.
    case 'template': return renderText(input.template.title[language].replaceAll(/\{\{\s*template\s*\}\}/g, ''), composing.scope, composing, '');
  }
}

function figureRuns(field: FigureField, around: Scope, composing: Composing, block: string): readonly Run[] {
  const scope = placedScope(field, around, composing.province);
  const read = composing.reading(field.indicator, scope);
  if (!read) return [{ kind: 'text', text: composing.words.unknownIndicator(field.indicator) }];
  const { reading: { figure, indicator, yearToDate }, slots } = read;
  const own = (): readonly string[] => composing.print(figure, slots).sources;
  switch (field.format) {
    case 'value': case 'number': return valueRuns(figure, read, scope, composing, { block, unit: field.format === 'value' });
    case 'year-to-date': return valueRuns(figure.period?.calendar === 'statistical' || !yearToDate ? statistical(figure) : yearToDate, read, scope, composing, { block, unit: true });
    case 'change-last-year': return lastYearRuns(read, composing);
    case 'change-previous': return previousRuns(read, scope, composing);
    case 'target-share': return targetRuns(indicator, sumToDate(read), aimOf(read), own(), composing);
    case 'status': return [{ kind: 'text', text: composing.words.attention[figure.attention] }];
  }
}

/** Of a card that has no reading from the start of the year there is none; a figure that is one already is its own. */
const statistical = (figure: Figure): Figure => (figure.period?.calendar === 'statistical' ? figure : { ...figure, measure: { kind: 'missing', reason: 'not-available' } });

/** A number with its unit; what is missing says why, what is of another period than asked says of which. */
function valueRuns(figure: Figure, { reading, slots }: ReadIndicator, scope: Scope, composing: Composing, how: { readonly block: string; readonly unit: boolean }): readonly Run[] {
  const { format } = composing;
  const value = composing.print(figure, slots);
  composing.seen.push({ block: how.block, label: reading.indicator.name[composing.language], value });
  const notes = [
    ...(value.missing === null ? [] : [format.missing(value.missing)]),
    ...(isOfAsked(figure, reading.indicator, scope, composing) || !figure.period ? [] : [periodInSentence(figure.period, format)]),
  ];
  return [{ kind: 'value', value: how.unit ? value : withoutUnit(value) }, ...(notes.length > 0 ? [{ kind: 'text', text: ` (${notes.join(', ')})` } as const] : [])];
}

/** Whether a figure is of the period that was asked for, in the card's own calendar. */
export function isOfAsked(figure: Figure, indicator: ReadIndicator['reading']['indicator'], scope: Scope, composing: Composing): boolean {
  return figure.period === null || samePeriod(figure.period, indicatorPeriod(indicator, scope, composing.input.frozen.at));
}

export function lastYearRuns({ reading, slots }: ReadIndicator, composing: Composing): readonly Run[] {
  const { words } = composing;
  if (reading.unfinished) return [{ kind: 'text', text: words.unfinished }];
  const sources = composing.print(reading.lastYear, slots).sources;
  return changeRuns(reading.indicator, reading.figure, { base: reading.lastYear, compared: words.comparedLastYear, noBase: words.noBaseLastYear, sources }, composing);
}

export function previousRuns(read: ReadIndicator, scope: Scope, composing: Composing): readonly Run[] {
  const { words } = composing;
  const { reading } = read;
  if (reading.unfinished) return [{ kind: 'text', text: words.unfinished }];
  const before = previousOf(read, scope, composing);
  const compared = words.comparedBefore[reading.indicator.periodKind];
  return changeRuns(reading.indicator, reading.figure, { base: before.figure, compared, noBase: words.noBaseBefore, sources: composing.print(before.figure, before.slots).sources }, composing);
}

/** The figure of the period before: of the same answer, or of its own question where the dataset answers one period at a time. */
export function previousOf({ reading, slots }: ReadIndicator, scope: Scope, composing: Composing): { readonly figure: Figure; readonly slots: Slots } {
  const { previous, figure, indicator } = reading;
  if (previous.measure.kind === 'value' || !Object.values(slots).some(({ params }) => 'period' in params)) return { figure: previous, slots };
  const earlier = composing.reading(indicator.id, { ...scope, period: previousPeriod(scope.period) });
  const isBefore = earlier?.reading.figure.period && figure.period && samePeriod(earlier.reading.figure.period, previousPeriod(figure.period));
  return earlier && isBefore ? { figure: earlier.reading.figure, slots: earlier.slots } : { figure: previous, slots };
}

/** What stands beside a plan: a sum over part of the plan's time is read from the start of the year where that is known. */
export function sumToDate({ reading }: ReadIndicator): Figure {
  const { figure, indicator, yearToDate } = reading;
  const target = figure.period ? targetFor(indicator, figure.period) : undefined;
  const isPart = indicator.overTime.kind === 'sum' && target !== undefined && figure.period !== null && target.period !== periodText(figure.period);
  return isPart && yearToDate?.measure.kind === 'value' ? yearToDate : figure;
}

/** The target a reading is held against, with its period. */
export function aimOf({ reading }: ReadIndicator): Aim | null {
  const target = reading.figure.period ? targetFor(reading.indicator, reading.figure.period) : undefined;
  return target && reading.target && parsePeriod(target.period).ok ? { target, figure: reading.target } : null;
}


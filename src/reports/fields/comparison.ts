import type { Figure } from '@/domain/figure';
import type { Indicator } from '@/domain/indicator';
import { parsePeriod } from '@/domain/period/text';
import type { Target } from '@/domain/indicator';
import type { Period } from '@/domain/period/types';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Format } from '@/format/format';
import { roundHalfAway, subtract } from '@/format/rounding';
import type { PrintedValue, Run } from '../document/document';
import type { PaperWords } from '../compose/words';

/** What saying a comparison takes. */
export interface ComparisonWords {
  readonly format: Format;
  readonly words: PaperWords;
}
const text = (words: string): Run => ({ kind: 'text', text: words });

/** Of a rate, an index, a rank or a score only the difference has a sense: a change of theirs in percent would be read as points. */
const IN_POINTS: ReadonlySet<UnitOfMeasure> = new Set(['percent', 'per-thousand', 'point', 'index', 'rank']);
export const changeKind = (indicator: Pick<Indicator, 'unit' | 'change'>): Indicator['change'] => (IN_POINTS.has(indicator.unit) ? 'difference' : indicator.change);

export interface Change {
  /** The size, without a sign, in the unit of its words. */
  readonly value: PrintedValue;
  readonly sign: -1 | 0 | 1;
}

/** How far a figure lies from its base; null where either has no number, or there is no rate from such a base. The text is that of tiles, without its sign. */
export function changeOf(indicator: Pick<Indicator, 'unit' | 'change' | 'decimals'>, figure: Figure, base: Figure, { format, words }: ComparisonWords): Change | null {
  const kind = changeKind(indicator);
  const delta = format.delta(figure.measure, base.measure, kind, indicator.unit, indicator.decimals);
  if (delta.sign === null || figure.measure.kind === 'missing' || base.measure.kind === 'missing') return null;
  const decimals = kind === 'relative' ? 1 : indicator.decimals;
  const difference = subtract(figure.measure.value, base.measure.value);
  const size = Math.abs(roundHalfAway(kind === 'relative' ? (difference * 100) / base.measure.value : difference, decimals));
  // A base that is next to nothing: nobody can print how many times it fits.
  if (!Number.isFinite(size)) return null;
  const unit = kind === 'difference' && (indicator.unit === 'percent' || indicator.unit === 'per-thousand') ? words.points[indicator.unit] : delta.unit;
  const shown = delta.text.replace(/^[+−]/, '');
  return {
    sign: delta.sign,
    value: {
      text: shown, unit, full: unit === '%' ? `${shown}%` : `${shown}${unit && ` ${unit}`}`, number: size, decimals, missing: null, status: 'official',
      period: null, orgUnit: figure.orgUnit, indicator: figure.indicator, sources: [],
    },
  };
}

/** What a figure is compared with, and how that is said. */
export interface Against {
  readonly base: Figure;
  /** "so với cùng kỳ năm trước" */
  readonly compared: string;
  /** Said where the base has no number. */
  readonly noBase: string;
  readonly sources: readonly string[];
}

/** "tăng 3,2% so với cùng kỳ năm trước"; what cannot be compared says why. A rank rises when its number falls. */
export function changeRuns(indicator: Indicator, figure: Figure, against: Against, say: ComparisonWords): readonly Run[] {
  const { words } = say;
  if (figure.measure.kind === 'missing') return [text(say.format.missing(figure.measure.reason))];
  if (against.base.measure.kind === 'missing') return [text(against.noBase)];
  const change = changeOf(indicator, figure, against.base, say);
  if (!change) return [text(words.noRate)];
  if (change.sign === 0) return [text(`${words.same} ${against.compared}`)];
  const rank = indicator.unit === 'rank';
  const up = rank ? words.rise : words.more;
  const down = rank ? words.fall : words.less;
  const isUp = rank ? change.sign < 0 : change.sign > 0;
  return [text(`${isUp ? up : down} `), { kind: 'value', value: { ...change.value, sources: against.sources } }, text(` ${against.compared}`)];
}

/** A target as a figure beside the one it is for, and the period it is set for. */
export interface Aim {
  readonly target: Target;
  readonly figure: Figure;
}
const periodWords = (aim: Aim, format: Format): string => {
  const parsed = parsePeriod(aim.target.period);
  return parsed.ok ? lowerFirst(format.period(parsed.value), format) : '';
};

/** "đạt 85,3% kế hoạch năm 2026" of amounts; of rates, indices and ranks how far above or below the target they lie. */
export function targetRuns(indicator: Indicator, figure: Figure, aim: Aim | null, sources: readonly string[], say: ComparisonWords): readonly Run[] {
  const { format, words } = say;
  if (figure.measure.kind === 'missing') return [text(format.missing(figure.measure.reason))];
  if (!aim || aim.figure.measure.kind === 'missing') return [text(words.noTarget)];
  if (changeKind(indicator) === 'difference') {
    const gap = changeOf(indicator, figure, aim.figure, say);
    if (!gap) return [text(words.noTarget)];
    const target = words.targetOf(periodWords(aim, format));
    if (gap.sign === 0) return [text(`${words.onTarget} ${target}`)];
    return [text(`${gap.sign > 0 ? words.aboveTarget : words.belowTarget} ${target} `), { kind: 'value', value: { ...gap.value, sources } }];
  }
  const share = shareOf(figure, aim, format);
  if (!share) return [text(words.noTarget)];
  const verb = indicator.direction === 'higher-better' ? words.reached : words.equals;
  return [text(`${verb} `), { kind: 'value', value: { ...share, sources } }, text(` ${words.ofPlan(periodWords(aim, format))}`)];
}

/** A figure as percent of its target; null where the target is not positive or either has no number. */
export function shareOf(figure: Figure, aim: Aim, format: Format): PrintedValue | null {
  const { measure } = figure;
  if (measure.kind === 'missing' || aim.target.value <= 0) return null;
  const share = (measure.value * 100) / aim.target.value;
  if (!Number.isFinite(share)) return null;
  const printed = format.measure({ kind: 'value', value: share, status: measure.status }, 'percent', 1);
  return {
    ...printed, number: roundHalfAway(share, 1), decimals: 1, missing: null, status: measure.status, period: null, orgUnit: figure.orgUnit, indicator: figure.indicator, sources: [],
  };
}

/** A name as it stands within a sentence; English months keep their capital. */
export const lowerFirst = (name: string, { language }: Pick<Format, 'language'>): string => (language === 'vi' ? name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1) : name);

/** "tháng 10 năm 2026" */
export const periodInSentence = (period: Period, format: Format): string => lowerFirst(format.period(period), format);

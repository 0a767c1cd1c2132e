import type { Measure, MissingReason } from '@/domain/measure';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Format, FormattedValue, Language } from './format';
import { decimalDigits, roundHalfAway, subtract } from './rounding';
import { dateText, dayMonthText, periodName, periodShortName, spanText, timeText } from './time-text';
import { WORDS, type Words } from './words';

/** A real minus sign: as wide as the plus, and never taken for a hyphen. */
const MINUS = '−';
const DASH = '—';

/** Short marks of missing values; the reason's words are in `full`. Each differs from zero, and the kinds of absence differ from one another. */
const MARKS: { readonly [reason: string]: string } = { 'not-yet': '…', 'not-applicable': 'x', hidden: '*', denied: '*' };

/** Units whose figure stands without a word: the label has already said what is counted. */
const SILENT: ReadonlySet<UnitOfMeasure> = new Set(['index', 'rank', 'count']);

const plural = (word: string, text: string): string => word.replace('*', text === '1' ? '' : 's');
const join = (text: string, unit: string): string => (unit === '' || /^[%‰]$/.test(unit) ? text + unit : `${text} ${unit}`);

function numberText(words: Words, value: number, decimals: number): string {
  if (!Number.isFinite(value)) return DASH;
  const [whole, fraction] = decimalDigits(Math.abs(value), decimals);
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, words.group);
  const text = fraction ? grouped + words.point + fraction : grouped;
  // No sign before a value that prints as zero.
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** Without zeros at the end: "12,3", "12". */
function trimmed(words: Words, value: number, decimals: number): string {
  const [whole = '', fraction = ''] = numberText(words, value, decimals).split(words.point);
  const digits = fraction.replace(/0+$/, '');
  return digits ? whole + words.point + digits : whole;
}

function compactText(words: Words, value: number): string {
  const size = Math.abs(value);
  let scale = [1e3, 1e6, 1e9, 1e12].filter((base) => size >= base).length;
  // 999.960 is "1 triệu" and not "1.000 nghìn": what rounds up into the next scale is told in it.
  if (scale < 4 && roundHalfAway(size / 1000 ** scale, 1) >= 1000) scale += 1;
  const text = trimmed(words, value / 1000 ** scale, size < 10 ? 2 : 1);
  return scale === 0 ? text : `${text} ${words.scales[scale - 1] ?? ''}`;
}

function measureText(words: Words, measure: Measure, unit: UnitOfMeasure, decimals: number): FormattedValue {
  if (measure.kind === 'missing') return { text: MARKS[measure.reason] ?? DASH, unit: '', full: words.missing[measure.reason] };
  const text = numberText(words, measure.value, decimals);
  const word = SILENT.has(unit) ? '' : plural(words.units[unit], text);
  const notes = [
    unit === 'rank' ? `${words.rank} ${text}` : join(text, word),
    ...(measure.status === 'official' ? [] : [words.status[measure.status]]),
    ...(measure.coverage ? [words.covered(numberText(words, measure.coverage.present, 0), numberText(words, measure.coverage.expected, 0))] : []),
  ];
  return { text, unit: word, full: notes.join(', ') };
}

type Delta = ReturnType<Format['delta']>;
const noDelta = (words: Words, reason: MissingReason): Delta => ({ text: DASH, unit: '', full: words.missing[reason], sign: null });

function deltaText(words: Words, current: Measure, base: Measure, change: 'relative' | 'difference', unit: UnitOfMeasure, decimals: number): Delta {
  const relative = change === 'relative';
  if (current.kind === 'missing') return noDelta(words, current.reason);
  if (base.kind === 'missing') return noDelta(words, base.reason);
  // Growth of nothing, or of a negative base, has no sense.
  if (relative && base.value <= 0) return noDelta(words, 'not-applicable');
  const difference = subtract(current.value, base.value);
  const places = relative ? 1 : decimals;
  const value = roundHalfAway(relative ? (difference * 100) / base.value : difference, places);
  const text = (value > 0 ? '+' : '') + numberText(words, value, places);
  const word = relative ? '%' : plural(words.differences[unit] ?? words.units[unit], numberText(words, Math.abs(value), places));
  return { text, unit: word, full: join(text, word), sign: value > 0 ? 1 : value < 0 ? -1 : 0 };
}

const AGE_LIMITS: readonly (readonly [limit: number, ms: number])[] = [[60, 1000], [60, 60_000], [48, 3_600_000], [Infinity, 86_400_000]];

/** Whole units passed, in the largest that has reached one; hours up to two days. A negative age is none. */
function ageText(words: Words, ms: number): string {
  const step = AGE_LIMITS.findIndex(([limit, size]) => ms < limit * size);
  const text = numberText(words, Math.floor(Math.max(0, ms) / (AGE_LIMITS[step]?.[1] ?? 1)), 0);
  return `${text} ${plural(words.ages[step] ?? '', text)}`;
}

/** The texts of one language. Pure and cheap; make one per language and share it. */
export function createFormat(language: Language): Format {
  const words = WORDS[language];
  return {
    language,
    number: (value, decimals) => numberText(words, value, decimals),
    compact: (value) => compactText(words, value),
    measure: (measure, unit, decimals) => measureText(words, measure, unit, decimals),
    figure: (figure) => measureText(words, figure.measure, figure.unit, figure.decimals),
    delta: (current, base, change, unit, decimals) => deltaText(words, current, base, change, unit, decimals),
    unit: (unit) => plural(words.units[unit], ''),
    date: dateText,
    dayMonth: dayMonthText,
    time: timeText,
    dateTime: (at) => `${timeText(at)} ${dateText(at)}`,
    age: (ms) => ageText(words, ms),
    period: (period) => periodName(period, language),
    periodShort: (period) => periodShortName(period, language),
    periodSpan: spanText,
    missing: (reason) => words.missing[reason],
    status: (status) => words.status[status],
  };
}

import { civilDate, addDays } from '@/domain/civil';
import type { UnitLevel } from '@/domain/org-unit/types';
import { periodOf } from '@/domain/period/period';
import type { Period } from '@/domain/period/types';
import type { Indicator } from '@/domain/indicator';
import type { Instant } from '@/domain/time';
import { findIndicators } from './find-indicators';
import type { Found } from './find-indicators';
import { findUnit } from './find-unit';
import type { UnitFinding } from './find-unit';
import { joinAtoms, periodAtom, runningPeriod } from './read-period';
import type { PeriodAtom, SaidPeriod } from './read-period';
import { breakdown, comparison, politeness, refusal } from './read-words';
import type { Refusal, SaidBreakdown, SaidComparison } from './read-words';
import type { Alternatives, Breakdown, FigureReading, Meaning, NotUnderstood, ReadPart, Reading, Why } from './reading';
import { apart, spansOf } from './spans';
import type { Span } from './spans';
import type { NamedUnit, Vocabulary } from './vocabulary';
import { isFiller, wordsOf } from './words';
import type { Word } from './words';

/** Characters of a question; a longer text is none. */
export const LONGEST_QUESTION = 400;
/** Below this nothing is shown: a wrong figure is worse than none. */
const ENOUGH = 0.74;
/** How much of what was said the name must hold, and of the name must be said. */
const ENOUGH_OF_QUESTION = 0.7;
const ENOUGH_OF_NAME = 0.6;
/** From here on a name counts as said. */
const WHOLE_NAME = 0.85;
/** A card for the units that were asked for is meant where it is nearly as likely as the best of all. */
const LEVEL_ROOM = 0.9;
/** Two cards this close are not told apart by what was said. */
const TOO_CLOSE = 0.02;
const OFFERED = 0.3;
const MOST_OFFERED = 5;

type Taken =
  | { readonly is: 'comparison'; readonly said: SaidComparison }
  | { readonly is: 'period'; readonly atom: PeriodAtom }
  | { readonly is: 'unit'; readonly units: readonly NamedUnit[] }
  | { readonly is: 'breakdown'; readonly said: SaidBreakdown }
  | { readonly is: 'refusal'; readonly why: Refusal }
  | { readonly is: 'courtesy' };

/**
 * What a question asks for, by the words of the province alone: pure, the same answer to the same question at the same `now`, with or
 * without accents. Where it is not sure it says so, and offers what may be meant. Never throws; time grows with the length of the question.
 */
export function understand(question: string, vocabulary: Vocabulary, now: Instant): Reading {
  if (question.length > LONGEST_QUESTION * 4) return nothing('too-long');
  const text = question.normalize('NFC');
  if (text.length > LONGEST_QUESTION) return nothing('too-long');
  const words = wordsOf(text, vocabulary.expansions);
  if (words.length === 0) return nothing('empty');
  return new Attempt(text, words, vocabulary, now).reading();
}

const nothing = (why: Why): NotUnderstood => ({ kind: 'not-understood', why, unit: null, parts: [], unread: [], alternatives: { indicators: [], units: [] } });

/** One question on its way to a reading. */
class Attempt {
  readonly #text: string;
  readonly #words: readonly Word[];
  readonly #vocabulary: Vocabulary;
  readonly #now: Instant;
  /** What the words say besides the indicator; its name may take back words of a period, a comparison or a unit. */
  readonly #spans: readonly Span<Taken>[];
  readonly #candidates: readonly Found[];

  constructor(text: string, words: readonly Word[], vocabulary: Vocabulary, now: Instant) {
    [this.#text, this.#words, this.#vocabulary, this.#now] = [text, words, vocabulary, now];
    this.#spans = apart(takenSpans(words, vocabulary));
    const taken = new Set(this.#spans.flatMap(({ start, end }) => range(start, end)));
    const between = new Set(this.#spans.flatMap(({ start, end, value }) => (value.is === 'period' || value.is === 'unit' || value.is === 'courtesy' ? range(start, end) : [])));
    this.#candidates = findIndicators(words, new Set(words.flatMap((_word, index) => (taken.has(index) ? [] : index))), between, vocabulary);
  }

  reading(): Reading {
    const refused = this.#spans.find(({ value }) => value.is === 'refusal')?.value;
    if (refused?.is === 'refusal') return this.#not(refused.why, null);
    const level = this.#wantedLevel();
    const found = this.#chosen(level);
    if (found === 'level') return this.#not('level', null);
    if (!found || this.#isVague(found)) return this.#not('no-indicator', null);
    const spans = this.#spans.filter((span) => span.value.is === 'breakdown' ? !(span.value.said.by === 'time' && isWithin(span, found)) : !isWithin(span, found));
    const rival = this.#candidates.find((each) => each !== found && this.#isRival(each, found, level));
    if (rival) return this.#not('ambiguous', found);
    return this.#figure(found, spans);
  }

  #figure(found: Found, spans: readonly Span<Taken>[]): Reading {
    const card = found.found.indicator;
    const said = joinAtoms(valuesOf(spans, 'period').map(({ atom }) => atom), this.#now);
    if (said === null) return this.#not('several-periods', found, spans);
    const period = periodFor(card, said, this.#now);
    if (!period) return this.#not('period', found, spans);
    if (firstDay(period) > civilDate(this.#now)) return this.#not('future', found, spans);
    const compared = valuesOf(spans, 'comparison').map(({ said: each }) => each);
    if (new Set(compared.map(({ kind }) => kind)).size > 1 || compared.some(({ year }) => year !== undefined && year !== period.year - 1)) return this.#not('comparison', found, spans);
    const unit = findUnit(unitSpans(spans), mapDay(period, said, this.#now), this.#vocabulary);
    if (unit.is !== 'one') return this.#not(unit.is === 'several' ? 'several-units' : unit.is === 'ended' ? 'unit-ended' : 'unit-unclear', found, spans, unit);
    const split = splitOf(valuesOf(spans, 'breakdown').map(({ said: each }) => each), card);
    if (split === 'level') return this.#not('level', found, spans);
    return {
      kind: 'figure', indicator: card.id, unit: unit.unit, period, comparison: compared[0]?.kind ?? 'none', ...split, score: found.score,
      notes: [...(said && ownPeriods(card, period) ? ['own-period' as const] : []), ...(unit.former ? ['former-name' as const] : [])],
      ...this.#read(found, spans, unit.others),
    };
  }

  /** The level of units that is asked for, by a unit or by a breakdown; null where the province will do. */
  #wantedLevel(): UnitLevel | 'any' | null {
    const { province } = this.#vocabulary;
    for (const { value } of this.#spans) {
      if (value.is === 'breakdown' && (value.said.by === 'units' || value.said.by === 'order')) return value.said.level ?? 'any';
      if (value.is === 'unit') {
        const unit = province.units.all.find((each) => each.code === value.units[0]?.code && each.validTo === value.units[0].validTo);
        if (unit && unit.code !== province.unit) return unit.level;
      }
    }
    return null;
  }

  #chosen(level: UnitLevel | 'any' | null): Found | 'level' | undefined {
    const [best, ...others] = this.#candidates.filter(isEnough);
    if (!best || level === null || keeps(best, level)) return best;
    const fitting = others.find((each) => keeps(each, level) && each.score >= best.score * LEVEL_ROOM);
    // Where the unit's words belong to the indicator's name ("Cảng hàng không Vinh") nobody asked for that unit.
    return fitting ?? (this.#spans.some((span) => span.value.is !== 'courtesy' && isWithin(span, best) && span.value.is === 'unit') ? best : 'level');
  }

  /** Half a name that is half of other names too: "học sinh" is of many cards and none. */
  #isVague(found: Found): boolean {
    return found.ofName < WHOLE_NAME && this.#candidates.some((each) => each !== found && each.ofQuestion >= found.ofQuestion - TOO_CLOSE);
  }

  /** Another card that the same words name as well as the chosen one. */
  #isRival(each: Found, chosen: Found, level: UnitLevel | 'any' | null): boolean {
    if (!isEnough(each) || (level !== null && !keeps(each, level))) return false;
    return chosen.score - each.score < TOO_CLOSE && Math.abs(chosen.said - each.said) < 1e-9 && !(level === null && isTwin(each, chosen));
  }

  #not(why: Why, found: Found | null, spans: readonly Span<Taken>[] = this.#spans, unit?: UnitFinding): NotUnderstood {
    const { unit: named, others } = unit && 'unit' in unit ? unit : { unit: null, others: unit?.others ?? [] };
    const read = this.#read(why === 'ambiguous' ? null : found, spans, others);
    return { kind: 'not-understood', why, unit: named, ...read };
  }

  #read(found: Found | null, spans: readonly Span<Taken>[], units: readonly string[]): { parts: readonly ReadPart[]; unread: readonly string[]; alternatives: Alternatives } {
    const meant = new Map<number, Meaning>();
    for (const { start, end, value } of spans) if (value.is !== 'courtesy' && value.is !== 'refusal') for (const index of range(start, end)) meant.set(index, value.is);
    for (const index of found?.used ?? []) if (!meant.has(index) || !isSpanned(index, spans)) meant.set(index, 'indicator');
    const spoken = new Set(spans.flatMap(({ start, end }) => range(start, end)));
    const unread = this.#words.flatMap((word, index) => (meant.has(index) || spoken.has(index) || isFiller(word.text) ? [] : this.#text.slice(word.from, word.to)));
    const indicators = this.#candidates.filter((each) => each !== found && each.score >= OFFERED).slice(0, MOST_OFFERED)
      .map(({ indicator, score, name, ofName, ofQuestion }) => ({ indicator, score, name, ofName, ofQuestion }));
    return { parts: this.#parts(meant), unread: [...new Set(unread)], alternatives: { indicators, units } };
  }

  #parts(meant: ReadonlyMap<number, Meaning>): ReadPart[] {
    const parts: { meaning: Meaning; from: number; to: number }[] = [];
    this.#words.forEach(({ from, to }, index) => {
      const meaning = meant.get(index);
      const last = parts.at(-1);
      if (last && last.meaning === meaning && meant.get(index - 1) === meaning) last.to = to;
      else if (meaning) parts.push({ meaning, from, to });
    });
    return parts.map(({ meaning, from, to }) => ({ meaning, text: this.#text.slice(from, to) }));
  }
}

const range = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, index) => start + index);
const isEnough = ({ score, ofName, ofQuestion }: Found): boolean => score >= ENOUGH && ofName >= ENOUGH_OF_NAME && ofQuestion >= ENOUGH_OF_QUESTION;
const keeps = ({ found }: Found, level: UnitLevel | 'any'): boolean => (level === 'any' ? found.indicator.levels.some((each) => each !== 'province') : found.indicator.levels.includes(level));
/** Every word of the span is one of the name's. */
const isWithin = ({ start, end }: Span<Taken>, { used }: Found): boolean => range(start, end).every((index) => used.has(index));
const isSpanned = (index: number, spans: readonly Span<Taken>[]): boolean => spans.some(({ start, end }) => start <= index && index < end);
/** The same indicator kept by commune: where no unit is named the province's own is meant. */
const isTwin = (each: Found, chosen: Found): boolean => each.found.indicator.levels.includes('commune') && !chosen.found.indicator.levels.includes('commune');

function takenSpans(words: readonly Word[], { units }: Vocabulary): Span<Taken>[] {
  const all = <T>(recogniser: Parameters<typeof spansOf<T>>[1], as: (value: T) => Taken): Span<Taken>[] => spansOf(words, recogniser).map((span) => ({ ...span, value: as(span.value) }));
  return [
    ...all(refusal, (why) => ({ is: 'refusal', why })),
    ...all(comparison, (said) => ({ is: 'comparison', said })),
    ...all(units.longest, (named) => ({ is: 'unit', units: named })),
    ...all(periodAtom, (atom) => ({ is: 'period', atom })),
    ...all(runningPeriod, (atom) => ({ is: 'period', atom })),
    ...all(breakdown, (said) => ({ is: 'breakdown', said })),
    ...all(politeness, () => ({ is: 'courtesy' })),
  ];
}

function valuesOf<K extends Taken['is']>(spans: readonly Span<Taken>[], is: K): Extract<Taken, { is: K }>[] {
  return spans.flatMap(({ value }) => (value.is === is ? [value as Extract<Taken, { is: K }>] : []));
}
const unitSpans = (spans: readonly Span<Taken>[]): Span<readonly NamedUnit[]>[] => spans.flatMap(({ value, ...place }) => (value.is === 'unit' ? [{ ...place, value: value.units }] : []));

/** The indicator's own current period where none was said; the year's course up to now where that was said. */
function periodFor(card: Indicator, said: SaidPeriod | undefined, now: Instant): Period | null {
  const own = periodOf(card.periodKind, card.calendar, civilDate(now));
  if (!said) return own;
  const calendar = said.toDate ? 'statistical' : card.calendar;
  const kind = card.periodKind === 'day' || card.periodKind === 'week' ? 'month' : card.periodKind;
  return said.period(calendar) ?? (said.toDate ? periodOf(kind, 'statistical', civilDate(now)) : null);
}

/** The civil day on which a period's own months begin: a statistical October begins in January, and is not asked for before October. */
const firstDay = (period: Period): string => (period.kind === 'month' ? `${period.code}-01` : period.start);

/** The day on whose map units are named: the last of a period that was said, else today. */
function mapDay(period: Period, said: SaidPeriod | undefined, now: Instant) {
  const [last, today] = [addDays(period.end, -1), civilDate(now)];
  return said && last < today ? last : today;
}

const ownPeriods = (card: Indicator, period: Period): boolean => card.periodKind !== period.kind;

function splitOf(said: readonly SaidBreakdown[], card: Indicator): Pick<FigureReading, 'breakdown' | 'level' | 'top'> | 'level' {
  const units = said.find(({ by }) => by === 'units');
  const order = said.find((each) => each.by === 'order' && each.order !== undefined)?.order;
  const by: Breakdown = units || order ? 'units' : said.some((each) => each.by === 'field') ? 'field' : said.some((each) => each.by === 'time') ? 'time' : 'none';
  const level = units?.level ?? null;
  if (by === 'units' && !(level === null ? card.levels.some((each) => each !== 'province') : card.levels.includes(level))) return 'level';
  const count = units?.count ?? (units?.single && order ? 1 : undefined);
  return { breakdown: by, level: by === 'units' ? level : null, top: count === undefined ? (order ? { count: 10, order } : null) : { count, order: order ?? 'largest' } };
}

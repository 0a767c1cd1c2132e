import type { Province } from '@/config/province';
import { fold } from '@/domain/fold';
import { INDICATOR_GROUPS } from '@/domain/indicator';
import type { Direction, Indicator, IndicatorGroup } from '@/domain/indicator';
import type { UnitLevel } from '@/domain/org-unit/types';
import type { PeriodKind } from '@/domain/period/types';
import type { FreshnessState } from '@/domain/freshness';
import { FRESHNESS_STATES } from '@/domain/freshness';
import type { Language } from '@/format/format';

/** A card of an older pack names no field and stands under this one. */
export const OTHER_GROUP = 'other';
export type GroupId = IndicatorGroup | typeof OTHER_GROUP;

/** What the list is narrowed to. Absent: everything. */
export interface Filters {
  readonly text?: string;
  readonly group?: GroupId;
  /** Owner's name as the card has it, in Vietnamese. */
  readonly owner?: string;
  readonly cadence?: PeriodKind;
  readonly level?: UnitLevel;
  readonly direction?: Direction;
  readonly freshness?: FreshnessState;
}

const CADENCES: readonly PeriodKind[] = ['day', 'week', 'month', 'quarter', 'half', 'nine-months', 'year'];
const LEVELS: readonly UnitLevel[] = ['province', 'department', 'district', 'commune'];
const DIRECTIONS: readonly Direction[] = ['higher-better', 'lower-better', 'target-band', 'neutral'];
const GROUPS: readonly GroupId[] = [...INDICATOR_GROUPS, OTHER_GROUP];
const TEXT_LIMIT = 120;

type Query = { readonly [name: string]: string | undefined };

const among = <T extends string>(list: readonly T[], value: string | undefined): T | undefined => list.find((one) => one === value);
const given = <K extends keyof Filters>(name: K, value: Filters[K] | undefined): Pick<Filters, K> | object => (value === undefined || value === '' ? {} : { [name]: value });

/** The filters an address names; what it names wrongly is left out. */
export const readFilters = (query: Query): Filters => ({
  ...given('text', query['q']?.slice(0, TEXT_LIMIT)),
  ...given('group', among(GROUPS, query['group'])),
  ...given('owner', query['owner']?.slice(0, TEXT_LIMIT)),
  ...given('cadence', among(CADENCES, query['cadence'])),
  ...given('level', among(LEVELS, query['level'])),
  ...given('direction', among(DIRECTIONS, query['direction'])),
  ...given('freshness', among(FRESHNESS_STATES, query['freshness'])),
});

/** The address of filters: what is absent leaves no trace. */
export const writeFilters = ({ text, ...rest }: Filters): Query => ({ ...rest, ...(text ? { q: text } : {}) });

export const groupOf = (card: Indicator): GroupId => card.group ?? OTHER_GROUP;

/** Everything a card is found by, folded once. */
const haystacks = new WeakMap<Indicator, string>();
function haystack(card: Indicator): string {
  const known = haystacks.get(card);
  if (known !== undefined) return known;
  const made = fold([card.id, ...[card.name, card.shortName, card.definition, card.owner].flatMap(({ vi, en }) => [vi, en])].join(' \u0000 '));
  haystacks.set(card, made);
  return made;
}

/** True where every word asked for stands in the card's name, definition or owner, without regard to marks. */
function says(card: Indicator, text: string | undefined): boolean {
  const words = fold(text ?? '').split(' ').filter(Boolean);
  const all = haystack(card);
  return words.every((word) => all.includes(word));
}

/** A name that begins with what is asked for comes before one that only holds it. */
function rank(card: Indicator, asked: string): number {
  const names = [fold(card.shortName.vi), fold(card.name.vi), fold(card.name.en)];
  return names.some((name) => name.startsWith(asked)) ? 0 : names.some((name) => name.includes(asked)) ? 1 : 2;
}

export interface Found {
  readonly cards: readonly Indicator[];
  /** How many cards of each field there are under the other filters, in the order of fields; fields without any card are left out. */
  readonly groups: readonly { readonly id: GroupId; readonly count: number }[];
}

/** Cards the filters leave, by field and then by name; a search puts the nearest names first. Freshness is not the list's to know. */
export function matching(indicators: Province['indicators'], filters: Filters, language: Language): Found {
  const all = [...indicators.values()].filter((card) =>
    (filters.owner === undefined || card.owner.vi === filters.owner)
    && (filters.cadence === undefined || card.periodKind === filters.cadence)
    && (filters.level === undefined || card.levels.includes(filters.level))
    && (filters.direction === undefined || card.direction === filters.direction)
    && says(card, filters.text));
  const counts = new Map<GroupId, number>();
  for (const card of all) counts.set(groupOf(card), (counts.get(groupOf(card)) ?? 0) + 1);
  const asked = fold(filters.text ?? '');
  const collator = new Intl.Collator(language);
  const order = (card: Indicator): number => GROUPS.indexOf(groupOf(card));
  const cards = all
    .filter((card) => filters.group === undefined || groupOf(card) === filters.group)
    .map((card) => ({ card, near: asked ? rank(card, asked) : 0 }))
    .sort((a, b) => a.near - b.near || order(a.card) - order(b.card) || collator.compare(a.card.name[language], b.card.name[language]))
    .map(({ card }) => card);
  return { cards, groups: GROUPS.flatMap((id) => (counts.has(id) ? [{ id, count: counts.get(id) ?? 0 }] : [])) };
}

/** Owners of a pack's cards, each once, in the language's order. */
export function ownersOf(indicators: Province['indicators'], language: Language): readonly { readonly id: string; readonly name: string }[] {
  const owners = new Map([...indicators.values()].map(({ owner }) => [owner.vi, owner[language]]));
  return [...owners].map(([id, name]) => ({ id, name })).sort((a, b) => new Intl.Collator(language).compare(a.name, b.name));
}

export const PAGE_SIZE = 20;

export interface Page<T> {
  readonly items: readonly T[];
  /** 1-based; kept within what there is. */
  readonly page: number;
  readonly pages: number;
}

/** One page of a list. */
export function pageOf<T>(all: readonly T[], asked: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Number.isInteger(asked) ? asked : 1));
  return { items: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), page, pages };
}

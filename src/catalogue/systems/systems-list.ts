import type { Province } from '@/config/province';
import { fold } from '@/domain/fold';
import { SYSTEM_GROUPS, type SystemCard, type SystemGroup, type SystemStatus } from '@/domain/system-card';
import type { Language } from '@/format/format';

/** What the list is narrowed to. Absent: everything. */
export interface SystemFilters {
  readonly text?: string;
  readonly group?: SystemGroup;
  readonly status?: SystemStatus;
  /** Owner's name as the card has it, in Vietnamese. */
  readonly owner?: string;
  /** Connector of the dataset that holds its measure. */
  readonly protocol?: string;
  readonly document?: string;
}

type Query = { readonly [name: string]: string | undefined };
type Pack = Pick<Province, 'systems' | 'datasets'>;

const STATUSES: readonly SystemStatus[] = ['connected', 'by-file', 'planned'];
const TEXT_LIMIT = 120;
const PLACES = ['q', 'group', 'status', 'owner', 'protocol', 'document'] as const;

const among = <T extends string>(list: readonly T[], value: string | undefined): T | undefined => list.find((one) => one === value);
const given = <K extends keyof SystemFilters>(name: K, value: SystemFilters[K] | undefined): Pick<SystemFilters, K> | object => (value === undefined || value === '' ? {} : { [name]: value });

/** The filters an address names; what it names wrongly is left out. */
export const readSystemFilters = (query: Query): SystemFilters => ({
  ...given('text', query['q']?.slice(0, TEXT_LIMIT)),
  ...given('group', among(SYSTEM_GROUPS, query['group'])),
  ...given('status', among(STATUSES, query['status'])),
  ...given('owner', query['owner']?.slice(0, TEXT_LIMIT)),
  ...given('protocol', query['protocol']?.slice(0, TEXT_LIMIT)),
  ...given('document', query['document']?.slice(0, TEXT_LIMIT)),
});

/** The address with these filters in place of those it has; the rest of it stays. */
export function withSystemFilters(query: Query, { text, ...rest }: SystemFilters): Query {
  const others = Object.fromEntries(Object.entries(query).filter(([name]) => !PLACES.some((place) => place === name)));
  return { ...others, ...rest, ...(text ? { q: text } : {}) };
}

/** How a system is asked for its measure. */
export const protocolOf = (card: SystemCard, { datasets }: Pick<Province, 'datasets'>): string => datasets.get(card.measure.dataset)?.connector ?? '';

const haystacks = new WeakMap<SystemCard, string>();
function haystack(card: SystemCard): string {
  const known = haystacks.get(card);
  if (known !== undefined) return known;
  const made = fold([card.id, ...card.aliases, ...[card.name, card.owner, card.requires, card.measure.name].flatMap(({ vi, en }) => [vi, en])].join(' \u0000 '));
  haystacks.set(card, made);
  return made;
}

export interface SystemsFound {
  /** Cards by group, in the order of groups; a search puts names that hold it first. */
  readonly groups: readonly { readonly id: SystemGroup; readonly cards: readonly SystemCard[] }[];
  /** How many each group has under the other filters. */
  readonly counts: readonly { readonly id: SystemGroup; readonly count: number }[];
  readonly total: number;
}

/** Cards that the filters leave. */
export function matchingSystems(pack: Pack, filters: SystemFilters): SystemsFound {
  const words = fold(filters.text ?? '').split(' ').filter(Boolean);
  const all = [...pack.systems.values()].filter((card) =>
    (filters.status === undefined || card.status === filters.status)
    && (filters.owner === undefined || card.owner.vi === filters.owner)
    && (filters.protocol === undefined || protocolOf(card, pack) === filters.protocol)
    && (filters.document === undefined || card.documents.some(({ document }) => document === filters.document))
    && words.every((word) => haystack(card).includes(word)));
  const asked = words.join(' ');
  const near = ({ name }: SystemCard): number => (asked !== '' && (fold(name.vi).includes(asked) || fold(name.en).includes(asked)) ? 0 : 1);
  const of = (id: SystemGroup): SystemCard[] => all.filter(({ group }) => group === id).sort((a, b) => near(a) - near(b));
  const groups = SYSTEM_GROUPS.filter((id) => filters.group === undefined || filters.group === id).map((id) => ({ id, cards: of(id) })).filter(({ cards }) => cards.length > 0);
  return { groups, counts: SYSTEM_GROUPS.map((id) => ({ id, count: of(id).length })).filter(({ count }) => count > 0), total: groups.reduce((sum, { cards }) => sum + cards.length, 0) };
}

interface Choice {
  readonly id: string;
  readonly name: string;
}

const sorted = (choices: Iterable<readonly [id: string, name: string]>, language: Language): readonly Choice[] =>
  [...new Map(choices)].map(([id, name]) => ({ id, name })).sort((a, b) => new Intl.Collator(language).compare(a.name, b.name));

/** Owners of systems, each once, in the language's order. */
export const systemOwners = ({ systems }: Pick<Province, 'systems'>, language: Language): readonly Choice[] =>
  sorted([...systems.values()].map(({ owner }) => [owner.vi, owner[language]] as const), language);

/** Protocols over which measures are asked, each once. */
export const systemProtocols = (pack: Pack, name: (protocol: string) => string, language: Language): readonly Choice[] =>
  sorted([...pack.systems.values()].map((card) => protocolOf(card, pack)).filter(Boolean).map((id) => [id, name(id)] as const), language);

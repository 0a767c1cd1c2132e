import type { Province } from '@/config/province';
import type { Indicator } from '@/domain/indicator';
import type { UnitCode } from '@/domain/org-unit/types';
import type { LocalDate } from '@/domain/time';
import { PhraseTable } from './spans';
import { isFiller, textsOf } from './words';
import type { Expansions } from './words';

/** One name an indicator goes by. */
export interface Name {
  readonly indicator: Indicator;
  /** As written in the pack. */
  readonly text: string;
  readonly words: readonly string[];
  /** A name that says only a part of the card's own: it yields to a whole one. */
  readonly partial: boolean;
}

/** A unit by one of its names. */
export interface NamedUnit {
  readonly code: UnitCode;
  readonly validTo: LocalDate | null;
  readonly former: boolean;
}

/** Everything a question may name. Made once of a province; nothing a reading says is from elsewhere. */
export interface Vocabulary {
  readonly province: Province;
  readonly expansions: Expansions;
  readonly names: readonly Name[];
  /** Positions in `names` that hold a word. */
  readonly namesWith: ReadonlyMap<string, readonly number[]>;
  readonly units: PhraseTable<readonly NamedUnit[]>;
  /** How much a word tells: rare words tell much, words nobody knows the most. */
  readonly weight: (word: string) => number;
}

const made = new WeakMap<Province, Vocabulary>();

/** The words of a province: names and short names of its cards and units, former names, and what its `vocabulary.json` adds. */
export function vocabularyOf(province: Province): Vocabulary {
  const known = made.get(province);
  if (known) return known;
  const expansions: Expansions = new Map([...(province.vocabulary?.abbreviations ?? [])].map(([short, long]) => [textsOf(short)[0] ?? '', textsOf(long)]));
  const names = [...province.indicators.values()].flatMap((card) => namesOf(card, province.vocabulary?.indicators.get(card.id) ?? [], expansions));
  const namesWith = new Map<string, number[]>();
  names.forEach(({ words }, index) => new Set(words).forEach((word) => namesWith.set(word, [...(namesWith.get(word) ?? []), index])));
  const vocabulary: Vocabulary = { province, expansions, names, namesWith, units: unitNames(province, expansions), weight: weights(names) };
  made.set(province, vocabulary);
  return vocabulary;
}

function weights(names: readonly Name[]): (word: string) => number {
  const cards = new Map<string, Set<string>>();
  for (const { words, indicator } of names) for (const word of words) cards.set(word, (cards.get(word) ?? new Set()).add(indicator.id));
  const all = new Set(names.map(({ indicator }) => indicator.id)).size;
  return (word) => Math.log(1 + all / Math.max(1, cards.get(word)?.size ?? 1)) * (isFiller(word) ? 0.25 : 1);
}

/** What a card that is kept by commune says at the end of its name, which nobody does who names the commune. */
const BY_COMMUNE = /\s+theo xã$|\s+by commune$/;

function namesOf(indicator: Indicator, also: readonly string[], expansions: Expansions): Name[] {
  const whole = [indicator.name.vi, indicator.shortName.vi, indicator.name.en, indicator.shortName.en, ...also];
  const partial = whole.flatMap((text) => {
    const outside = text.replace(/\s*\([^)]*\)/g, '');
    return [outside, ...(text === indicator.shortName.vi ? [] : [text.replace(BY_COMMUNE, '')])].filter((each) => each !== text && each !== '');
  });
  const seen = new Set<string>();
  return [...whole.map((text) => ({ text, isPartial: false })), ...partial.map((text) => ({ text, isPartial: true }))].flatMap(({ text, isPartial }) => {
    const words = textsOf(text, expansions);
    const key = words.join(' ');
    if (words.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [{ indicator, text, words, partial: isPartial }];
  });
}

const KIND_SHORT: Readonly<Record<string, string>> = { 'provincial-city': 'tp', town: 'tx', township: 'tt', 'central-city': 'tp' };

function unitNames(province: Province, expansions: Expansions): PhraseTable<readonly NamedUnit[]> {
  const found = new Map<string, NamedUnit[]>();
  const add = (text: string, unit: NamedUnit): void => {
    const words = textsOf(text, expansions);
    for (const key of new Set([words.join(' '), words.filter((word) => word !== 'va').join(' ')])) if (key !== '') found.set(key, [...(found.get(key) ?? []).filter((each) => each.code !== unit.code || each.validTo !== unit.validTo), unit]);
  };
  for (const unit of province.units.all) {
    const named = { code: unit.code, validTo: unit.validTo, former: false };
    add(unit.fullName, named);
    if (unit.validTo === null || unit.level === 'district') add(unit.name, named);
    const short = KIND_SHORT[unit.kind];
    if (short) add(`${short} ${unit.name}`, named);
    if (unit.code === province.unit) for (const word of ['toàn tỉnh', 'cả tỉnh', `toàn tỉnh ${unit.name}`, 'cấp tỉnh', 'whole province']) add(word, named);
    const words = unit.validTo === null ? province.vocabulary?.units.get(unit.code) : undefined;
    words?.also.forEach((text) => add(text, named));
    words?.former.forEach((text) => add(text, { ...named, former: true }));
  }
  const table = new PhraseTable<readonly NamedUnit[]>();
  for (const [key, units] of found) table.add(key.split(' '), units);
  return table;
}

import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import { listOn } from '@/domain/code-list';
import type { Dimension } from '@/domain/cube/types';
import type { DatasetData } from '@/domain/dataset';
import type { Scope } from '@/domain/scope';
import type { Format, Language } from '@/format/format';
import type { Instant } from '@/domain/time';
import { choicesOf } from '../use-variable-choices';
import type { Offer } from './options/offers';

/** What lists are made of: the pack, and what the dataset answered here and now. */
export interface CategoryInput {
  readonly province: Province;
  readonly language: Language;
  readonly format: Format;
  readonly scope: Scope;
  readonly now: Instant;
  /** Undefined while the dataset has not answered. */
  readonly data: DatasetData | undefined;
  /** Name of a role of dimensions, and how many categories there are, in words. */
  readonly words: { readonly role: (role: Dimension['role']) => string; readonly count: (count: number) => string };
}

/** A variable of kind category while it is being written: any part may be missing. */
export interface CategoryParts {
  readonly dataset: string;
  readonly dimension: string;
  readonly initial: string;
}

/** Datasets that have dimensions, by name. */
export const datasetOffers = ({ province, language }: Pick<CategoryInput, 'province' | 'language'>): readonly Offer[] =>
  [...province.datasets.values()].filter(({ shape }) => shape === 'cube').map(({ id, title, owner }) => ({ value: id, label: title[language], note: owner[language] }));

/** Dimensions of `dataset`: as it answered, else those for which the pack names a code list. Time is the page's own to choose. Pure. */
export function dimensionOffers(dataset: string, input: CategoryInput): readonly Offer[] {
  const { data, words } = input;
  if (data?.kind === 'cube') {
    return data.dimensions.filter(({ role }) => role !== 'time').map(({ id, label, role, categories }) => ({
      value: id, label: label === '' || label === id ? words.role(role) : label, note: `${id} · ${words.count(categories.length)}`,
    }));
  }
  return Object.keys(input.province.datasets.get(dataset)?.codeLists ?? {}).flatMap((id) => {
    const list = listOf(dataset, id, input);
    return list ? [{ value: id, label: list.name[input.language], note: `${id} · ${words.count(list.codes.length)}` }] : [];
  });
}

/** Categories of a dimension, named as whoever looks will read them; none where neither answer nor code list knows. Pure. */
export function categoryOffers({ dataset, dimension }: Omit<CategoryParts, 'initial'>, input: CategoryInput): readonly Offer[] {
  const { data, province, scope, format, language } = input;
  const found = data?.kind === 'cube' ? data.dimensions.find(({ id }) => id === dimension) ?? data.dimensions.find(({ role }) => role === dimension) : undefined;
  const ofCode = (value: string, label: string): Offer => ({ value, label, note: label === value ? '' : value });
  if (found) return choicesOf(found, { province: () => province, scope: () => scope, format: () => format }).map(({ value, label }) => ofCode(value, label));
  return (listOf(dataset, dimension, input)?.codes ?? []).map(({ code, label }) => ofCode(code, label[language]));
}

function listOf(dataset: string, dimension: string, { province, now }: CategoryInput) {
  const lists = province.datasets.get(dataset)?.codeLists ?? {};
  const id = Object.hasOwn(lists, dimension) ? lists[dimension] : undefined;
  return id === undefined ? undefined : listOn(province.codeLists, id, civilDate(now));
}

/** The parts after one was chosen: what belonged to another dataset or dimension goes, and the first category of a new one stands at first. Pure. */
export function withPart(parts: CategoryParts, part: keyof CategoryParts, value: string, firstOf: (dimension: string) => string): CategoryParts {
  if (parts[part] === value) return parts;
  if (part === 'dataset') return { dataset: value, dimension: '', initial: '' };
  return part === 'dimension' ? { ...parts, dimension: value, initial: firstOf(value) } : { ...parts, initial: value };
}

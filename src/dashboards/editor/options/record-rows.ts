import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import type { OptionField } from '@/widget-kit/option-field';
import type { DatasetParts } from './dataset-parts';
import type { Offer } from './offers';

/** One named value of a record: what it is called, and what it may be. */
export interface RecordRow {
  readonly name: string;
  readonly label: string;
  readonly offers: readonly Offer[];
  /** As it stands; empty where it is not said. */
  readonly value: string;
  /** Of `names`: in both languages. */
  readonly names?: { readonly vi: string; readonly en: string };
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Rows of a record: what the dataset has, then what is named and the dataset does not have. Pure. */
export function recordRows(field: OptionField, value: Json | undefined, parts: DatasetParts): readonly RecordRow[] {
  const said = isRecord(value) ? value : {};
  const known = field.holds === 'categories' ? parts.dimensions.map((one) => ({ ...one, offers: one.categories.map(({ id, label }): Offer => ({ value: id, label, note: label === id ? '' : id })) }))
    : (field.holds === 'names' ? parts.columns : parts.parameters).map((one) => ({ ...one, offers: [] }));
  // A dimension may be named by its role.
  const named = (id: string): boolean => known.some((one) => one.id === id);
  const others = Object.keys(said).filter((id) => !named(id)).map((id) => ({ id, label: id, offers: [] as readonly Offer[] }));
  return [...known, ...others].map(({ id, label, offers }) => {
    const own = Object.hasOwn(said, id) ? said[id] : undefined;
    const names = field.holds === 'names' ? { names: { vi: isRecord(own) ? textOf(own['vi']) : '', en: isRecord(own) ? textOf(own['en']) : '' } } : {};
    return { name: id, label, offers, value: textOf(own), ...names };
  });
}

/** The record with one value changed; an empty one is taken out. */
export function withRow(value: Json | undefined, name: string, next: Json): Json {
  const said = isRecord(value) ? value : {};
  const isEmpty = next === '' || (isRecord(next) && Object.values(next).every((one) => one === ''));
  const rest = Object.entries(said).filter(([each]) => each !== name);
  return Object.fromEntries(isEmpty ? rest : [...rest, [name, next]]);
}

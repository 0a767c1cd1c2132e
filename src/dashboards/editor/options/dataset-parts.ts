import type { Province } from '@/config/province';
import type { DatasetData } from '@/domain/dataset';
import type { DimensionRole } from '@/domain/cube/types';

/** One thing of a dataset that an option may name. */
export interface Part {
  readonly id: string;
  readonly label: string;
}
export interface DimensionPart extends Part {
  readonly role: DimensionRole;
  readonly categories: readonly Part[];
}
/** What a dataset is made of, as it answers here and now. */
export interface DatasetParts {
  readonly dimensions: readonly DimensionPart[];
  /** Metrics of a cube, fields of rows, properties of features. */
  readonly columns: readonly Part[];
  /** Parameters of its question that the scope does not fill. */
  readonly parameters: readonly Part[];
}

/** Longest list of categories offered; what stands beyond is found by typing its code. */
const MOST_CATEGORIES = 2_000;
const FILLED: ReadonlySet<string> = new Set(['unit', 'units', 'periods', 'period', 'from', 'to']);

/** Parts of `dataset`, as far as the pack and an answer tell. Pure. */
export function partsOf(dataset: string, data: DatasetData | undefined, { datasets, indicators }: Province, language: 'vi' | 'en'): DatasetParts {
  const parameters = (datasets.get(dataset)?.parameters ?? []).filter(({ name }) => !FILLED.has(name)).map(({ name }) => ({ id: name, label: name }));
  const cards = new Map([...indicators.values()].filter((one) => one.dataset === dataset).map((one) => [one.metric, one.name[language]]));
  if (data?.kind === 'cube') {
    const dimensions = data.dimensions.map(({ id, label, role, categories }): DimensionPart => ({
      id, label, role, categories: categories.slice(0, MOST_CATEGORIES).map((one) => ({ id: one.code, label: (role === 'metric' ? cards.get(one.code) : undefined) ?? one.label })),
    }));
    return { dimensions, columns: dimensions.find(({ role }) => role === 'metric')?.categories ?? [], parameters };
  }
  if (data?.kind === 'events') return { dimensions: [], columns: data.fields.map(({ id }) => ({ id, label: id })), parameters };
  if (data?.kind === 'features') return { dimensions: [], columns: Object.keys(data.features[0]?.properties ?? {}).map((id) => ({ id, label: id })), parameters };
  return { dimensions: [], columns: [...cards].map(([id, label]) => ({ id, label })), parameters };
}

/** The dimension an option means: by its id, else the first of that role. */
export const dimensionOf = ({ dimensions }: DatasetParts, name: unknown): DimensionPart | undefined =>
  dimensions.find(({ id }) => id === name) ?? dimensions.find(({ role }) => role === name);

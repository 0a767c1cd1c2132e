import { FIRST_MISSING } from '@/domain/cube/cube';
import { CELL_STATUS, type Category, type Cube, type Dimension } from '@/domain/cube/types';
import type { Dataset } from '@/domain/dataset';
import type { Answer } from '@/federation/answer';
import { extensionOf } from './form';

/** A cube as a JSON-stat 2.0 dataset (https://json-stat.org/full/), with a status per cell: the standing of a number, or why there is none. */
export function jsonStat(cube: Cube, answer: Answer, dataset: Dataset): object {
  const { dimensions, values, status, label } = cube;
  const role = (wanted: Dimension['role']): string[] => dimensions.filter((each) => each.role === wanted).map(({ id }) => id);
  const roles = Object.entries({ time: role('time'), geo: role('geo'), metric: role('metric') }).filter(([, ids]) => ids.length > 0);
  return {
    version: '2.0',
    class: 'dataset',
    label: label ?? dataset.title.vi,
    source: dataset.owner.vi,
    updated: new Date(answer.asOf ?? answer.receivedAt).toISOString(),
    id: dimensions.map(({ id }) => id),
    size: dimensions.map(({ categories }) => categories.length),
    role: Object.fromEntries(roles),
    dimension: Object.fromEntries(dimensions.map((each) => [each.id, { label: each.label, category: categoriesOf(each) }])),
    value: Array.from(values, (value) => (Number.isFinite(value) ? value : null)),
    status: Array.from(status, (code) => CELL_STATUS[code] ?? 'not-available'),
    extension: { ...extensionOf(answer), missing: missingOf(status) },
  };
}

function categoriesOf({ categories }: Dimension): object {
  const counted = categories.filter(({ unit, decimals }) => unit !== undefined || decimals !== undefined);
  const parents = new Map<string, string[]>();
  const codes = new Set(categories.map(({ code }) => code));
  for (const { code, parent } of categories) if (parent !== undefined && codes.has(parent)) parents.set(parent, [...(parents.get(parent) ?? []), code]);
  return {
    index: categories.map(({ code }) => code),
    label: Object.fromEntries(categories.map(({ code, label }) => [code, label])),
    ...(counted.length > 0 ? { unit: Object.fromEntries(counted.map((each) => [each.code, unitOf(each)])) } : {}),
    ...(parents.size > 0 ? { child: Object.fromEntries(parents) } : {}),
  };
}

const unitOf = ({ unit, decimals }: Category): object => ({ ...(unit === undefined ? {} : { label: unit }), ...(decimals === undefined ? {} : { decimals }) });

function missingOf(status: Uint8Array): { readonly [reason: string]: number } {
  const counts: { [reason: string]: number } = {};
  for (const code of status) {
    const reason = CELL_STATUS[code];
    if (code >= FIRST_MISSING && reason !== undefined) counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

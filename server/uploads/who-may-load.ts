import type { Rights } from '@/access/rights';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { civilDate } from '@/domain/civil';
import type { Dataset } from '@/domain/dataset';
import type { OrgUnit, UnitTree } from '@/domain/org-unit/types';
import { lastDay, periodStart } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Instant } from '@/domain/time';
import { fileFormOf, type FileForm } from '@/federation/tables/file-form';

/** Who asks, in the configuration of that moment. */
export interface Reader {
  readonly actor: Actor;
  readonly rights: Pick<Rights, 'may' | 'share'>;
  readonly province: Province;
  readonly now: Instant;
  readonly from?: { readonly address: string; readonly request: string };
}

export interface LoadableDataset {
  readonly dataset: Dataset;
  readonly form: FileForm;
}

export const CONNECTOR = 'table-file';

/** Datasets that come by file and that the reader may see anything of. */
export const loadable = ({ province, rights }: Reader): LoadableDataset[] =>
  [...province.datasets.values()].filter((dataset) => dataset.connector === CONNECTOR && rights.share(dataset) !== null).map((dataset) => ({ dataset, form: fileFormOf(dataset) }));

export const loadableDataset = (reader: Reader, id: string): LoadableDataset | null => loadable(reader).find(({ dataset }) => dataset.id === id) ?? null;

const treeOf = ({ province }: Reader, period: Period): UnitTree => province.units.treeAt(lastDay(period));
/** Units of a level in that period; of several provinces that later became one, all. */
export const unitsOf = (tree: UnitTree, level: FileForm['level']): OrgUnit[] => tree.units.filter((unit) => unit.level === level);

/** Units that the reader may send for, as they stand today. */
export const sendersOf = (reader: Reader, form: FileForm): OrgUnit[] =>
  unitsOf(reader.province.units.treeAt(civilDate(reader.now)), form.sender).filter(({ code }) => reader.rights.may('dataset.load', code));

/** A file's place: unit and period, held against the reader's right. Null where either is not theirs to send for. */
export function placeOf(reader: Reader, form: FileForm, unit: string, text: string): { readonly unit: OrgUnit; readonly period: Period; readonly units: readonly string[]; readonly known: readonly string[] } | null {
  const parsed = parsePeriod(text);
  // What has not begun has nothing to report.
  if (!parsed.ok || parsed.value.kind !== form.period || parsed.value.calendar !== 'calendar' || periodStart(parsed.value) > reader.now) return null;
  const tree = treeOf(reader, parsed.value);
  const sender = tree.get(unit);
  if (sender?.level !== form.sender || !reader.rights.may('dataset.load', unit)) return null;
  const known = unitsOf(tree, form.level).map(({ code }) => code);
  const below = new Set([unit, ...tree.descendants(unit).map(({ code }) => code)]);
  return { unit: sender, period: parsed.value, units: form.level === form.sender ? [unit] : known.filter((code) => below.has(code)), known };
}


import { PUBLIC_ACCESS } from '@/config/access';
import type { Province } from '@/config/province';
import type { AccessRules } from '@/domain/access';
import { localDate, startOfDay } from '@/domain/civil';
import { cubeOf, type CubeCells } from '@/domain/cube/create-cube';
import type { Cube, Dimension } from '@/domain/cube/types';
import type { DatasetData, DatasetQuery, EventField, EventRow, Events } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import type { IndexTable } from '@/domain/index-766/types';
import { createUnitRegistry } from '@/domain/org-unit/registry';
import type { MediaPlace } from '@/domain/media';
import type { OrgUnit } from '@/domain/org-unit/types';
import { period } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import { toInstant } from '@/domain/time';
import type { Snapshot } from '@/query/snapshot';
import { SAMPLE_DATASETS, SAMPLE_SOURCES } from './sample-datasets';
import { SAMPLE_INDEX_TABLE } from './sample-index-table';
import { SAMPLE_INDICATORS } from './sample-indicators';
import { SAMPLE_PROVINCE_UNIT, SAMPLE_UNITS } from './sample-units';

/** The moment at which every sample stands: 08:46 on 2026-11-21 in Asia/Ho_Chi_Minh. */
export const SAMPLE_NOW = toInstant(startOfDay(localDate('2026-11-21')) + (8 * 60 + 46) * 60_000);

/** What a sample province may hold beside its usual content. */
export interface SampleProvinceParts {
  readonly units?: readonly OrgUnit[];
  /** Added to the sample cards; a card of the same id takes the place of the sample's. */
  readonly indicators?: readonly Indicator[];
  readonly indexTables?: readonly IndexTable[];
  readonly media?: readonly MediaPlace[];
  /** What is public to everybody where absent. */
  readonly access?: AccessRules;
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> => new Map(items.map((item) => [item.id, item]));

/** A small province with units before and after a change of map, every dataset of the contract and a card of each kind. */
export function sampleProvince(parts: SampleProvinceParts = {}): Province {
  const units = createUnitRegistry(parts.units ?? SAMPLE_UNITS);
  if (!units.ok) throw new TypeError(`sample units: ${JSON.stringify(units.error)}`);
  return {
    id: 'sample',
    name: { vi: 'Nghệ An', en: 'Nghe An' },
    unit: SAMPLE_PROVINCE_UNIT,
    sampleData: true,
    units: units.value,
    sources: byId(SAMPLE_SOURCES),
    datasets: byId(SAMPLE_DATASETS),
    indicators: byId([...SAMPLE_INDICATORS, ...(parts.indicators ?? [])]),
    systems: new Map(), mapLayers: new Map(), foundingDocuments: [], codeLists: [], extensions: new Map(), media: byId(parts.media ?? []),
  indexTables: parts.indexTables ?? [SAMPLE_INDEX_TABLE],
    dossierStates: { version: 'sample', states: [] },
    dashboards: [],
    scenes: new Map(), reportTemplates: new Map(), widgetOptions: { national: {}, province: {} },
    access: parts.access ?? PUBLIC_ACCESS,
    map: { areasDataset: 'commune-areas', centre: { lon: 104.9, lat: 19.2 }, zoom: 8, baseLayers: [] },
    defaults: { dashboard: 'sample', calendar: 'calendar', periodKind: 'month', theme: 'light' },
  };
}

/** The whole province in November 2026 on today's map, but for what is asked otherwise; `period` in text form. */
export function sampleScope(change: { readonly unit?: string; readonly period?: string; readonly boundary?: Scope['boundary'] } = {}): Scope {
  return {
    unit: change.unit ?? SAMPLE_PROVINCE_UNIT,
    period: period(change.period ?? 'calendar:2026-11'),
    boundary: change.boundary ?? { kind: 'on-date', date: localDate('2026-11-21') },
  };
}

/** A dimension as samples name them: its id, its role, and its codes (label = code) or whole categories. */
export type SampleDimension = Omit<Dimension, 'label' | 'categories'> & { readonly categories: readonly (string | Dimension['categories'][number])[] };

/** A cube from short dimensions and rows `[coordinates…, value, status?]`. Throws on a cell that has no place. */
export function sampleCube(dimensions: readonly SampleDimension[], cells: CubeCells): Cube {
  return cubeOf(
    dimensions.map((each) => ({
      ...each, label: each.id,
      categories: each.categories.map((category) => (typeof category === 'string' ? { code: category, label: category } : category)),
    })),
    cells,
  );
}

/** Events from column types (`applicant!` marks a personal field) and rows of values in the order of the columns. */
export function sampleEvents(columns: { readonly [field: string]: EventField['type'] }, rows: readonly (readonly EventRow['values'][string][])[]): Events {
  const fields = Object.entries(columns).map(([name, type]) => ({ id: name.replace('!', ''), type, personal: name.endsWith('!') }));
  return {
    kind: 'events', fields,
    rows: rows.map((values, index) => ({ id: `row-${index + 1}`, values: Object.fromEntries(fields.map((field, at) => [field.id, values[at] ?? null])) })),
  };
}

/**
 * A snapshot of one question: `ready` with an answer two minutes old where there is data, `empty` where there is none;
 * `extra` overrides any of it. A dataset id alone stands for a question without parameters.
 */
export function snapshotOf<T extends DatasetData>(data: T | undefined, extra: Partial<Snapshot<T>> & { readonly dataset?: string } = {}): Snapshot<T> {
  const { dataset = 'sample', ...rest } = extra;
  const query: DatasetQuery = rest.query ?? { dataset, params: {} };
  const asOf = toInstant(SAMPLE_NOW - 120_000);
  return {
    query,
    state: data ? 'ready' : 'empty',
    ...(data ? { data } : {}),
    asOf, receivedAt: toInstant(asOf + 1_500), fromCache: false, refreshing: false,
    ...rest,
  };
}

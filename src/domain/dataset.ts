import type { Cube } from './cube/types';
import type { Text } from './text';

/** JSON as parsed, before any schema has spoken. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A system of the province that we ask; it stays where it is. */
export interface Source {
  readonly id: string;
  readonly name: Text;
  /** For foot strips: "Một cửa điện tử". */
  readonly shortName: Text;
  readonly owner: Text;
  /** Relative to the page (`/sources/one-stop/`) or absolute https. Ends with `/`. */
  readonly baseUrl: string;
  /** Whole-call deadline, ms. */
  readonly deadlineMs: number;
  /** Largest body accepted, bytes after decompression. */
  readonly maxBytes: number;
  /** Connector-specific settings of the source, checked by the connector. */
  readonly settings: { readonly [key: string]: Json };
  /** Figures are invented for demonstration: said on every surface that shows them. */
  readonly sampleData: boolean;
  /** Who answers for it when it does not answer. */
  readonly contact?: { readonly unit: Text; readonly phone?: string; readonly email?: string };
  readonly legalBasis?: string;
}

/** How often a dataset is renewed, which sets the freshness limits. */
export type Cadence =
  | { readonly kind: 'interval'; readonly seconds: number }
  /** Published for each period; late when nothing for a period arrived by `publishedAfterDays` after its end. */
  | { readonly kind: 'periodic'; readonly period: 'month' | 'quarter' | 'year'; readonly publishedAfterDays: number; readonly checkSeconds: number };

export type DatasetShape = 'cube' | 'features' | 'events';

/**
 * Who may see a field, and whether a device may keep it. `personal` and `restricted` are never written to a device.
 * - `public`: anybody. `internal`: who works with it. `personal`: names, numbers, addresses of people: masked unless a right and a
 *   stated purpose are there. `restricted`: only a role that names the class.
 */
export type Classification = 'public' | 'internal' | 'personal' | 'restricted';

/** A named, owned, described question to a source. */
export interface Dataset {
  readonly id: string;
  readonly source: string;
  readonly connector: string;
  readonly title: Text;
  readonly description: Text;
  readonly owner: Text;
  readonly shape: DatasetShape;
  readonly cadence: Cadence;
  readonly classification: Classification;
  /** Class of single fields (event fields, metrics of a cube, properties of features) where it differs from the dataset's own. */
  readonly fieldClasses?: { readonly [field: string]: Classification };
  /**
   * Where organisation units stand, so that rights can be bounded by unit: the parameter that asks for them, the field of a row or
   * feature that names its unit. A cube names them in its `geo` dimension, whose id is then the field. A dataset without any speaks of
   * the whole province: only who may see all of that sees more than its public part.
   */
  readonly unitScope?: { readonly parameter?: string; readonly field?: string };
  /** Counts above zero and below this are withheld from readers who see only the public part. */
  readonly smallCellBelow?: number;
  /** Metrics that add up, as `[total, ...parts]`: what is withheld of them must not be had by subtraction. */
  readonly sums?: readonly (readonly string[])[];
  /** Shared code lists by dimension (cube) or text field (events): codes are written and named as the list has them. */
  readonly codeLists?: { readonly [place: string]: string };
  /** Names of the parameters a question must or may carry. */
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[];
  /** Connector-specific request and mapping, checked by the connector at start-up. */
  readonly request: { readonly [key: string]: Json };
  readonly mapping: { readonly [key: string]: Json };
  readonly legalBasis?: string;
}

/** One concrete question. Two questions with equal key are the same question. */
export interface DatasetQuery {
  readonly dataset: string;
  /** Values are text or lists of text; absent parameters are left out, never empty. */
  readonly params: { readonly [name: string]: string | readonly string[] };
}

/** GeoJSON-like features, WGS84 longitude/latitude. */
export interface Features {
  readonly kind: 'features';
  readonly features: readonly Feature[];
  readonly attribution?: string;
  /** True where shapes are drawn by us and stand for the real ones: "sơ đồ gần đúng". */
  readonly approximate: boolean;
}
export interface Feature {
  readonly id: string;
  readonly geometry: Geometry;
  readonly properties: { readonly [key: string]: string | number | boolean | null };
}
export type Position = readonly [lon: number, lat: number];
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** Typed rows: alerts, incidents, dossiers, tasks. `fields` declares every column. */
export interface Events {
  readonly kind: 'events';
  readonly fields: readonly EventField[];
  readonly rows: readonly EventRow[];
}
export interface EventField {
  readonly id: string;
  readonly type: 'text' | 'number' | 'instant' | 'date' | 'boolean';
  /** Names, phone numbers, addresses: masked unless a right says otherwise. */
  readonly personal: boolean;
  /** Values were withheld from this reader: null here means hidden, not missing. */
  readonly masked?: true;
  /** Personal, and given in full for a purpose this reader has stated: shown as it is while that stands. */
  readonly disclosed?: true;
}
export interface EventRow {
  readonly id: string;
  /** `instant` fields are epoch ms, `date` fields `YYYY-MM-DD`; null is missing. */
  readonly values: { readonly [field: string]: string | number | boolean | null };
}

export type DatasetData = Cube | Features | Events;

/** Canonical text of a question: parameters sorted by name; the key of coalescing and cache. */
export function queryKey(query: DatasetQuery): string {
  const params = Object.keys(query.params)
    .sort()
    .map((name) => [name, query.params[name]]);
  return JSON.stringify([query.dataset, params]);
}

import type { DatasetSpec } from '../connector';
import { below, refuse, said } from '../fault';
import { labelAt } from '../normalise/common-parts';
import { fieldRulesAt, type FieldRule } from '../normalise/fields';
import { configAt, flagAt, listAt, nameAt, numberAt, objectAt, optional, wholeAt } from '../shape';

/** `[west, south, east, north]`, degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** How features of a map service become ours, as an administrator wrote it. */
export interface MapMapping {
  /** Property that holds the id; null: the feature's own id. */
  readonly id: string | null;
  readonly properties: readonly { readonly ours: string; readonly theirs: string; readonly optional: boolean }[];
  /** Types of our properties; without it they stay as they come. */
  readonly fields: readonly FieldRule[] | undefined;
  readonly attribution: string | undefined;
  readonly approximate: boolean;
  /** Their property whose newest value the layer stands at; `$timeStamp`: what the collection itself says. */
  readonly asOf: string | null;
  readonly maxFeatures: number;
  readonly maxVertices: number;
  /** Where every position must lie. */
  readonly bounds: Box;
}

const WORLD: Box = [-180, -90, 180, 90];
const KEYS = ['id', 'properties', 'fields', 'attribution', 'approximate', 'asOf', 'maxFeatures', 'maxVertices', 'bounds'];
const OUR_NAME = /^[A-Za-z][\w-]*$/;

function boundsAt(value: unknown, pointer: string): Box {
  const given = listAt(value, pointer, 'misconfigured').map((each, at) => numberAt(each, below(pointer, at), 'misconfigured'));
  const [west = NaN, south = NaN, east = NaN, north = NaN, ...more] = given;
  const sound = more.length === 0 && west >= -180 && east <= 180 && south >= -90 && north <= 90 && west < east && south < north;
  return sound ? [west, south, east, north] : refuse('misconfigured', pointer, '[west, south, east, north] in degrees', said(given.join(', ')));
}

/** Reads `{ properties: {ours: theirs}, id?, fields?, attribution?, approximate?, asOf?, maxFeatures?, maxVertices?, bounds? }`; `theirs?` may be absent. */
export function mapMappingOf(dataset: DatasetSpec): MapMapping {
  if (dataset.shape !== 'features') refuse('misconfigured', '/shape', 'features', dataset.shape);
  const parts = configAt(dataset.mapping, '/mapping', KEYS);
  const properties = Object.entries(objectAt(parts['properties'], '/mapping/properties', 'misconfigured')).map(([ours, value]) => {
    const at = below('/mapping/properties', ours);
    if (!OUR_NAME.test(ours)) refuse('misconfigured', at, 'a letter, then letters, digits, - and _', ours);
    const theirs = nameAt(value, at, 'misconfigured');
    return { ours, theirs: theirs.replace(/\?$/, ''), optional: theirs.endsWith('?') };
  });
  const fields = optional(parts['fields'], (value) => fieldRulesAt(value, '/mapping/fields'));
  const stray = fields?.findIndex(({ field }) => !properties.some(({ ours }) => ours === field.id)) ?? -1;
  if (stray >= 0) refuse('misconfigured', `/mapping/fields/${stray}/id`, 'a name of /mapping/properties', fields?.[stray]?.field.id);
  const untyped = fields && properties.find(({ ours }) => !fields.some(({ field }) => field.id === ours));
  if (untyped) refuse('misconfigured', '/mapping/fields', 'a type for each property', untyped.ours);
  return {
    id: optional(parts['id'], (value) => nameAt(value, '/mapping/id', 'misconfigured')) ?? null,
    properties, fields,
    attribution: optional(parts['attribution'], (value) => labelAt(value, '/mapping/attribution')),
    approximate: optional(parts['approximate'], (value) => flagAt(value, '/mapping/approximate', 'misconfigured')) ?? false,
    asOf: optional(parts['asOf'], (value) => nameAt(value, '/mapping/asOf', 'misconfigured')) ?? null,
    maxFeatures: optional(parts['maxFeatures'], (value) => wholeAt(value, '/mapping/maxFeatures', 1, 100_000, 'misconfigured')) ?? 5_000,
    maxVertices: optional(parts['maxVertices'], (value) => wholeAt(value, '/mapping/maxVertices', 1, 5_000_000, 'misconfigured')) ?? 500_000,
    bounds: optional(parts['bounds'], (value) => boundsAt(value, '/mapping/bounds')) ?? WORLD,
  };
}

/** Their properties that a question has to ask for. */
export const askedProperties = (mapping: MapMapping): readonly string[] =>
  [...new Set([...(mapping.id === null ? [] : [mapping.id]), ...mapping.properties.map(({ theirs }) => theirs), ...(mapping.asOf === null || mapping.asOf.startsWith('$') ? [] : [mapping.asOf])])];

import type { Instant } from '@/domain/time';
import type { Normalised } from '../connector';
import { below, refuse, said } from '../fault';
import { momentAt } from '../normalise/common-parts';
import { featuresOfMapped } from '../normalise/features';
import { createNoteBook, type NoteBook } from '../normalise/note-book';
import type { Keyed } from '../shape';
import type { MapMapping } from './mapping';
import { checkPositions } from './positions';

/** A feature as a service gave it; nothing of it has been checked but that it is one. */
export interface RawFeature {
  readonly id: unknown;
  /** GeoJSON, longitude first; null where the feature has no place. */
  readonly geometry: Keyed | null;
  readonly properties: Keyed;
}

/** What a service said of the whole. */
export interface Collection {
  readonly features: readonly RawFeature[];
  /** How many there are, where it says. */
  readonly total: number | null;
  readonly timeStamp: unknown;
  /** Values are text, whatever they mean, and what is empty is left out: XML. */
  readonly written?: boolean;
}

/** A whole number is an id like any text: services count their rows. */
const idOf = (value: unknown): unknown => (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value);

/** Text as the type that was declared; what it cannot be stays text, for the rule to refuse. */
function meant(value: unknown, type: string | undefined): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'number' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)) return Number(value);
  return type === 'boolean' && /^(?:true|false|1|0)$/.test(value) ? value === 'true' || value === '1' : value;
}

/** A collection of one point is that point; services store single points so. */
function plainGeometry({ type, coordinates }: Keyed): Keyed {
  const [only, ...more] = Array.isArray(coordinates) ? (coordinates as unknown[]) : [];
  return type === 'MultiPoint' && only !== undefined && more.length === 0 ? { type: 'Point', coordinates: only } : { type, coordinates };
}

function propertiesOf(raw: RawFeature, mapping: MapMapping, collection: Collection, pointer: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { ours, theirs, optional } of mapping.properties) {
    const given = Object.hasOwn(raw.properties, theirs) ? raw.properties[theirs] : undefined;
    const isGone = given === undefined && !optional && !(collection.written && collection.features.some(({ properties }) => Object.hasOwn(properties, theirs)));
    if (isGone) refuse('malformed', below(`${pointer}/properties`, theirs), 'the property', undefined);
    values[ours] = given === undefined ? null : collection.written ? meant(given, mapping.fields?.find(({ field }) => field.id === ours)?.field.type) : given;
  }
  return values;
}

function asOfOf({ features, timeStamp }: Collection, { asOf }: MapMapping, notes: NoteBook): Instant | null {
  if (asOf === null) return null;
  if (asOf === '$timeStamp') return timeStamp === undefined || timeStamp === null ? null : momentAt(timeStamp, '/timeStamp', notes);
  const moments = features.flatMap(({ properties }, at) => {
    const value = properties[asOf];
    return value === undefined || value === null ? [] : [momentAt(value, below(`/features/${at}/properties`, asOf), notes)];
  });
  return moments.reduce<Instant | null>((newest, each) => (newest === null || each > newest ? each : newest), null);
}

/**
 * Features in the normal form. Partial where the service says there are more, or a feature has no place. Refuses more features or
 * vertices than the mapping allows, places outside its bounds, and a property that has gone.
 */
export function featuresOf(collection: Collection, mapping: MapMapping): Normalised {
  const { features: given, total } = collection;
  if (given.length > mapping.maxFeatures) refuse('misconfigured', '/mapping/maxFeatures', `a limit above what the layer holds; it is ${mapping.maxFeatures}`, said(`${given.length} features`));
  const notes = createNoteBook();
  let vertices = 0;
  const mapped = given.flatMap((raw, at): Keyed[] => {
    if (raw.geometry === null) return [];
    const pointer = `/features/${at}`;
    const geometry = plainGeometry(raw.geometry);
    vertices += checkPositions(geometry['coordinates'], mapping.bounds, `${pointer}/geometry/coordinates`);
    if (vertices > mapping.maxVertices) refuse('misconfigured', '/mapping/maxVertices', `a limit above what the layer holds; it is ${mapping.maxVertices}`, said('more vertices'));
    return [{ id: idOf(mapping.id === null ? raw.id : raw.properties[mapping.id]), geometry, properties: propertiesOf(raw, mapping, collection, pointer) }];
  });
  const { attribution, approximate } = mapping;
  const data = featuresOfMapped({ features: mapped, approximate, ...(attribution === undefined ? {} : { attribution }) }, mapping.fields, notes);
  const expected = total ?? data.features.length + given.length - mapped.length;
  const present = Math.min(data.features.length, expected);
  return {
    data, asOf: asOfOf(collection, mapping, notes), version: null, notes: notes.notes(),
    ...(present < expected ? { partial: { present, expected } } : {}),
  };
}

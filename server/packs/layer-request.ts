import * as z from 'zod';
import { pointerOf, type ConfigFaultCode } from '@/config/config-fault';
import type { MapLayer } from '@/domain/map-layer';
import { err, ok, type Result } from '@/domain/result';

const path = z.string().max(300).regex(/^(?!\/)[^?#{}\\]*$/, 'a path below the base of the source, without query');
const name = z.string().min(1).max(200).regex(/^\P{Cc}+$/u);
const image = z.enum(['image/png', 'image/png8', 'image/jpeg', 'image/webp']);

/** Parameters a server wants besides the protocol's own, in which they may not be: MapServer's `map`. */
const TAKEN = /^(?:service|version|request|layers?|styles?|crs|srs|bbox|width|height|format|transparent|exceptions|tilematrix|tilematrixset|tilerow|tilecol)$/i;
const query = z.record(z.string().min(1).max(64).refine((key) => !TAKEN.test(key), 'a parameter that is not the protocol\'s own'), z.string().max(300)).default({});

const wms = z.strictObject({
  path: path.default('wms'),
  version: z.enum(['1.1.1', '1.3.0']).default('1.3.0'),
  layers: z.array(name).min(1).max(20),
  styles: z.array(z.string().max(200)).max(20).default([]),
  crs: z.enum(['EPSG:3857', 'EPSG:4326', 'CRS:84']).default('EPSG:3857'),
  format: image.default('image/png'),
  transparent: z.boolean().default(true),
  query,
}).refine(({ version, crs }) => version === '1.3.0' || crs !== 'CRS:84', { path: ['crs'], message: 'EPSG:3857 or EPSG:4326 in 1.1.1' })
  .refine(({ layers, styles }) => styles.length === 0 || styles.length === layers.length, { path: ['styles'], message: 'one style a layer' })
  // A comma parts one name from the next, and no server knows another way to write one.
  .refine(({ layers }) => layers.every((each) => !each.includes(',')), { path: ['layers'], message: 'names without a comma' });
const wmts = z.strictObject({
  path: path.default('wmts'),
  layer: name,
  style: z.string().max(200).optional(),
  matrixSet: name.optional(),
  format: image.default('image/png'),
  /** How tiles are asked for; the capabilities are always asked for by parameters, or at `path` as they are. */
  encoding: z.enum(['kvp', 'rest']).default('kvp'),
  query,
});
const xyz = z.strictObject({
  path: z.string().max(300).regex(/^(?!\/)[^?#\\]*$/).refine((text) => ['{z}', '{x}', '{y}'].every((hole) => text.split(hole).length === 2) && !/[{}]/.test(text.replace(/\{[zxy]\}/g, '')), 'a path with {z}, {x} and {y}'),
  /** `tms` counts rows from the south. */
  scheme: z.enum(['xyz', 'tms']).default('xyz'),
});

const pmtiles = z.strictObject({ path: path.min(1) });

export type WmsRequest = z.infer<typeof wms>;
export type WmtsRequest = z.infer<typeof wmts>;
export type XyzRequest = z.infer<typeof xyz>;
export type ArchiveRequest = z.infer<typeof pmtiles>;
export type LayerRequest = ({ readonly kind: 'wms' } & WmsRequest) | ({ readonly kind: 'wmts' } & WmtsRequest) | ({ readonly kind: 'xyz' } & XyzRequest) | ({ readonly kind: 'pmtiles' } & ArchiveRequest);

/** Where in a layer a fault of its request lies and what was expected. */
export interface RequestFault {
  readonly code: Extract<ConfigFaultCode, 'unknown-field' | 'required' | 'type' | 'choice' | 'pattern' | 'range'>;
  readonly path: readonly PropertyKey[];
  readonly pointer: string;
  readonly expected: string;
}

function faultOf(issue: z.core.$ZodIssue | undefined): RequestFault {
  const isUnknown = issue?.code === 'unrecognized_keys';
  const path = ['request', ...(issue?.path ?? []), ...(isUnknown ? issue.keys.slice(0, 1) : [])];
  const expected = isUnknown ? 'a known key' : (issue?.message ?? 'another form').replace(/^Invalid input: expected |^Invalid (?:option|input): /, '').replace(/, received .*$/, '');
  const codes: { readonly [kind: string]: RequestFault['code'] } = { unrecognized_keys: 'unknown-field', invalid_value: 'choice', too_big: 'range', too_small: 'range', invalid_format: 'pattern', custom: 'pattern' };
  const isAbsent = issue?.code === 'invalid_type' && issue.input === undefined;
  return { code: isAbsent ? 'required' : codes[issue?.code ?? ''] ?? 'type', path, pointer: pointerOf(path), expected };
}

/** Reads how a layer is asked for. Every key is known or refused. */
export function layerRequestOf({ kind, request }: MapLayer): Result<LayerRequest, RequestFault> {
  const read = { wms, wmts, xyz, pmtiles }[kind].safeParse(request, { reportInput: true });
  if (read.success) return ok({ kind, ...read.data } as LayerRequest);
  return err(faultOf(read.error.issues[0]));
}

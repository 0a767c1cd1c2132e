import * as z from 'zod/mini';
import { MAP_LAYER_KINDS, type MapLayer, type MapTiles } from '@/domain/map-layer';
import { id, integer, number, rule, settings, text, words } from './values';

const degrees = (most: number) => number.check(z.gte(-most), z.lte(most));

/** One entry of `layers.json`. */
export const mapLayer: z.ZodMiniType<MapLayer> = z.strictObject({
  id,
  name: text(60),
  description: z.exactOptional(text(300)),
  source: id,
  kind: z.enum(MAP_LAYER_KINDS),
  tiles: z.exactOptional(z.enum(['picture', 'vector'] satisfies MapTiles[])),
  attribution: words(200),
  classification: z.enum(['public', 'internal', 'restricted'] satisfies MapLayer['classification'][]),
  minZoom: integer(0, 22),
  maxZoom: integer(0, 22),
  bounds: z.tuple([degrees(180), degrees(85), degrees(180), degrees(85)]).check(
    rule(([west, south, east, north]) => west < east && south < north, 'range', '[west, south, east, north]'),
  ),
  approximate: z.exactOptional(z.boolean()),
  opacity: z.exactOptional(number.check(z.gte(0.1), z.lte(1))),
  cacheSeconds: z.exactOptional(integer(0, 2_592_000)),
  request: settings,
}).check(rule(({ minZoom, maxZoom }) => minZoom <= maxZoom, 'range', '≥ minZoom', ['maxZoom']))
  .check(rule(({ kind, tiles }) => tiles !== 'vector' || kind === 'pmtiles', 'contradiction', 'pictures: only pmtiles holds shapes', ['tiles']));

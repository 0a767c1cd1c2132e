import type { Classification, Json } from './dataset';
import type { Text } from './text';

export const MAP_LAYER_KINDS = ['wms', 'wmts', 'xyz', 'pmtiles'] as const;
export type MapLayerKind = (typeof MAP_LAYER_KINDS)[number];

/** `vector`: squares of shapes, which the page draws by itself. */
export type MapTiles = 'picture' | 'vector';

/** A layer from a map service or an archive of the province, drawn over the base and under the points. The gateway alone asks for it. */
export interface MapLayer {
  readonly id: string;
  readonly name: Text;
  /** Who asks what of it; shown beside the name. */
  readonly description?: Text;
  readonly source: string;
  readonly kind: MapLayerKind;
  /** What its squares are; pictures where left out. Only an archive can hold shapes. */
  readonly tiles?: MapTiles;
  readonly attribution: string;
  /** Personal things are never drawn into pictures. */
  readonly classification: Exclude<Classification, 'personal'>;
  /** Zooms of the Web Mercator grid at which it is drawn. */
  readonly minZoom: number;
  readonly maxZoom: number;
  /** `[west, south, east, north]`, degrees: nothing is asked for outside. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  /** Shapes are drawn for demonstration or stand for others. */
  readonly approximate?: boolean;
  /** 0–1; 1 where left out. */
  readonly opacity?: number;
  /** s that a picture may be kept; an hour where left out. */
  readonly cacheSeconds?: number;
  /** How it is asked for, checked by the gateway; empty in a page. */
  readonly request: { readonly [key: string]: Json };
}

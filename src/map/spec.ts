import type { Geometry } from '@/domain/dataset';

export type MapLanguage = 'vi' | 'en';

/** One unit on the map, joined by code. */
export interface MapArea {
  readonly code: string;
  /** "Phường Thành Vinh" */
  readonly label: string;
  readonly geometry: Geometry;
  /** Position among the classes of the legend, lowest first; null where there is no figure: hatched, never the lowest class. */
  readonly classIndex: number | null;
  /** The figure as `format/` prints it, or the word for its absence. */
  readonly text: string;
}

/** `act` and `watch` where a person is needed. Each has its own shape as well as colour. */
export type PointTone = 'act' | 'watch' | 'quiet';

export interface MapPoint {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly tone: PointTone;
  /** "Cháy rừng" */
  readonly kind: string;
  readonly label: string;
  /** Further words when identified: "Nghiêm trọng · 08:31 21/11/2026". */
  readonly text: string;
}

export interface MapLegendSpec {
  /** What is shown and in which unit: "Hồ sơ quá hạn trên 1.000 hồ sơ". */
  readonly title: string;
  /** `worse`: neutral to amber, more is worse. `better`: neutral to accent, more is better. */
  readonly scheme: 'worse' | 'better';
  /** Ends of the classes, one more than there are classes; empty when nothing is classed. */
  readonly edges: readonly string[];
}

export interface BaseLayerSpec {
  readonly id: string;
  readonly name: string;
  /** XYZ template (`{z}/{x}/{y}`), or a WMS GetMap address with `{bbox-epsg-3857}`. */
  readonly urlTemplate: string;
  readonly attribution: string;
}

/** A layer from a map service, through our own gateway. */
export interface PictureLayerSpec {
  readonly id: string;
  readonly name: string;
  /** `vector`: shapes that are drawn here; pictures where left out. */
  readonly tiles?: 'picture' | 'vector';
  /** `{z}/{x}/{y}` below our own address; never another host's. */
  readonly urlTemplate: `/api/map-layers/${string}`;
  readonly attribution: string;
  readonly minZoom: number;
  readonly maxZoom: number;
  /** `[west, south, east, north]`, degrees. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly opacity: number;
  /** Drawn until the reader chooses otherwise. */
  readonly shown: boolean;
}

/** `failed`: some of what is in view could not be had. */
export type PictureState = 'loading' | 'drawn' | 'failed';

/** Plain description of a map; `map/` turns it into Leaflet. No HTML, no functions. */
export interface MapSpec {
  /** Sentence read by screen readers. */
  readonly description: string;
  readonly language: MapLanguage;
  readonly areas: readonly MapArea[];
  readonly legend: MapLegendSpec;
  readonly points: readonly MapPoint[];
  /** Name of the point layer, for the layer switch. */
  readonly pointsLabel: string;
  /** Outlined. */
  readonly selected: string | null;
  /** Looked at closely; null for the whole. */
  readonly focus: string | null;
  /** Where to look when there are no areas. */
  readonly home: { readonly lon: number; readonly lat: number; readonly zoom: number };
  readonly attribution: string;
  /** Shapes are drawn by us and stand for the real ones. */
  readonly approximate: boolean;
  readonly baseLayers: readonly BaseLayerSpec[];
  /** Offered in this order, the lowest first. */
  readonly pictureLayers?: readonly PictureLayerSpec[];
}

/** Steps of each colour scale in the tokens. */
export const SCALE_STEPS = 5;

/** Which of the five colour steps (1–5) a class takes when there are fewer classes: the ends stay the ends. */
export const scaleStep = (classIndex: number, classes: number): number =>
  classes < 2 ? 1 : 1 + Math.round((classIndex * (SCALE_STEPS - 1)) / (classes - 1));

import Supercluster from 'supercluster';
import type { MapPoint, PointTone } from './spec';

/** What is drawn at one place: a point, or several too close to be told apart. */
export interface Cluster {
  readonly lon: number;
  readonly lat: number;
  readonly count: number;
  /** The most serious of the points inside. */
  readonly tone: PointTone;
  /** How many of them are of each serious tone. */
  readonly act: number;
  readonly watch: number;
  /** The point itself where `count` is 1. */
  readonly id: string | null;
}
/** [west, south, east, north] in degrees. */
export type View = readonly [number, number, number, number];

/** What crosses to a worker: columns, not objects. */
export interface PointColumns {
  readonly ids: readonly string[];
  readonly lonLat: Float64Array;
  readonly tones: Uint8Array;
  /** Points nearer than this many px are drawn as one. */
  readonly radius: number;
}

const TONES: readonly PointTone[] = ['quiet', 'watch', 'act'];
/** From this zoom on every point stands alone. */
const MAX_ZOOM = 15;

interface PointProps { readonly id: string; readonly tone: number }
interface ClusterProps { act: number; watch: number }
export type ClusterIndex = Supercluster<PointProps, ClusterProps>;

export const columnsOf = (points: readonly MapPoint[], radius: number): PointColumns => ({
  radius,
  ids: points.map((point) => point.id),
  lonLat: Float64Array.from(points.flatMap((point) => [point.lon, point.lat])),
  tones: Uint8Array.from(points, (point) => TONES.indexOf(point.tone)),
});

/** Builds the index. */
export function indexPoints(columns: PointColumns): ClusterIndex {
  const index = new Supercluster<PointProps, ClusterProps>({
    radius: columns.radius, maxZoom: MAX_ZOOM, extent: 256,
    map: (props) => ({ act: props.tone === 2 ? 1 : 0, watch: props.tone === 1 ? 1 : 0 }),
    reduce: (into, props) => {
      into.act += props.act;
      into.watch += props.watch;
    },
  });
  return index.load(columns.ids.map((id, at) => ({
    type: 'Feature', properties: { id, tone: columns.tones[at] ?? 0 },
    geometry: { type: 'Point', coordinates: [columns.lonLat[at * 2] ?? 0, columns.lonLat[at * 2 + 1] ?? 0] },
  })));
}

/** Clusters in view, most serious last so that it is drawn on top. */
export function clustersIn(index: ClusterIndex, view: View, zoom: number): readonly Cluster[] {
  return index.getClusters([...view], Math.floor(zoom)).map((feature): Cluster => {
    const [lon = 0, lat = 0] = feature.geometry.coordinates;
    const props = feature.properties;
    if (!('cluster' in props)) {
      const tone = TONES[props.tone] ?? 'quiet';
      return { lon, lat, count: 1, tone, act: tone === 'act' ? 1 : 0, watch: tone === 'watch' ? 1 : 0, id: props.id };
    }
    const { point_count: count, act, watch } = props;
    return { lon, lat, count, act, watch, tone: act > 0 ? 'act' : watch > 0 ? 'watch' : 'quiet', id: null };
  }).sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
}

import { DomUtil } from 'leaflet';
import type { Map as LeafletMap } from 'leaflet';
import { createFormat } from '@/format/create-format';
import type { Format } from '@/format/format';
import { createClusterer } from './clusterer';
import type { Cluster } from './clusters';
import type { MapLanguage, MapPoint, PointTone } from './spec';

/** Points and clusters on one canvas, without a layer object each. */
export interface PointsLayer {
  update(points: readonly MapPoint[], language: MapLanguage): void;
  show(visible: boolean): void;
  /** What stands at a place of the map's frame, px; the topmost. */
  at(x: number, y: number): Cluster | null;
  /** Colours or size of text have changed. */
  redraw(): void;
  remove(): void;
}

/** Points within this many text sizes of one another are drawn as one. */
const CLUSTER_RADIUS = 3.5;
const FULL = Math.PI * 2;

interface Mark {
  readonly cluster: Cluster;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}
interface Look {
  readonly px: number;
  readonly font: string;
  readonly ground: string;
  readonly text: string;
  readonly tone: Readonly<Record<PointTone, string>>;
}

function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    px: Number.parseFloat(token('--chart-font')) || 13, font: token('--font-ui') || 'sans-serif', ground: token('--tile'), text: token('--text'),
    tone: { act: token('--red-fill') || token('--red'), watch: token('--amber-fill') || token('--amber'), quiet: token('--text-soft') },
  };
}

/** ◆ act · ▲ watch · ● quiet: told apart without colour. */
function trace(pen: CanvasRenderingContext2D, tone: PointTone, x: number, y: number, r: number): void {
  pen.beginPath();
  if (tone === 'quiet') pen.arc(x, y, r * 0.8, 0, FULL);
  else {
    const corners = tone === 'act' ? [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]] : [[0, -1.1], [1.1, 0.85], [-1.1, 0.85]];
    corners.forEach(([dx = 0, dy = 0], at) => (at === 0 ? pen.moveTo(x + dx * r, y + dy * r) : pen.lineTo(x + dx * r, y + dy * r)));
    pen.closePath();
  }
}

function drawMark(pen: CanvasRenderingContext2D, mark: Mark, look: Look, format: Format): void {
  const { cluster, x, y, radius } = mark;
  if (cluster.count === 1) {
    trace(pen, cluster.tone, x, y, radius);
    pen.lineWidth = look.px * 0.22;
    pen.strokeStyle = look.ground;
    pen.stroke();
    pen.fillStyle = look.tone[cluster.tone];
    pen.fill();
    return;
  }
  pen.beginPath();
  pen.arc(x, y, radius, 0, FULL);
  pen.fillStyle = look.ground;
  pen.fill();
  // The ring is neutral; the share of serious points is an arc of it, from the top, never too short to be seen.
  arc(pen, mark, -FULL / 4, FULL * 0.75, look.tone.quiet, look.px * 0.09);
  let from = -FULL / 4;
  for (const tone of ['act', 'watch'] as const) {
    if (cluster[tone] === 0) continue;
    const to = from + FULL * Math.max(0.1, cluster[tone] / cluster.count);
    arc(pen, mark, from, to, look.tone[tone], look.px * 0.24);
    from = to;
  }
  pen.fillStyle = look.text;
  pen.fillText(format.number(cluster.count, 0), x, y + look.px * 0.05);
}

function arc(pen: CanvasRenderingContext2D, { x, y, radius }: Mark, from: number, to: number, colour: string, width: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, from, to);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

const radiusOf = (cluster: Cluster, px: number): number =>
  cluster.count === 1 ? px * 0.5 : px * (0.85 + 0.3 * Math.log10(cluster.count));

export function createPointsLayer(map: LeafletMap): PointsLayer {
  const canvas = document.createElement('canvas');
  canvas.className = 'map-points';
  map.getPanes().markerPane.append(canvas);
  const clusterer = createClusterer();
  let marks: readonly Mark[] = [];
  let visible = true;
  let held: readonly MapPoint[] = [];
  let loadedFor = 0;
  let format = createFormat('vi');

  function paint(clusters: readonly Cluster[]): void {
    const size = map.getSize();
    const ratio = globalThis.devicePixelRatio;
    canvas.width = Math.round(size.x * ratio);
    canvas.height = Math.round(size.y * ratio);
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    const pen = canvas.getContext('2d');
    if (!pen) return;
    const look = lookOf(map.getContainer());
    pen.scale(ratio, ratio);
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    pen.font = `600 ${look.px * 0.95}px ${look.font}`;
    marks = clusters.map((cluster) => {
      const at = map.latLngToContainerPoint([cluster.lat, cluster.lon]);
      return { cluster, x: at.x, y: at.y, radius: radiusOf(cluster, look.px) };
    });
    for (const mark of marks) drawMark(pen, mark, look, format);
  }
  /** Marks must not cover one another, so how near is too near follows the size of text. */
  function load(): void {
    loadedFor = lookOf(map.getContainer()).px;
    if (held.length > 0) clusterer.load(held, loadedFor * CLUSTER_RADIUS);
  }
  function redraw(): void {
    canvas.hidden = !visible || held.length === 0;
    if (canvas.hidden) {
      marks = [];
      return;
    }
    const seen = map.getBounds().pad(0.1);
    clusterer.ask([seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()], map.getZoom(), paint);
  }
  map.on('moveend resize', redraw);

  return {
    update(points, language) {
      if (language !== format.language) format = createFormat(language);
      held = points;
      load();
      redraw();
    },
    show(next) {
      visible = next;
      redraw();
    },
    at: (x, y) => marks.findLast((mark) => Math.hypot(mark.x - x, mark.y - y) <= mark.radius + 4)?.cluster ?? null,
    redraw() {
      if (lookOf(map.getContainer()).px !== loadedFor) load();
      redraw();
    },
    remove() {
      map.off('moveend resize', redraw);
      clusterer.dispose();
      canvas.remove();
    },
  };
}

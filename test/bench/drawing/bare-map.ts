import { HOME, type HardMap, manyAreas, manyPoints } from './map-content';

/**
 * The limit of such a map: one canvas, its places worked out beforehand, nothing that could be pointed at. Dragging moves the canvas by a
 * transform, and letting go draws it anew.
 */
type Pen = CanvasRenderingContext2D;
type Draw = (pen: Pen, dx: number, dy: number) => void;

const COLOURS = ['#f3ead9', '#e8cf9f', '#d9ae63', '#c08a2e', '#8f6012'];
const TONES = { quiet: '#5b6660', watch: '#c08a2e', act: '#b3261e' };

/** Web Mercator at the maps' first zoom: px from the middle of the view. */
function places(lonLat: readonly (readonly [number, number])[], width: number, height: number): Float64Array {
  const world = 256 * 2 ** HOME.zoom;
  const y = (lat: number): number => (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * world;
  return Float64Array.from(lonLat.flatMap(([lon, lat]) => [((lon - HOME.lon) / 360) * world + width / 2, y(lat) - y(HOME.lat) + height / 2]));
}

function pointsOn(width: number, height: number): Draw {
  const points = manyPoints();
  const byTone = (['quiet', 'watch', 'act'] as const).map((tone) => ({ colour: TONES[tone], at: places(points.filter((point) => point.tone === tone).map(({ lon, lat }) => [lon, lat]), width, height) }));
  return (pen, dx, dy) => {
    for (const { colour, at } of byTone) {
      pen.fillStyle = colour;
      for (let index = 0; index < at.length; index += 2) pen.fillRect((at[index] ?? 0) + dx - 2, (at[index + 1] ?? 0) + dy - 2, 4, 4);
    }
  };
}

function polygonsOn(width: number, height: number): Draw {
  const areas = manyAreas().map(({ classIndex, geometry }) => ({ colour: COLOURS[classIndex ?? 0] ?? '', at: places(geometry.type === 'Polygon' ? (geometry.coordinates[0] ?? []).map(([lon, lat]) => [lon, lat]) : [], width, height) }));
  return (pen, dx, dy) => {
    pen.strokeStyle = '#fff';
    pen.lineWidth = 0.5;
    for (const { colour, at } of areas) {
      pen.beginPath();
      for (let index = 0; index < at.length; index += 2) pen.lineTo((at[index] ?? 0) + dx, (at[index + 1] ?? 0) + dy);
      pen.closePath();
      pen.fillStyle = colour;
      pen.fill();
      pen.stroke();
    }
  };
}

/** Draws it in `host` and follows the pointer; returns how to stop. */
export function showBareMap(host: HTMLElement, kind: HardMap): () => void {
  const { clientWidth: width, clientHeight: height } = host;
  const draw = kind === 'points' ? pointsOn(width, height) : polygonsOn(width, height);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  host.append(canvas);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  const now = { x: 0, y: 0 };
  let from: { readonly x: number; readonly y: number } | null = null;
  draw(pen, 0, 0);
  const move = ({ clientX, clientY }: PointerEvent): void => {
    if (from) canvas.style.transform = `translate3d(${clientX - from.x}px, ${clientY - from.y}px, 0)`;
  };
  const release = ({ clientX, clientY }: PointerEvent): void => {
    if (!from) return;
    [now.x, now.y] = [now.x + clientX - from.x, now.y + clientY - from.y];
    from = null;
    canvas.style.transform = '';
    canvas.dataset['place'] = `${now.x} ${now.y}`;
    pen.clearRect(0, 0, width, height);
    draw(pen, now.x, now.y);
  };
  canvas.addEventListener('pointerdown', ({ clientX, clientY }) => { from = { x: clientX, y: clientY }; });
  addEventListener('pointermove', move);
  addEventListener('pointerup', release);
  return () => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', release);
    canvas.remove();
  };
}

import { GridLayer } from 'leaflet';
import type { Coords, DoneCallback, GridLayerOptions, TileEvent } from 'leaflet';
import { Labelers, paint, TileCache, View } from 'protomaps-leaflet';
import type { LabelRule, PaintRule, PreparedTile } from 'protomaps-leaflet';
import { gatewaySource } from './vector-source';
import { byGround, labelRulesOf, lookAt, paintRulesOf } from './vector-style';

const SIDE = 256;
/** Letters and lines that belong to a neighbour reach this far into a square, px. */
const REACH = 16;
/** Squares whose names are remembered: more than a wall shows. */
const LABELLED = 160;

interface Drawn {
  readonly canvas: HTMLCanvasElement;
  readonly coords: Coords;
}

const keyOf = ({ x, y, z }: Coords): string => `${x}:${y}:${z}`;
const isAborted = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';

/** Squares of shapes, each drawn on a canvas of its own; in the colours of the page, with its letters and no others. */
export class VectorTiles extends GridLayer {
  readonly #view: View;
  readonly #drawn = new Map<string, Drawn>();
  readonly #names = new Set<string>();
  #paint: PaintRule[] = [];
  #labels: LabelRule[] = [];
  #labelers: Labelers | null = null;

  /** @param mostDetailed zoom of the most detailed squares; closer ones are drawn from these. */
  constructor(urlTemplate: string, mostDetailed: number, options: GridLayerOptions) {
    super(options);
    this.#view = new View(new TileCache(gatewaySource(urlTemplate), SIDE), mostDetailed, 0);
    this.on('tileunload', ({ coords }: TileEvent) => void this.#drawn.delete(keyOf(coords)));
  }

  protected override createTile(coords: Coords, done: DoneCallback): HTMLElement {
    const canvas = document.createElement('canvas');
    this.#drawn.set(keyOf(coords), { canvas, coords });
    this.#view.getDisplayTile(coords).then((tile) => this.#draw(coords, canvas, tile)).then(
      () => done(undefined, canvas),
      // A square of a zoom already left is asked for no longer.
      (thrown: unknown) => done(isAborted(thrown) ? undefined : new Error('no square'), canvas),
    );
    return canvas;
  }

  /** The theme has changed. */
  repaint(): void {
    this.#rules();
    for (const { coords, canvas } of this.#drawn.values()) this.#again(coords, canvas);
  }

  #again(coords: Coords, canvas: HTMLCanvasElement): void {
    // A square that could not be had has said so when it was asked for.
    this.#view.getDisplayTile(coords).then((tile) => this.#draw(coords, canvas, tile)).catch(() => undefined);
  }

  /** Rules for all layers met so far, in the colours now in force. */
  #rules(): void {
    const element = this._map?.getContainer();
    const scratch = document.createElement('canvas').getContext('2d');
    if (!element || !scratch) return;
    const look = lookAt(element);
    const names = [...this.#names].sort(byGround);
    this.#paint = names.flatMap((name) => paintRulesOf(name, look));
    this.#labels = names.flatMap((name) => labelRulesOf(name, look));
    this.#labelers = new Labelers(scratch, this.#labels, LABELLED, (keys) => {
      for (const key of keys) {
        const found = this.#drawn.get(key);
        if (found) this.#again(found.coords, found.canvas);
      }
    });
  }

  #draw(coords: Coords, canvas: HTMLCanvasElement, tile: PreparedTile): void {
    const fresh = [...tile.data.keys()].filter((name) => !this.#names.has(name));
    for (const name of fresh) this.#names.add(name);
    if (fresh.length > 0 || !this.#labelers) this.#rules();
    const prepared = new Map([['', [tile]]]);
    this.#labelers?.add(coords.z, prepared);
    const context = canvas.getContext('2d');
    if (!context) return;
    const scale = window.devicePixelRatio;
    canvas.width = canvas.height = SIDE * scale;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const origin = tile.origin.clone();
    [origin.x, origin.y] = [coords.x * SIDE, coords.y * SIDE];
    const box = { minX: origin.x - REACH, minY: origin.y - REACH, maxX: origin.x + SIDE + REACH, maxY: origin.y + SIDE + REACH };
    paint(context, coords.z, prepared, this.#labelers?.getIndex(coords.z) ?? null, this.#paint, box, origin, false);
  }
}

/** What is dragged, one at a time. */
export const MOVING = ['editor', 'points', 'polygons', 'bare-points', 'bare-polygons'] as const;
export type Moving = (typeof MOVING)[number];

interface Stage {
  /** Where the pointer takes hold. */
  readonly grip: string;
  isDrawn(): boolean;
  /** Says where things stand: another text after every drag that moved something. */
  place(): string;
  /** Something can be seen. */
  shows(): boolean;
}

const one = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector);
const canvasOf = (selector: string): HTMLCanvasElement | null => document.querySelector<HTMLCanvasElement>(selector);
/** A canvas that nobody has given a size yet. */
const UNSIZED = 300;
const TILES = 24;
const POLYGONS = 5_000;

/** Anything but nothing on a canvas. */
function isPainted(canvas: HTMLCanvasElement | null): boolean {
  const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels?.some((value) => value > 0) ?? false;
}
const drawnAreas = (): number => [...document.querySelectorAll('.map-area')].filter((path) => (path.getAttribute('d')?.length ?? 0) > 'M0 0'.length).length;
const pane = (): string => one('.leaflet-map-pane')?.style.transform ?? '';
const bare: Stage = {
  grip: '.stage canvas', isDrawn: () => canvasOf('.stage > canvas') !== null, place: () => canvasOf('.stage > canvas')?.dataset['place'] ?? '', shows: () => isPainted(canvasOf('.stage > canvas')),
};

const STAGES: Readonly<Record<Moving, Stage>> = {
  editor: {
    grip: '[data-tile="o-0"]',
    isDrawn: () => document.querySelectorAll('[data-tile] [data-widget]').length === TILES && one('[data-tile] [data-state="loading"]') === null,
    place: () => one('[data-tile="o-0"]')?.getAttribute('aria-label') ?? '',
    shows: () => one('[data-tile] [data-state="error"], [data-tile] [data-state="crashed"]') === null,
  },
  points: { grip: '.map-stage', isDrawn: () => (canvasOf('.map-points')?.width ?? UNSIZED) !== UNSIZED, place: pane, shows: () => isPainted(canvasOf('.map-points')) },
  polygons: { grip: '.map-stage', isDrawn: () => document.querySelectorAll('.map-area').length === POLYGONS, place: pane, shows: () => drawnAreas() > POLYGONS / 2 },
  'bare-points': bare,
  'bare-polygons': bare,
};

export const stageOf = (moving: Moving): Stage => STAGES[moving];

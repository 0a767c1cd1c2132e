import { Map as LeafletMap, SVG } from 'leaflet';
import type { LeafletMouseEvent } from 'leaflet';
import { createAreasLayer } from './areas-layer';
import { createBaseLayer } from './base-layer';
import type { Cluster } from './clusters';
import { metresPerPixel } from './ground';
import { createPictureLayers } from './picture-layers';
import { createPointsLayer } from './points-layer';
import type { BaseLayerSpec, MapSpec, PictureLayerSpec, PictureState } from './spec';

/** What a pointer is over. */
export type Target =
  | { readonly kind: 'area'; readonly code: string }
  | { readonly kind: 'point'; readonly id: string }
  | { readonly kind: 'cluster'; readonly cluster: Cluster };

export interface MapHandlers {
  readonly onOver: (target: Target | null) => void;
  readonly onPick: (target: Target, touch: boolean) => void;
  readonly onView: (view: { readonly metresPerPx: number; readonly canZoomIn: boolean; readonly canZoomOut: boolean }) => void;
  readonly onBaseTrouble: (failing: boolean) => void;
  readonly onPicture: (id: string, state: PictureState) => void;
}

/** One Leaflet map on one element made for it; data in, events out. */
export interface MapEngine {
  update(spec: MapSpec): void;
  useBase(layer: BaseLayerSpec | null): void;
  usePictures(layers: readonly PictureLayerSpec[]): void;
  showPoints(visible: boolean): void;
  zoom(steps: number): void;
  /** Everything in view, whatever the focus. */
  whole(): void;
  enter(cluster: Cluster): void;
  /** The element's size may have changed. */
  resize(): void;
  /** The theme has changed. */
  repaint(): void;
  dispose(): void;
}

const ZOOM_STEP = 0.75;
/** How much closer than the whole a single unit may be looked at by itself. */
const FOCUS_CLOSER = 2.5;
const COARSE = '(pointer: coarse)';

const OPTIONS = {
  attributionControl: false, zoomControl: false, doubleClickZoom: false, boxZoom: false, trackResize: false, inertia: false,
  // A zoom animation still running is what breaks maps that are taken away; none runs.
  zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false,
  zoomSnap: 0.25, zoomDelta: ZOOM_STEP, wheelPxPerZoomLevel: 160, maxBoundsViscosity: 1, maxZoom: 17, keyboardPanDelta: 60,
} as const;

export function createMap(host: HTMLElement, hatch: string, handlers: MapHandlers): MapEngine {
  // A fresh element for every map: Leaflet leaves listeners behind in one that is used again.
  const element = document.createElement('div');
  element.className = 'map-stage';
  element.setAttribute('role', 'application');
  host.prepend(element);
  // One finger scrolls the page; two move and zoom the map.
  const map = new LeafletMap(element, { ...OPTIONS, renderer: new SVG({ padding: 0.3 }), dragging: !matchMedia(COARSE).matches });
  const areas = createAreasLayer(map, hatch);
  const points = createPointsLayer(map);
  const base = createBaseLayer(map, handlers.onBaseTrouble);
  const pictures = createPictureLayers(map, handlers.onPicture);
  let spec: MapSpec | null = null;
  let moved = false;
  let fitting = false;

  const targetAt = (event: Event, x: number, y: number): Target | null => {
    const cluster = points.at(x, y);
    if (cluster) return cluster.id === null ? { kind: 'cluster', cluster } : { kind: 'point', id: cluster.id };
    const code = event.target instanceof SVGElement ? event.target.dataset['code'] : undefined;
    return code === undefined ? null : { kind: 'area', code };
  };

  /** Moves the map by our own wish, which is not the reader's having moved it. */
  function place(move: () => void): void {
    fitting = true;
    move();
    fitting = false;
  }
  /** Width of the buttons' column, px, where the map is too narrow to leave it free by itself. */
  const besideButtons = (): number => (element.clientWidth < element.clientHeight * 1.5 ? (Number.parseFloat(getComputedStyle(element).getPropertyValue('--touch')) || 36) + 4 : 4);
  const placeHome = (focus: string | null): void => {
    const all = areas.bounds(null);
    if (!all) {
      if (spec) map.setView([spec.home.lat, spec.home.lon], spec.home.zoom, { animate: false });
      return;
    }
    map.setMinZoom(0);
    map.options.zoomSnap = 0.05;
    map.fitBounds(all, { paddingTopLeft: [4, 4], paddingBottomRight: [besideButtons(), 4], animate: false });
    map.options.zoomSnap = OPTIONS.zoomSnap;
    const whole = map.getZoom();
    // A province is looked at, never the country: its sea and its islands belong to a map of their own.
    map.setMinZoom(whole - 0.5);
    map.setMaxBounds(all.pad(0.75));
    const near = focus === null ? null : areas.bounds(focus);
    if (near) map.fitBounds(near.pad(0.6), { padding: [4, 4], maxZoom: whole + FOCUS_CLOSER, animate: false });
  };
  function home(): void {
    moved = false;
    place(() => placeHome(spec?.focus ?? null));
  }
  const tellView = (): void => handlers.onView({
    metresPerPx: metresPerPixel(map.getCenter().lat, map.getZoom()),
    canZoomIn: map.getZoom() < map.getMaxZoom(), canZoomOut: map.getZoom() > map.getMinZoom() + 0.01,
  });

  const over = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return;
    const frame = element.getBoundingClientRect();
    const target = targetAt(event, event.clientX - frame.left, event.clientY - frame.top);
    areas.hover(target?.kind === 'area' ? target.code : null);
    element.classList.toggle('is-over', target !== null);
    handlers.onOver(target);
  };
  const leave = (): void => {
    areas.hover(null);
    handlers.onOver(null);
  };
  element.addEventListener('pointermove', over);
  element.addEventListener('pointerleave', leave);
  map.on('click', (event: LeafletMouseEvent) => {
    const target = targetAt(event.originalEvent, event.containerPoint.x, event.containerPoint.y);
    const touch = event.originalEvent instanceof PointerEvent && event.originalEvent.pointerType === 'touch';
    if (touch) areas.hover(target?.kind === 'area' ? target.code : null);
    if (target) handlers.onPick(target, touch);
    else handlers.onOver(null);
  });
  map.on('movestart', () => {
    if (!fitting) moved = true;
  });
  map.on('moveend', tellView);

  return {
    update(next) {
      const first = spec === null;
      const elsewhere = !first && (spec?.focus !== next.focus || spec.areas.length !== next.areas.length || spec.areas[0]?.geometry !== next.areas[0]?.geometry);
      const samePoints = spec?.points === next.points && spec.language === next.language;
      spec = next;
      if (first) place(() => map.setView([next.home.lat, next.home.lon], next.home.zoom, { animate: false }));
      element.setAttribute('aria-label', next.description);
      areas.update(next);
      if (first || elsewhere) home();
      if (!samePoints) points.update(next.points, next.language);
    },
    useBase: (layer) => base.use(layer),
    usePictures: (layers) => pictures.use(layers),
    showPoints: (visible) => points.show(visible),
    zoom: (steps) => {
      map.setZoom(map.getZoom() + steps * ZOOM_STEP, { animate: false });
    },
    whole() {
      place(() => placeHome(null));
      moved = spec?.focus !== null;
    },
    enter: (cluster) => {
      map.setView([cluster.lat, cluster.lon], Math.min(map.getZoom() + 1.75, map.getMaxZoom()), { animate: false });
    },
    resize() {
      const { x, y } = map.getSize();
      // An observer tells the first size too, which is already drawn.
      if (x === element.clientWidth && y === element.clientHeight) return;
      // Another size may push the view back inside its bounds, which is not the reader's doing either.
      place(() => map.invalidateSize({ pan: false, animate: false }));
      if (moved) points.redraw();
      else home();
    },
    repaint() {
      points.redraw();
      pictures.repaint();
    },
    dispose() {
      element.removeEventListener('pointermove', over);
      element.removeEventListener('pointerleave', leave);
      base.remove();
      pictures.remove();
      points.remove();
      areas.remove();
      map.off();
      map.remove();
      element.remove();
    },
  };
}

import { TileLayer } from 'leaflet';
import type { GridLayer, Map as LeafletMap } from 'leaflet';
import type { PictureLayerSpec, PictureState } from './spec';

/** Layers of pictures beneath the areas, each on its own: one that fails leaves the others as they are. */
export interface PictureLayers {
  /** Those to be shown, the lowest first. */
  use(specs: readonly PictureLayerSpec[]): void;
  /** The theme has changed: shapes are drawn anew, pictures stay as they came. */
  repaint(): void;
  remove(): void;
}

/** Above the base map, beneath areas and points. */
const PANE = 'map-pictures';
const Z_INDEX = '300';

/** One layer on the map; one of shapes comes with the code that draws it. */
interface HeldLayer {
  readonly spec: PictureLayerSpec;
  setZIndex(at: number): void;
  repaint(): void;
  remove(): void;
}

const optionsOf = ({ minZoom, bounds: [west, south, east, north], opacity }: PictureLayerSpec) => ({
  pane: PANE, minZoom, maxZoom: 19, opacity, bounds: [[south, west], [north, east]] as [[number, number], [number, number]],
  // What is on its way for a place already left is what nobody waits for.
  updateWhenIdle: true, keepBuffer: 1,
});

function watched<T extends GridLayer>(tiles: T, onState: (state: PictureState) => void): T {
  let failed = 0;
  tiles.on('loading', () => {
    failed = 0;
    onState('loading');
  });
  tiles.on('tileerror', () => {
    failed += 1;
    onState('failed');
  });
  tiles.on('load', () => onState(failed > 0 ? 'failed' : 'drawn'));
  return tiles;
}

function dropped(tiles: GridLayer): void {
  tiles.off();
  tiles.remove();
}

function pictures(map: LeafletMap, spec: PictureLayerSpec, onState: (state: PictureState) => void): HeldLayer {
  const tiles = watched(new TileLayer(spec.urlTemplate, { ...optionsOf(spec), maxNativeZoom: spec.maxZoom }), onState).addTo(map);
  return { spec, setZIndex: (at) => void tiles.setZIndex(at), repaint: () => undefined, remove: () => dropped(tiles) };
}

function shapes(map: LeafletMap, spec: PictureLayerSpec, onState: (state: PictureState) => void): HeldLayer {
  let [zIndex, isGone] = [1, false];
  let tiles: InstanceType<typeof import('./vector-tiles').VectorTiles> | null = null;
  onState('loading');
  import('./vector-tiles').then(({ VectorTiles }) => {
    if (isGone) return;
    tiles = watched(new VectorTiles(spec.urlTemplate, spec.maxZoom, optionsOf(spec)), onState);
    tiles.setZIndex(zIndex).addTo(map);
  }, () => onState('failed'));
  return {
    spec,
    setZIndex(at) {
      zIndex = at;
      tiles?.setZIndex(at);
    },
    repaint: () => tiles?.repaint(),
    remove() {
      isGone = true;
      if (tiles) dropped(tiles);
    },
  };
}

/** @param onState told how each layer that is shown fares. */
export function createPictureLayers(map: LeafletMap, onState: (id: string, state: PictureState) => void): PictureLayers {
  const pane = map.createPane(PANE);
  pane.style.zIndex = Z_INDEX;
  pane.style.pointerEvents = 'none';
  const held = new Map<string, HeldLayer>();
  const drop = (id: string): void => {
    held.get(id)?.remove();
    held.delete(id);
  };
  return {
    use(specs) {
      const wanted = new Map(specs.map((spec) => [spec.id, spec]));
      for (const [id, { spec }] of held) if (wanted.get(id)?.urlTemplate !== spec.urlTemplate) drop(id);
      specs.forEach((spec, at) => {
        const tell = (state: PictureState): void => onState(spec.id, state);
        const layer = held.get(spec.id) ?? (spec.tiles === 'vector' ? shapes : pictures)(map, spec, tell);
        layer.setZIndex(at + 1);
        held.set(spec.id, layer);
      });
      map.getContainer().classList.toggle('has-pictures', specs.length > 0);
    },
    repaint() {
      for (const layer of held.values()) layer.repaint();
    },
    remove() {
      for (const id of [...held.keys()]) drop(id);
    },
  };
}

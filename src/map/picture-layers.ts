import { TileLayer } from 'leaflet';
import type { Map as LeafletMap } from 'leaflet';
import type { PictureLayerSpec, PictureState } from './spec';

/** Layers of pictures beneath the areas, each on its own: one that fails leaves the others as they are. */
export interface PictureLayers {
  /** Those to be shown, the lowest first. */
  use(specs: readonly PictureLayerSpec[]): void;
  remove(): void;
}

/** Above the base map, beneath areas and points. */
const PANE = 'map-pictures';
const Z_INDEX = '300';

function tilesOf(spec: PictureLayerSpec, onState: (state: PictureState) => void): TileLayer {
  const [west, south, east, north] = spec.bounds;
  const tiles = new TileLayer(spec.urlTemplate, {
    pane: PANE, minZoom: spec.minZoom, maxNativeZoom: spec.maxZoom, maxZoom: 19, opacity: spec.opacity, bounds: [[south, west], [north, east]],
    // A picture that is on its way for a place already left is one nobody waits for.
    updateWhenIdle: true, keepBuffer: 1,
  });
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

/** @param onState told how each layer that is shown fares. */
export function createPictureLayers(map: LeafletMap, onState: (id: string, state: PictureState) => void): PictureLayers {
  const pane = map.createPane(PANE);
  pane.style.zIndex = Z_INDEX;
  pane.style.pointerEvents = 'none';
  const held = new Map<string, { readonly spec: PictureLayerSpec; readonly tiles: TileLayer }>();
  const drop = (id: string): void => {
    const found = held.get(id);
    found?.tiles.off();
    found?.tiles.remove();
    held.delete(id);
  };
  return {
    use(specs) {
      const wanted = new Map(specs.map((spec) => [spec.id, spec]));
      for (const [id, { spec }] of held) if (wanted.get(id)?.urlTemplate !== spec.urlTemplate) drop(id);
      specs.forEach((spec, at) => {
        const tiles = held.get(spec.id)?.tiles ?? tilesOf(spec, (state) => onState(spec.id, state)).addTo(map);
        tiles.setZIndex(at + 1);
        held.set(spec.id, { spec, tiles });
      });
      map.getContainer().classList.toggle('has-pictures', specs.length > 0);
    },
    remove() {
      for (const id of [...held.keys()]) drop(id);
    },
  };
}

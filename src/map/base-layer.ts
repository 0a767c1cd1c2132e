import { TileLayer } from 'leaflet';
import type { Coords, Map as LeafletMap } from 'leaflet';
import type { BaseLayerSpec } from './spec';

const BBOX = '{bbox-epsg-3857}';

/** Tiles by XYZ template, or a WMS asked for the square of each tile. */
class BaseTiles extends TileLayer {
  constructor(private readonly spec: BaseLayerSpec) {
    super(spec.urlTemplate, { maxZoom: 19 });
  }

  override getTileUrl(coords: Coords): string {
    if (!this.spec.urlTemplate.includes(BBOX)) return super.getTileUrl(coords);
    const side = (2 * Math.PI * 6_378_137) / 2 ** coords.z;
    const half = Math.PI * 6_378_137;
    const west = coords.x * side - half;
    const north = half - coords.y * side;
    return this.spec.urlTemplate.replace(BBOX, [west, north - side, west + side, north].join(','));
  }
}

/** At most one base layer, beneath the areas. The map is whole without any. */
export interface BaseLayer {
  /** Null for none. */
  use(spec: BaseLayerSpec | null): void;
  remove(): void;
}

/** @param onTrouble told true when a tile cannot be had, false when the layer is changed. */
export function createBaseLayer(map: LeafletMap, onTrouble: (failing: boolean) => void): BaseLayer {
  let tiles: BaseTiles | null = null;
  let used: BaseLayerSpec | null = null;
  const remove = (): void => {
    tiles?.off();
    tiles?.remove();
    tiles = null;
  };
  return {
    use(spec) {
      if (spec?.id === used?.id && spec?.urlTemplate === used?.urlTemplate) return;
      remove();
      used = spec;
      onTrouble(false);
      map.getContainer().classList.toggle('has-base', spec !== null);
      if (spec) tiles = new BaseTiles(spec).on('tileerror', () => onTrouble(true)).addTo(map);
    },
    remove,
  };
}

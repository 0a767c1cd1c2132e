import { latLngBounds, Polygon } from 'leaflet';
import type { LatLngBounds, Map as LeafletMap } from 'leaflet';
import { latLngsOf } from './leaflet-shapes';
import { scaleStep } from './spec';
import type { MapArea, MapSpec } from './spec';

/**
 * One SVG path a unit, kept by code and changed in place. Colours are CSS classes on tokens, so a change of theme costs
 * nothing here. (Measured for 130 units, 31,000 corners: SVG and canvas paint within 10 % of one another.)
 */
export interface AreasLayer {
  update(spec: MapSpec): void;
  /** Outlines a unit under the pointer; null for none. */
  hover(code: string | null): void;
  bounds(code: string | null): LatLngBounds | null;
  remove(): void;
}

interface Drawn {
  readonly shape: Polygon;
  geometry: MapArea['geometry'];
  look: string;
}

const PLAIN = { interactive: false, stroke: true, fill: true, smoothFactor: 0.6 } as const;

/** @param hatch id of the SVG pattern for units without a figure. */
export function createAreasLayer(map: LeafletMap, hatch: string): AreasLayer {
  const drawn = new Map<string, Drawn>();
  const outlines = {
    hover: new Polygon([], { ...PLAIN, fill: false, className: 'map-outline is-hovered' }),
    selected: new Polygon([], { ...PLAIN, fill: false, className: 'map-outline is-selected' }),
  };
  let hovered: string | null = null;
  let selected: string | null = null;

  const outline = (shape: Polygon, code: string | null): void => {
    const area = code === null ? undefined : drawn.get(code);
    shape.setLatLngs(area ? latLngsOf(area.geometry) : []);
    if (!map.hasLayer(shape)) shape.addTo(map);
    shape.bringToFront();
  };

  function place(area: MapArea, spec: MapSpec): void {
    const known = drawn.get(area.code);
    const shape = known?.shape ?? new Polygon(latLngsOf(area.geometry), { ...PLAIN, className: 'map-area' }).addTo(map);
    const entry = known ?? { shape, geometry: area.geometry, look: '' };
    if (!known) drawn.set(area.code, entry);
    if (entry.geometry !== area.geometry) {
      shape.setLatLngs(latLngsOf(area.geometry));
      entry.geometry = area.geometry;
    }
    const look = area.classIndex === null ? 'is-none' : `is-${spec.legend.scheme}-${scaleStep(area.classIndex, spec.legend.edges.length - 1)}`;
    const element = shape.getElement();
    if (entry.look === look || !(element instanceof SVGElement)) return;
    entry.look = look;
    element.setAttribute('class', `map-area ${look}`);
    element.setAttribute('fill', area.classIndex === null ? `url(#${hatch})` : 'none');
    element.dataset['code'] = area.code;
  }

  return {
    update(spec) {
      const wanted = new Set(spec.areas.map((area) => area.code));
      for (const [code, { shape }] of drawn) {
        if (wanted.has(code)) continue;
        shape.remove();
        drawn.delete(code);
      }
      for (const area of spec.areas) place(area, spec);
      selected = spec.selected;
      outline(outlines.hover, hovered !== null && wanted.has(hovered) ? hovered : null);
      outline(outlines.selected, selected);
    },
    hover(code) {
      if (code === hovered) return;
      hovered = code;
      outline(outlines.hover, code);
      outlines.selected.bringToFront();
    },
    bounds(code) {
      if (code !== null) return drawn.get(code)?.shape.getBounds() ?? null;
      if (drawn.size === 0) return null;
      const all = latLngBounds([]);
      for (const { shape } of drawn.values()) all.extend(shape.getBounds());
      return all;
    },
    remove() {
      for (const { shape } of drawn.values()) shape.remove();
      for (const shape of Object.values(outlines)) shape.remove();
      drawn.clear();
    },
  };
}

import { CenteredTextSymbolizer, CircleSymbolizer, GeomType, LineLabelSymbolizer, LineSymbolizer, PolygonSymbolizer } from 'protomaps-leaflet';
import type { Feature, LabelRule, PaintRule } from 'protomaps-leaflet';

/** What the page's own tokens say of colour and letters, as the canvas takes them. */
export interface VectorLook {
  readonly text: string;
  readonly soft: string;
  readonly faint: string;
  readonly line: string;
  /** Around letters, so that they read on any ground. */
  readonly halo: string;
  readonly water: string;
  readonly green: string;
  readonly family: string;
  /** px of a name. */
  readonly size: number;
}

/** Tokens in force where an element stands. */
export function lookAt(element: Element): VectorLook {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: token('--text'), soft: token('--text-soft'), faint: token('--text-faint'), line: token('--line-strong'), halo: token('--tile'),
    water: token('--series-1'), green: token('--accent'), family: token('--font-ui') || 'sans-serif', size: Number.parseFloat(token('--chart-font')) || 13,
  };
}

/** Where a name stands in the properties of a shape: in Vietnamese first, whatever the language of the page; signs are not translated. */
export const NAME_PROPERTIES: readonly string[] = ['name:vi', 'ten', 'name', 'name:en'];

type Ground = 'water' | 'green' | 'built' | 'road' | 'border' | 'other';
/** What is drawn first lies lowest. */
const GROUNDS: readonly Ground[] = ['green', 'water', 'other', 'built', 'road', 'border'];
const NAMED: readonly (readonly [RegExp, Ground])[] = [
  [/water|ocean|river|song|nuoc|thuy/i, 'water'], [/landuse|landcover|park|forest|green|rung|cay/i, 'green'], [/build|nha/i, 'built'],
  [/road|transit|rail|street|highway|duong|giao_thong/i, 'road'], [/boundar|border|admin|ranh/i, 'border'],
];

/** What a layer of an archive holds, as far as its name tells; archives agree on no list of names. */
export const groundOf = (layer: string): Ground => NAMED.find(([pattern]) => pattern.test(layer))?.[1] ?? 'other';

const nameOf = ({ props }: Feature): boolean => NAME_PROPERTIES.some((key) => typeof props[key] === 'string' && props[key] !== '');
const is = (type: GeomType) => (_zoom: number, feature: Feature): boolean => feature.geomType === type;

/** How shapes of one layer are drawn, quietly: they lie under the figures. */
export function paintRulesOf(layer: string, look: VectorLook): readonly PaintRule[] {
  const ground = groundOf(layer);
  const fill = { water: look.water, green: look.green, built: look.soft, road: look.faint, border: look.line, other: look.faint }[ground];
  const opacity = { water: 0.2, green: 0.12, built: 0.16, road: 0.1, border: 0, other: 0 }[ground];
  const outlined = ground === 'other' || ground === 'border' || ground === 'built';
  const stroke = ground === 'water' ? look.water : ground === 'border' || ground === 'other' ? look.line : look.faint;
  return [
    ...(opacity > 0 ? [{ dataLayer: layer, filter: is(GeomType.Polygon), symbolizer: new PolygonSymbolizer({ fill, opacity }) }] : []),
    ...(outlined ? [{ dataLayer: layer, filter: is(GeomType.Polygon), symbolizer: new LineSymbolizer({ color: stroke, width: 1 }) }] : []),
    { dataLayer: layer, filter: is(GeomType.Line), symbolizer: new LineSymbolizer({ color: stroke, width: 1, ...(ground === 'border' ? { dash: [4, 3] } : {}) }) },
    { dataLayer: layer, filter: (_zoom, feature) => feature.geomType === GeomType.Point && !nameOf(feature), symbolizer: new CircleSymbolizer({ radius: 2, fill: look.soft, stroke: look.halo, width: 1 }) },
  ];
}

/** Names of one layer: at points, and along lines. */
export function labelRulesOf(layer: string, look: VectorLook): readonly LabelRule[] {
  const letters = { labelProps: [...NAME_PROPERTIES], font: `500 ${look.size}px ${look.family}`, fill: look.text, stroke: look.halo, width: 3 };
  return [
    { dataLayer: layer, filter: is(GeomType.Point), symbolizer: new CenteredTextSymbolizer({ ...letters, lineHeight: 1.2, maxLineChars: 16 }) },
    { dataLayer: layer, filter: is(GeomType.Line), symbolizer: new LineLabelSymbolizer({ ...letters, fill: look.soft }) },
  ];
}

/** The lowest first. */
export const byGround = (a: string, b: string): number => GROUNDS.indexOf(groundOf(a)) - GROUNDS.indexOf(groundOf(b));

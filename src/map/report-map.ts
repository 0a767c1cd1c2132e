import { drawingId } from '@/ui/paper/drawing-id';
import { drawnText, escaped, rounded, textLines } from '@/ui/paper/drawn-text';
import { timesWidth } from '@/ui/paper/times-widths';
import { missingArchipelagos } from './ground';
import { say } from './messages';
import { extentOf, laidInto } from './report-map-ground';
import type { MapBox } from './report-map-ground';
import { LABEL_PX, placeNames } from './report-map-labels';
import { legendOf } from './report-map-legend';
import type { PaperArea, PaperMap } from './report-map-spec';
import { scaleStep } from './spec';

/** Of a drawing, CSS px (96 to the inch). */
export interface MapSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Between the ground and the legend, and around the ground, px. */
const GAP = 10;
const EDGE = 3;
const LEAST_GROUND = 60;

/** The colour steps of the light theme (src/ui/tokens.css), lowest first. */
const STEPS = {
  worse: ['#eef0ed', '#e6dcc9', '#dcbf8c', '#cd963f', '#a66100'],
  better: ['#eef0ed', '#cfe0db', '#9dc4ba', '#5b9f90', '#1f7a6b'],
} as const satisfies Readonly<Record<PaperMap['legend']['scheme'], readonly string[]>>;

/** What is laid over each step, so that a page without colours tells them apart: nothing, few dots, many dots, lines, light lines. */
const INKS: readonly { readonly side: number; readonly mark: string }[] = [
  { side: 8, mark: '' },
  { side: 8, mark: '<circle cx="4" cy="4" r="0.7" fill="#5c5344"/>' },
  { side: 4, mark: '<circle cx="2" cy="2" r="0.7" fill="#4a3d25"/>' },
  { side: 5, mark: '<path d="M-1 1l2 -2M0 5l5 -5M4 6l2 -2" fill="none" stroke="#3b2c10" stroke-width="0.7"/>' },
  { side: 4, mark: '<path d="M-1 3l2 2M0 0l4 4M3 -1l2 2" fill="none" stroke="#ffffff" stroke-width="0.8"/>' },
];
const MISSING = { side: 7, mark: '<path d="M-1 1l2 -2M0 7l7 -7M6 8l2 -2M-1 6l2 2M0 0l7 7M6 -1l2 2" fill="none" stroke="#8a949d" stroke-width="0.6"/>' } as const;

/** Why a map may not be drawn, in words; null where it may: the country is never shown without its archipelagos. */
export function mapRefusal({ areas, language }: PaperMap): string | null {
  const missing = missingArchipelagos(withShape(areas));
  return missing.length === 0 ? null : say(language, 'sovereignty', { names: missing.join(', ') });
}

type ShapedArea = PaperArea & { readonly geometry: NonNullable<PaperArea['geometry']> };
const withShape = (areas: readonly PaperArea[]): readonly ShapedArea[] => areas.flatMap((area) => (area.geometry ? [{ ...area, geometry: area.geometry }] : []));

/** How high a map of this width wants to be for its ground to fill it, px; never more than `most`. */
export function mapHeight(map: PaperMap, widthPx: number, most: number): number {
  const extent = extentOf(withShape(map.areas).map(({ geometry }) => geometry));
  const ground = extent ? ((widthPx - EDGE * 2) * extent.height) / extent.width + EDGE * 2 : LEAST_GROUND;
  return Math.ceil(Math.min(most, Math.max(LEAST_GROUND, ground) + GAP + legendOf(map, widthPx).height));
}

/**
 * A choropleth as SVG for a document: white ground, classes told apart by pattern as well as colour, units without a figure hatched and named
 * in the legend, a scale bar, every figure in words for who does not see it. Needs no browser; the same map gives the same text, and two maps
 * on one page share no id. A map that may not be drawn says why in its place.
 */
export function mapSvg(map: PaperMap, { widthPx, heightPx }: MapSize): string {
  const refusal = mapRefusal(map);
  const areas = withShape(map.areas);
  const extent = extentOf(areas.map(({ geometry }) => geometry));
  const body = refusal !== null || !extent ? words(refusal ?? inWords(map), widthPx) : ground(map, areas, extent, { widthPx, heightPx });
  const title = escaped(map.description);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`, `<desc>${escaped(inWords(map))}</desc>`, `<rect width="${widthPx}" height="${heightPx}" fill="#ffffff"/>`, body, '</svg>',
  ].join('\n');
}

/** "Phường Thành Vinh: 12,3; Xã Anh Sơn: chưa có số liệu." */
const inWords = ({ areas }: PaperMap): string => (areas.length === 0 ? '' : `${areas.map(({ label, text }) => `${label}: ${text}`).join('; ')}.`);

const words = (text: string, widthPx: number): string =>
  textLines(text, widthPx, (line) => timesWidth(line, 13, false)).slice(0, 6).map((line, at) => drawnText(line, 0, 16 + at * 18, { px: 13 })).join('\n');

function ground(map: PaperMap, areas: readonly ShapedArea[], extent: NonNullable<ReturnType<typeof extentOf>>, { widthPx, heightPx }: MapSize): string {
  const legend = legendOf(map, widthPx);
  const box: MapBox = { x: EDGE, y: EDGE, width: Math.max(1, widthPx - EDGE * 2), height: Math.max(LEAST_GROUND, heightPx - legend.height - GAP) - EDGE * 2 };
  const { shapes, paths, metresPerPx } = laidInto(areas.map(({ geometry }) => geometry), extent, box);
  const classes = map.legend.edges.length - 1;
  const stepOf = ({ classIndex }: PaperArea): number | null => (classIndex === null ? null : scaleStep(classIndex, classes));
  const id = drawingId(`${map.legend.scheme}${map.legend.edges.join()}${areas.map(({ code, text }) => code + text).join()}${paths.join('')}`);
  const lookOf = (step: number | null): string => `url(#m${id}-${step ?? 'none'})`;
  const used = [...new Set<number | null>([...areas.map(stepOf), ...map.legend.edges.slice(1).map((_, at) => scaleStep(at, classes))])];
  const chosen = areas.findIndex(({ code }) => code === map.selected);
  const names = placeNames(areas.flatMap(({ name }, at) => { const shape = shapes[at]; return shape ? [{ text: name, shape }] : []; }));
  return [
    `<defs>${used.sort((a, b) => (a ?? 9) - (b ?? 9)).map((step) => patternOf(`m${id}-${step ?? 'none'}`, step, map.legend.scheme)).join('')}</defs>`,
    '<g stroke="#4c5a66" stroke-width="0.5" stroke-linejoin="round" fill-rule="evenodd">',
    ...areas.map((area, at) => `<path d="${paths[at] ?? ''}" fill="${lookOf(stepOf(area))}"><title>${escaped(`${area.code} ${area.label}: ${area.text}`)}</title></path>`),
    '</g>',
    ...(chosen >= 0 ? [`<path d="${paths[chosen] ?? ''}" fill="none" stroke="#000000" stroke-width="1.8" stroke-linejoin="round"/>`] : []),
    ...names.map(({ text, x, y }) => nameOf(text, x, y)),
    legend.draw(heightPx - legend.height, lookOf, metresPerPx),
  ].join('\n');
}

function patternOf(id: string, step: number | null, scheme: PaperMap['legend']['scheme']): string {
  const { side, mark } = (step === null ? MISSING : INKS[step - 1]) ?? MISSING;
  const colour = step === null ? '#ffffff' : STEPS[scheme][step - 1] ?? '#ffffff';
  return `<pattern id="${id}" width="${side}" height="${side}" patternUnits="userSpaceOnUse"><rect width="${side}" height="${side}" fill="${colour}"/>${mark}</pattern>`;
}

/** A name on a light ground of its own: a rim of letters would be read twice, and not every program draws one. */
function nameOf(text: string, x: number, y: number): string {
  const wide = timesWidth(text, LABEL_PX, false) + 3;
  return `<rect x="${rounded(x - wide / 2)}" y="${rounded(y - LABEL_PX * 0.82)}" width="${rounded(wide)}" height="${rounded(LABEL_PX * 1.08)}" rx="2" fill="#ffffff" fill-opacity="0.85"/>${drawnText(text, x, y, { px: LABEL_PX, align: 'middle' })}`;
}

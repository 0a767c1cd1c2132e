import type { Features } from '@/domain/dataset';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import { edgeTexts } from '@/map/edge-texts';
import { mapHeight, mapRefusal, mapSvg } from '@/map/report-map';
import type { PaperArea, PaperMap } from '@/map/report-map-spec';
import type { DocumentBlock } from '../document/document';
import type { Composing } from './context';

/** Units with their classes, and the answer their shapes are in. */
export interface MapDrawn {
  readonly id: string;
  readonly caption: string;
  /** What is shown, without its unit: "Hồ sơ quá hạn trên 1.000 hồ sơ". */
  readonly name: string;
  readonly scheme: PaperMap['legend']['scheme'];
  readonly edges: readonly number[];
  readonly decimals: readonly number[];
  readonly unit: UnitOfMeasure | null;
  readonly selected: string | null;
  /** Null where it did not come. */
  readonly features: Features | null;
  readonly areas: readonly Omit<PaperArea, 'geometry'>[];
}

/** Between the margins of a portrait page, and as high as leaves room for its caption and a few rows of the table, mm. */
const WIDTH_MM = 165;
const MOST_MM = 135;
const PX_PER_MM = 96 / 25.4;

/** A map as a picture of the document; a sentence where it cannot or may not be drawn. Shapes are joined by code. */
export function mapPart(drawn: MapDrawn, { words, format, language }: Pick<Composing, 'words' | 'format' | 'language'>): DocumentBlock {
  const { id, caption, name, features, unit } = drawn;
  const said = (text: string): DocumentBlock => ({ kind: 'paragraph', id, style: 'missing', runs: [{ kind: 'text', text }] });
  if (!features) return said(words.noShapes(caption));
  const byCode = new Map(features.features.map((feature) => [String(feature.properties['code'] ?? feature.id), feature.geometry]));
  const areas = drawn.areas.map((area) => ({ ...area, geometry: byCode.get(area.code) ?? null }));
  if (areas.every(({ geometry }) => geometry === null)) return said(words.noShapesOfLevel(caption));
  const missing = areas.filter(({ classIndex }) => classIndex === null).length;
  const alt = words.mapAlt(caption, format.number(areas.length, 0), missing === 0 ? '' : format.number(missing, 0));
  const map: PaperMap = {
    description: alt, language, selected: drawn.selected, attribution: features.attribution ?? '', approximate: features.approximate, areas,
    legend: { title: [name, unit === null ? '' : format.unit(unit)].filter((part) => part !== '').join(', '), scheme: drawn.scheme, edges: edgeTexts(drawn.edges, drawn.decimals, unit, format) },
  };
  const refusal = mapRefusal(map);
  if (refusal !== null) return said(refusal);
  const widthPx = Math.round(WIDTH_MM * PX_PER_MM);
  const heightPx = mapHeight(map, widthPx, Math.round(MOST_MM * PX_PER_MM));
  return { kind: 'picture', id, caption, alt, svg: mapSvg(map, { widthPx, heightPx }), widthMm: WIDTH_MM, heightMm: Math.round(heightPx / PX_PER_MM) };
}

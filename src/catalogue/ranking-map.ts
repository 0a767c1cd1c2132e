import type { Features } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import { classify } from '@/map/classify';
import type { MapSpec } from '@/map/spec';
import type { Portal } from '@/widget-kit/context';
import type { RankedUnit } from './ranking';

const CLASSES = 5;
type Words = Pick<Portal, 'format' | 'language' | 'province'>;

/** The ranking as a map: areas joined by code, a unit without a figure hatched. Null while there are no shapes. */
export function rankingMap(card: Indicator, rows: readonly RankedUnit[], shapes: Features | null, selected: string, description: string, { format, language, province }: Words): MapSpec | null {
  if (!shapes) return null;
  const byCode = new Map(shapes.features.map((feature) => [String(feature.properties['code'] ?? feature.id), feature.geometry]));
  const classes = classify(rows.map(({ figure }) => valueOf(figure.measure)), CLASSES);
  const unit = format.unit(card.unit);
  return {
    description, language,
    areas: rows.flatMap(({ unit: { code, fullName }, figure }) => {
      const geometry = byCode.get(code);
      return geometry ? [{ code, label: fullName, geometry, classIndex: classes.indexOf(valueOf(figure.measure)), text: format.figure(figure).full }] : [];
    }),
    legend: {
      title: [card.shortName[language], unit].filter(Boolean).join(', '), scheme: card.direction === 'lower-better' ? 'worse' : 'better',
      edges: classes.edges.map((edge, at) => (Math.abs(edge) >= 100_000 ? format.compact(edge) : format.number(edge, classes.decimals[at] ?? 0))),
    },
    points: [], pointsLabel: '', selected, focus: null,
    home: { ...province.map.centre, zoom: province.map.zoom },
    attribution: shapes.attribution ?? '', approximate: shapes.approximate, baseLayers: [],
  };
}

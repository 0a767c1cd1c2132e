import type { MapPoint, MapSpec } from '@/map/spec';
import type { WidgetContext } from '@/widget-kit/context';
import type { InvestmentContent } from './view-model';

type Words = Pick<WidgetContext, 'format' | 't' | 'label' | 'text' | 'province' | 'unitName'>;

/** Projects as points on a quiet ground of communes: those behind are marked. */
export function projectMap(content: Extract<InvestmentContent, { kind: 'map' }>, { format, t, label, text, province, unitName }: Words): MapSpec {
  const points = content.rows.flatMap((row): MapPoint[] => (row.lon === null || row.lat === null ? [] : [{
    id: row.id, lon: row.lon, lat: row.lat, tone: row.state === 'cham' ? 'watch' : 'quiet',
    kind: t(`state.${row.state}`), label: row.name ?? t('project.untitled'),
    text: [row.owner ? label(row.owner) : '', `${t('rate.short')} ${format.figure(row.rate).full}`, `${t('plan')} ${format.figure(row.plan).full}`].filter(Boolean).join(' · '),
  }]));
  const byPlace = new Map<string, number>();
  for (const { placeCode } of content.rows) if (placeCode !== null) byPlace.set(placeCode, (byPlace.get(placeCode) ?? 0) + 1);
  return {
    description: t('map.caption'), language: format.language,
    areas: (content.areas?.features ?? []).map(({ id, geometry, properties }) => {
      const code = String(properties['code'] ?? id);
      return { code, label: unitName(code), geometry, classIndex: 0, text: t('map.count', { count: byPlace.get(code) ?? 0 }) };
    }),
    legend: { title: t('map.caption'), scheme: 'better', edges: [] },
    points, pointsLabel: t('projects'), selected: content.selected, focus: content.selected,
    home: { ...province.map.centre, zoom: province.map.zoom },
    attribution: content.areas?.attribution ?? '', approximate: content.areas?.approximate ?? true,
    baseLayers: province.map.baseLayers.map(({ id, name, urlTemplate, attribution }) => ({ id, name: text(name), urlTemplate, attribution })),
  };
}

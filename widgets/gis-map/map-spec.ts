import type { Features } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import { edgeTexts } from '@/map/edge-texts';
import type { MapPoint, MapSpec, PictureLayerSpec, PointTone } from '@/map/spec';
import type { WidgetContext } from '@/widget-kit/context';
import type { GisMapModel } from './model';

/** What a map needs to say its words. */
export type Words = Pick<WidgetContext, 'format' | 't' | 'text' | 'province'>;

const TONES: Readonly<Record<string, PointTone>> = { critical: 'act', high: 'act', medium: 'watch', low: 'quiet' };
const KINDS: ReadonlySet<string> = new Set(['fire', 'flood', 'landslide', 'traffic', 'order']);

/** Points of a features answer; other geometry is left out. */
export function pointsOf(features: Features | null, { format, t }: Words): readonly MapPoint[] {
  return (features?.features ?? []).flatMap(({ id, geometry, properties }): MapPoint[] => {
    if (geometry.type !== 'Point') return [];
    const [lon, lat] = geometry.coordinates;
    const { kind, severity, title, occurredAt } = properties;
    const level = typeof severity === 'string' && severity in TONES ? severity : 'low';
    const when = typeof occurredAt === 'number' ? format.dateTime(toInstant(occurredAt)) : '';
    return [{
      id, lon, lat, tone: TONES[level] ?? 'quiet',
      kind: typeof kind === 'string' && KINDS.has(kind) ? t(`kind.${kind}`) : t('kind.other'),
      label: typeof title === 'string' ? title : '',
      text: [t(`severity.${level}`), when].filter(Boolean).join(' · '),
    }];
  });
}

/** Layers of the province's map services, through the gateway; what the dashboard says is drawn at opening. */
const pictureLayers = (drawn: readonly string[], { text, province }: Words): readonly PictureLayerSpec[] =>
  [...province.mapLayers.values()].map(({ id, name, tiles, attribution, minZoom, maxZoom, bounds, opacity }) => ({
    id, name: text(name), ...(tiles ? { tiles } : {}), urlTemplate: `/api/map-layers/${encodeURIComponent(id)}/tiles/{z}/{x}/{y}`, attribution, minZoom, maxZoom, bounds, opacity: opacity ?? 1, shown: drawn.includes(id),
  }));

/** The map of a view model; `points` are made apart because they change less often than the clock. */
export function mapSpec(vm: GisMapModel, points: readonly MapPoint[], words: Words): MapSpec {
  const { format, t, text, province } = words;
  const unit = vm.indicator ? format.unit(vm.indicator.unit) : '';
  const name = vm.indicator ? text(vm.indicator.name) : '';
  return {
    description: t('description', { name, count: vm.rows.length }),
    language: format.language,
    areas: vm.rows.flatMap(({ code, name: label, geometry, figure, classIndex }) =>
      geometry ? [{ code, label, geometry, classIndex, text: format.figure(figure).full }] : []),
    legend: { title: [name, unit].filter(Boolean).join(', '), scheme: vm.scheme, edges: edgeTexts(vm.edges, vm.edgeDecimals, vm.indicator?.unit ?? null, format) },
    points,
    pointsLabel: t('points'),
    selected: vm.selected,
    focus: vm.selected,
    home: { ...province.map.centre, zoom: province.map.zoom },
    attribution: vm.attribution,
    approximate: vm.approximate,
    baseLayers: province.map.baseLayers.map(({ id, name: layer, urlTemplate, attribution }) => ({ id, name: text(layer), urlTemplate, attribution })),
    pictureLayers: pictureLayers(vm.layers, words),
  };
}

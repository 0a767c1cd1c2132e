import type { MapPoint, MapSpec, PointTone } from '@/map/spec';
import type { WidgetContext } from '@/widget-kit/context';
import type { FeedbackContent, Petition } from './view-model';

/** What a map needs to say its words. */
export type Words = Pick<WidgetContext, 'format' | 't' | 'label' | 'text' | 'province'>;

const TONE: Readonly<Record<Petition['attention'], PointTone>> = { act: 'act', watch: 'watch', good: 'quiet', unknown: 'quiet' };

const point = (petition: Petition, { format, t, label }: Words): readonly MapPoint[] => (petition.place === null ? [] : [{
  id: petition.id, ...petition.place, tone: TONE[petition.attention], kind: label(petition.field), label: petition.code ?? '',
  text: [petition.unit ? label(petition.unit) : '', petition.dueAt === null ? t('state.unknown') : t('due', { time: format.dateTime(petition.dueAt) })].filter(Boolean).join(' · '),
}]);

/** Open petitions as points; no areas are coloured. Who wrote them is on no map. */
export function feedbackMap(content: Extract<FeedbackContent, { kind: 'map' }>, words: Words): MapSpec {
  const { format, t, text, province } = words;
  return {
    description: t('map.description'), language: format.language, areas: [], legend: { title: '', scheme: 'worse', edges: [] },
    points: content.points.flatMap((petition) => point(petition, words)), pointsLabel: t('map.points'), selected: null, focus: null,
    home: { ...province.map.centre, zoom: province.map.zoom }, attribution: '', approximate: false,
    baseLayers: province.map.baseLayers.map(({ id, name, urlTemplate, attribution }) => ({ id, name: text(name), urlTemplate, attribution })),
  };
}

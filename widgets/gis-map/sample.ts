import type { Features, Position } from '@/domain/dataset';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import type { SampleAnswer } from '@/widget-kit/testing/named-samples';
import { SAMPLE_NOW, sampleCube, sampleProvince } from '@/widget-kit/testing/sample-province';
import { SAMPLE_COMMUNES, SAMPLE_PROVINCE_UNIT } from '@/widget-kit/testing/sample-units';
import { datasets } from './datasets';
import type { GisMapOptions } from './options';

/** A strip of leaning boxes, one a commune: shapes enough to tell neighbours apart. */
function box(index: number): Position[] {
  const [west, south] = [104.6 + (index % 3) * 0.3, 18.9 + Math.floor(index / 3) * 0.28];
  return [[west, south], [west + 0.29, south + 0.03], [west + 0.31, south + 0.27], [west + 0.02, south + 0.25], [west, south]];
}
export const sampleAreas: Features = {
  kind: 'features', approximate: true, attribution: 'Nền bản đồ tỉnh',
  features: SAMPLE_COMMUNES.map((code, index) => ({ id: code, properties: { code }, geometry: { type: 'Polygon', coordinates: [box(index)] } })),
};
const KINDS = ['fire', 'flood', 'landslide', 'traffic', 'order'] as const;
export const samplePoints = (count: number): Features => ({
  kind: 'features', approximate: false,
  features: Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    geometry: { type: 'Point', coordinates: [104.6 + ((index * 37) % 90) / 100, 18.9 + ((index * 53) % 55) / 100] },
    properties: {
      kind: KINDS[index % 5] ?? 'order', severity: index % 11 === 0 ? 'high' : index % 4 === 0 ? 'medium' : 'low',
      title: 'Ngập cục bộ tại khối Trung Hợp', unit: '16681', occurredAt: SAMPLE_NOW - index * 3_600_000,
    },
  })),
});

/** Received and overdue of the province and its communes; a missing pair is not available. */
export const sampleFigures = (overdue: readonly (number | null)[], received = 1000) => sampleCube([
  { id: 'unit', role: 'geo', categories: [SAMPLE_PROVINCE_UNIT, ...SAMPLE_COMMUNES] },
  { id: 'metric', role: 'metric', categories: ['received', 'overdue'] },
], [SAMPLE_PROVINCE_UNIT, ...SAMPLE_COMMUNES].flatMap((unit, index) => {
  const amount = index === 0 ? 14 : (overdue[index - 1] ?? null);
  return [[unit, 'received', amount === null ? null : received], [unit, 'overdue', amount]];
}));

const options: GisMapOptions = { dataset: 'procedure-by-unit', level: 'commune', indicator: 'overdue-per-thousand', pointsDataset: 'field-incidents' };
const answers = (figures: ReturnType<typeof sampleFigures>, points: number): SampleAnswer => (slot) =>
  slot === 'areas' ? sampleAreas : slot === 'points' ? samplePoints(points) : figures;

export const samples = namedSamples<GisMapOptions>({
  options,
  province: sampleProvince(),
  datasets,
  normal: answers(sampleFigures([2.1, 31.4, 8, 61.9, 0]), 40),
  extreme: answers(sampleFigures([999_999, 0, null, 0, 0.04], 1_000_000), 2500),
});

import type { DatasetData } from '@/domain/dataset';
import { genericSlots } from '@/widget-kit/generic/question';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleProvince } from '@/widget-kit/testing/sample-province';
import type { ChartOptions } from './options';

const MONTHS = [...Array(13).keys()].map((at) => `calendar:${at < 2 ? 2025 : 2026}-${String(((at + 10) % 12) + 1).padStart(2, '0')}`);
const METRICS = ['exports', 'imports', 'transit'];

/** Thirteen months of three metrics; the newest is an estimate, one is missing where `gaps`. */
export function monthly(scale: number, gaps: boolean, months = MONTHS): DatasetData {
  return sampleCube(
    [
      { id: 'month', role: 'time', categories: months },
      { id: 'metric', role: 'metric', categories: METRICS.map((code) => ({ code, label: { exports: 'Xuất khẩu', imports: 'Nhập khẩu', transit: 'Tạm nhập tái xuất' }[code] ?? code, unit: 'million-usd', decimals: 1 })) },
    ],
    months.flatMap((month, at) => METRICS.map((metric, of) => {
      const value = gaps && at % 5 === 2 ? null : scale * (180 + at * 7 - of * 41 + ((at * 13 + of * 5) % 11));
      return [month, metric, value, value === null ? undefined : at === months.length - 1 ? 'estimated' : 'official'];
    })),
  );
}

const options: ChartOptions = { dataset: 'socio-economic-monthly', periods: 13, params: {}, type: 'bar', category: 'time', series: 'metric', show: ['exports', 'imports'], where: {}, sort: 'source', top: 20 };

export const samples = namedSamples<ChartOptions>({ options, province: sampleProvince(), datasets: genericSlots, normal: () => monthly(1, false), extreme: () => monthly(123_456.7, true) });

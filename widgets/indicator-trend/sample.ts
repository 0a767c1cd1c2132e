import { indicatorSlots } from '@/widget-kit/indicator-slots';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import type { SampleAnswer } from '@/widget-kit/testing/named-samples';
import { indicatorAnswer } from '@/widget-kit/testing/sample-indicator-answer';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import type { IndicatorTrendOptions } from './options';

const province = sampleProvince();
const options: IndicatorTrendOptions = { indicator: 'on-time-rate', compare: 'last-year', showTarget: true };

const answer = (value: (index: number, count: number) => number | null): SampleAnswer => (_slot, query) => {
  const card = province.indicators.get(options.indicator);
  return card ? indicatorAnswer(card, query, value) : undefined;
};

export const samples = namedSamples<IndicatorTrendOptions>({
  options,
  province,
  datasets: (input) => {
    const card = input.province.indicators.get(input.options.indicator);
    return card ? indicatorSlots(card, input.scope, input.province, input.now) : {};
  },
  normal: answer((index) => 96.2 + (index % 7) * 0.3 + index * 0.04),
  extreme: answer((index) => (index % 6 === 4 ? null : 12.345678 + index * 3.1)),
});

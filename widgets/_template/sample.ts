import { namedSamples } from '@/widget-kit/testing/named-samples';
import { indicatorAnswer } from '@/widget-kit/testing/sample-indicator-answer';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { datasets } from './datasets';
import type { TemplateWidgetOptions } from './options';

const province = sampleProvince();
const options: TemplateWidgetOptions = { indicator: 'on-time-rate' };
const indicator = province.indicators.get(options.indicator);

export const samples = namedSamples<TemplateWidgetOptions>({
  options,
  province,
  datasets,
  normal: (_slot, query) => (indicator ? indicatorAnswer(indicator, query, (index) => 95 + index / 10) : undefined),
  extreme: (_slot, query) => (indicator ? indicatorAnswer(indicator, query, (index) => 0.005 * index) : undefined),
});

import { indicatorSlots } from '@/widget-kit/indicator-slots';
import { defineWidget } from '@/widget-kit/widget';
import type { IndicatorTrendModel } from './model';
import { options } from './options';
import type { IndicatorTrendOptions } from './options';

export default defineWidget<IndicatorTrendOptions, IndicatorTrendModel>({
  id: 'indicator-trend',
  version: 1,
  title: { vi: 'Diễn biến chỉ tiêu', en: 'Indicator trend' },
  description: {
    vi: 'Một chỉ tiêu qua các kỳ, so với cùng kỳ năm trước và mục tiêu.',
    en: 'One indicator over its periods, against last year and target.',
  },
  icon: 'trend',
  size: { min: { w: 3, h: 3 }, default: { w: 4, h: 4 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets: ({ options: { indicator }, scope, province, now }) => {
    const card = province.indicators.get(indicator);
    return card ? indicatorSlots(card, scope, province, now) : {};
  },
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

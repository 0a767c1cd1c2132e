import { indicatorSlots } from '@/widget-kit/indicator-slots';
import { defineWidget } from '@/widget-kit/widget';
import type { IndicatorCardModel } from './model';
import { options } from './options';
import type { IndicatorCardOptions } from './options';

export default defineWidget<IndicatorCardOptions, IndicatorCardModel>({
  id: 'indicator-card',
  version: 1,
  title: { vi: 'Thẻ chỉ tiêu', en: 'Indicator card' },
  description: {
    vi: 'Một chỉ tiêu: giá trị mới nhất, mục tiêu, so cùng kỳ và xu hướng.',
    en: 'One indicator: newest value, target, change on last year and trend.',
  },
  icon: 'gauge',
  size: { min: { w: 2, h: 2 }, default: { w: 2, h: 3 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets: ({ options: { indicator }, scope, province, now }) => {
    const card = province.indicators.get(indicator);
    return card ? indicatorSlots(card, scope, province, now) : {};
  },
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

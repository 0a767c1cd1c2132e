import { indicatorSlots } from '@/widget-kit/indicator-slots';
import { defineWidget } from '@/widget-kit/widget';
import type { Slots } from '@/widget-kit/widget';
import type { ScoreboardModel } from './model';
import { options } from './options';
import type { ScoreboardOptions } from './options';

export default defineWidget<ScoreboardOptions, ScoreboardModel>({
  id: 'indicator-scoreboard',
  version: 1,
  title: { vi: 'Bảng chỉ tiêu', en: 'Indicator scoreboard' },
  description: {
    vi: 'Nhiều chỉ tiêu: thực hiện, mục tiêu, cùng kỳ, lũy kế và tình trạng số liệu.',
    en: 'Several indicators: value, target, last year, year to date and status of the figure.',
  },
  icon: 'table',
  size: { min: { w: 4, h: 3 }, default: { w: 6, h: 5 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets: ({ options: { indicators }, scope, province, now }) =>
    indicators.reduce<Slots>((slots, id) => {
      const card = province.indicators.get(id);
      return card ? { ...slots, ...indicatorSlots(card, scope, province, now) } : slots;
    }, {}),
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

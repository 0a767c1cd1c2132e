import { genericSlots } from '@/widget-kit/generic/question';
import { defineWidget } from '@/widget-kit/widget';
import type { ChartModel } from './model';
import { options } from './options';
import type { ChartOptions } from './options';

export default defineWidget<ChartOptions, ChartModel>({
  id: 'chart',
  version: 1,
  title: { vi: 'Biểu đồ', en: 'Chart' },
  description: { vi: 'Biểu đồ từ một bộ số liệu bất kỳ: đường, cột, chồng, miền, tròn hoặc bản đồ nhiệt.', en: 'A chart of any dataset: line, bar, stacked, area, pie or heat.' },
  icon: 'chart',
  size: { min: { w: 3, h: 3 }, default: { w: 6, h: 5 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets: genericSlots,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

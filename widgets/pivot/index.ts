import { genericSlots } from '@/widget-kit/generic/question';
import { defineWidget } from '@/widget-kit/widget';
import type { PivotModel } from './model';
import { options } from './options';
import type { PivotOptions } from './options';

export default defineWidget<PivotOptions, PivotModel>({
  id: 'pivot',
  version: 1,
  title: { vi: 'Bảng chéo', en: 'Pivot table' },
  description: { vi: 'Một chỉ số của một bộ số liệu theo hai chiều, có tổng đúng quy tắc của chỉ tiêu.', en: 'One measure of a dataset by two dimensions, with totals by the rule of its card.' },
  icon: 'table',
  size: { min: { w: 4, h: 3 }, default: { w: 8, h: 6 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets: genericSlots,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

import { genericSlots } from '@/widget-kit/generic/question';
import { defineWidget } from '@/widget-kit/widget';
import { options } from './options';
import type { TableOptions } from './options';
import type { TableModel } from './view-model';

export default defineWidget<TableOptions, TableModel>({
  id: 'table',
  version: 1,
  title: { vi: 'Bảng số liệu', en: 'Data table' },
  description: { vi: 'Bảng từ một bộ số liệu bất kỳ: chọn cột, sắp xếp, lọc.', en: 'A table of any dataset: columns, sorting, filtering.' },
  icon: 'rows',
  size: { min: { w: 4, h: 3 }, default: { w: 8, h: 6 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets: genericSlots,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

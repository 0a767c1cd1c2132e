import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { KpiTableModel } from './model';
import { options } from './options';
import type { KpiTableOptions } from './options';

export default defineWidget<KpiTableOptions, KpiTableModel>({
  id: 'kpi-table',
  version: 1,
  title: { vi: 'Bảng so sánh', en: 'Comparison table' },
  description: {
    vi: 'Đơn vị hoặc phân loại theo dòng, chỉ tiêu theo cột; dòng cần chú ý nổi lên trước.',
    en: 'Units or categories by row, indicators by column; rows that need a look come first.',
  },
  icon: 'rows',
  size: { min: { w: 3, h: 3 }, default: { w: 5, h: 5 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

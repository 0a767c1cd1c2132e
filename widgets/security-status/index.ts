import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type SecurityOptions } from './options';
import type { SecurityVm } from './view-model';

export default defineWidget<SecurityOptions, SecurityVm>({
  id: 'security-status',
  version: 1,
  title: { vi: 'An toàn thông tin', en: 'Information security' },
  description: {
    vi: 'Cảnh báo đang mở theo mức độ, sự cố và thời hạn thông báo, báo cáo, hệ thống theo cấp độ, độ phủ giám sát.',
    en: 'Open alerts by severity, incidents and their legal clocks, systems by level, coverage of monitoring.',
  },
  icon: 'shield',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 4 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

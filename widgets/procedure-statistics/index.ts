import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type ProcedureOptions } from './options';
import type { ProcedureVm } from './view-model';

export default defineWidget<ProcedureOptions, ProcedureVm>({
  id: 'procedure-statistics',
  version: 1,
  title: { vi: 'Thống kê giải quyết thủ tục hành chính', en: 'Administrative procedure statistics' },
  description: {
    vi: 'Kết quả tiếp nhận, giải quyết hồ sơ theo biểu 06: theo đơn vị, lĩnh vực, cấp, kênh nộp, xu hướng và hồ sơ quá hạn.',
    en: 'Dossiers received and settled as in form 06: by unit, field, level and channel, the trend, and overdue dossiers.',
  },
  icon: 'dossiers',
  size: { min: { w: 3, h: 3 }, default: { w: 5, h: 5 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

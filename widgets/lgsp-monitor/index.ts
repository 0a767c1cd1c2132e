import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type LgspOptions } from './options';
import type { LgspVm } from './view-model';

export default defineWidget<LgspOptions, LgspVm>({
  id: 'lgsp-monitor',
  version: 1,
  title: { vi: 'Giám sát nền tảng tích hợp (LGSP)', en: 'Integration platform (LGSP)' },
  description: {
    vi: 'Tần suất sử dụng, lỗi, độ trễ và mức sẵn sàng của từng dịch vụ dùng chung; ứng dụng nào gọi dịch vụ nào.',
    en: 'Use, errors, latency and availability of each shared service; which application calls which.',
  },
  icon: 'share',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 6 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

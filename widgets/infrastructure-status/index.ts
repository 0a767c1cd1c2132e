import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type InfrastructureOptions } from './options';
import type { InfrastructureVm } from './view-model';

export default defineWidget<InfrastructureOptions, InfrastructureVm>({
  id: 'infrastructure-status',
  version: 1,
  title: { vi: 'Hạ tầng số', en: 'Digital infrastructure' },
  description: {
    vi: 'Thiết bị và đường truyền đang ngừng, từ lúc nào, của đơn vị nào; cảnh báo và ai nhận; mức sử dụng so với ngưỡng; môi trường trung tâm dữ liệu.',
    en: 'Devices and links that are down, since when and whose; alerts and who has them; use against limits; the data centre’s environment.',
  },
  icon: 'server',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 6 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

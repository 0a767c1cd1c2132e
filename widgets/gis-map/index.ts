import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { GisMapModel } from './model';
import { options } from './options';
import type { GisMapOptions } from './options';

export default defineWidget<GisMapOptions, GisMapModel>({
  id: 'gis-map',
  version: 2,
  title: { vi: 'Bản đồ chỉ tiêu', en: 'Indicator map' },
  description: {
    vi: 'Một chỉ tiêu theo đơn vị trên bản đồ, kèm lớp điểm, tra cứu và danh sách.',
    en: 'One indicator by unit on the map, with points, identify and a list.',
  },
  icon: 'map',
  size: { min: { w: 3, h: 4 }, default: { w: 4, h: 5 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

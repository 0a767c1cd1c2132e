import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type RegistersOptions } from './options';
import type { RegistersVm } from './view-model';

export default defineWidget<RegistersOptions, RegistersVm>({
  id: 'registers',
  version: 1,
  title: { vi: 'Cơ sở dữ liệu dùng chung', en: 'Shared registers' },
  description: {
    vi: 'Dân cư, doanh nghiệp, đất đai, hộ tịch, cán bộ: số mới nhất, thay đổi, theo đơn vị, mức đầy đủ; cơ quan chủ quản và trường cơ bản.',
    en: 'Population, enterprises, land, civil status, officials: newest figures, change, by unit, completeness; owner and basic fields.',
  },
  icon: 'database',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 7 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

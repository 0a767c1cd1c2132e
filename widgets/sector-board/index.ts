import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type SectorOptions } from './options';
import type { SectorVm } from './view-model';

export default defineWidget<SectorOptions, SectorVm>({
  id: 'sector-board',
  version: 1,
  title: { vi: 'Bảng ngành, lĩnh vực', en: 'Sector board' },
  description: {
    vi: 'Một ngành trên một ô: chỉ tiêu chính với mục tiêu và cùng kỳ, chỉ tiêu cần chú ý ở trên, một xu thế, xếp hạng xã, phường.',
    en: 'One sector in one tile: main indicators with target and last year, those that need a look first, one trend, communes ranked.',
  },
  icon: 'layers',
  size: { min: { w: 2, h: 4 }, default: { w: 4, h: 10 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

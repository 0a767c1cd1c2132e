import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type RoadmapOptions } from './options';
import type { RoadmapVm } from './view-model';

export default defineWidget<RoadmapOptions, RoadmapVm>({
  id: 'roadmap-and-investment',
  version: 1,
  title: { vi: 'Chương trình, nhiệm vụ CNTT', en: 'Programme and investment' },
  description: {
    vi: 'Nhiệm vụ, dự án công nghệ thông tin theo văn bản, nhóm, đơn vị chủ trì và trạng thái; thời gian thực hiện; kinh phí và giải ngân.',
    en: 'Tasks and projects of information technology by document, group, lead unit and state; their years; money planned and disbursed.',
  },
  icon: 'list',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 7 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

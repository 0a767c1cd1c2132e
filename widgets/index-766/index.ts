import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type IndexOptions } from './options';
import type { IndexVm } from './view-model';

export default defineWidget<IndexOptions, IndexVm>({
  id: 'index-766',
  version: 1,
  title: { vi: 'Bộ chỉ số 766', en: 'Index 766' },
  description: {
    vi: 'Điểm phục vụ người dân, doanh nghiệp theo Quyết định 766/QĐ-TTg: tổng điểm, sáu khối, năm nhóm, chỉ số thành phần và xếp hạng.',
    en: 'Score for serving citizens and enterprises under Decision 766/QĐ-TTg: total, six blocks, five groups, components and ranking.',
  },
  icon: 'index',
  size: { min: { w: 2, h: 3 }, default: { w: 3, h: 5 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type SourceHealthOptions } from './options';
import type { SourceHealthVm } from './view-model';

export default defineWidget<SourceHealthOptions, SourceHealthVm>({
  id: 'source-health',
  version: 1,
  title: { vi: 'Tình trạng nguồn số liệu', en: 'How the sources fare' },
  description: {
    vi: 'Từng nguồn đang trả lời hay không, lỗi bằng một câu có trường và giờ, lần lấy được gần nhất, khi nào hỏi lại, ai chịu trách nhiệm.',
    en: 'Whether each source answers, its failure in one sentence with field and time, its last good answer, the next try, and who answers for it.',
  },
  icon: 'pulse',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 8 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type DirectiveOptions } from './options';
import type { DirectivesVm } from './view-model';

export default defineWidget<DirectiveOptions, DirectivesVm>({
  id: 'documents-and-directives',
  version: 1,
  title: { vi: 'Văn bản, ý kiến chỉ đạo', en: 'Documents and directives' },
  description: {
    vi: 'Nhiệm vụ UBND tỉnh giao đúng hạn, quá hạn theo đơn vị và người giao, hạn gần nhất; văn bản đến, đi và ký số theo ngày.',
    en: 'Tasks of the People’s Committee on time and overdue by unit and by who gave them, the nearest deadlines; documents by day.',
  },
  icon: 'document',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 6 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

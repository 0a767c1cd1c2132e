import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type FeedbackOptions } from './options';
import type { FeedbackVm } from './view-model';

export default defineWidget<FeedbackOptions, FeedbackVm>({
  id: 'citizen-feedback',
  version: 1,
  title: { vi: 'Phản ánh, kiến nghị', en: 'Citizen feedback' },
  description: {
    vi: 'Phản ánh, kiến nghị tiếp nhận, trả lời đúng hạn, quá hạn, mức hài lòng; theo lĩnh vực và đơn vị, trên bản đồ, danh sách theo hạn trả lời.',
    en: 'Petitions received, answered in time, overdue, satisfaction; by field and unit, on the map, and by answer due.',
  },
  icon: 'message',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 6 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

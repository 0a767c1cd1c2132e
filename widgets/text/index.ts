import { defineWidget } from '@/widget-kit/widget';
import type { TextModel } from './model';
import { options } from './options';
import type { TextOptions } from './options';

export default defineWidget<TextOptions, TextModel>({
  id: 'text',
  version: 1,
  title: { vi: 'Văn bản', en: 'Text' },
  description: { vi: 'Lời dẫn, ghi chú hoặc hướng dẫn trên trang.', en: 'Introduction, note or guidance on a page.' },
  icon: 'text',
  size: { min: { w: 2, h: 1 }, default: { w: 4, h: 3 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets: () => ({}),
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

import { defineWidget } from '@/widget-kit/widget';
import type { MediaModel } from './model';
import { options } from './options';
import type { MediaOptions } from './options';

export default defineWidget<MediaOptions, MediaModel>({
  id: 'media',
  version: 1,
  title: { vi: 'Hình ảnh trực tiếp', en: 'Live picture' },
  description: { vi: 'Ảnh camera, luồng hình hoặc trang của hệ thống khác, chỉ từ danh sách được phép.', en: 'A camera picture, a stream or a page of another system, from the allowed list only.' },
  icon: 'camera',
  size: { min: { w: 3, h: 3 }, default: { w: 4, h: 4 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets: () => ({}),
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

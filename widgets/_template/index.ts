import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { TemplateWidgetModel } from './model';
import { options } from './options';
import type { TemplateWidgetOptions } from './options';

export default defineWidget<TemplateWidgetOptions, TemplateWidgetModel>({
  id: 'template-widget',
  version: 1,
  title: { vi: 'Tiện ích mới', en: 'New widget' },
  description: { vi: 'Giá trị mới nhất của một chỉ tiêu.', en: 'The newest value of one indicator.' },
  icon: 'gauge',
  size: { min: { w: 2, h: 2 }, default: { w: 3, h: 3 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

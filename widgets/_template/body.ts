import type { WidgetBody } from '@/widget-kit/widget';
import TemplateWidget from './TemplateWidget.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { TemplateWidgetModel } from './model';
import type { TemplateWidgetOptions } from './options';

export const body: WidgetBody<TemplateWidgetOptions, TemplateWidgetModel> = { model, View: TemplateWidget, messages: { vi, en } };

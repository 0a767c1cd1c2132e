import type { WidgetBody } from '@/widget-kit/widget';
import TextView from './TextView.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { TextModel } from './model';
import type { TextOptions } from './options';

export const body: WidgetBody<TextOptions, TextModel> = { model, View: TextView, messages: { vi, en } };

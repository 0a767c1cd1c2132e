import { GENERIC_MESSAGES } from '@/widget-kit/generic/messages';
import type { WidgetBody } from '@/widget-kit/widget';
import PivotView from './PivotView.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { PivotModel } from './model';
import type { PivotOptions } from './options';

export const body: WidgetBody<PivotOptions, PivotModel> = { model, View: PivotView, messages: { vi: { ...GENERIC_MESSAGES.vi, ...vi }, en: { ...GENERIC_MESSAGES.en, ...en } } };

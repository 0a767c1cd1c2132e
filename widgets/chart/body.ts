import { warmUp } from '@/charts/warm-up';
import { GENERIC_MESSAGES } from '@/widget-kit/generic/messages';
import type { WidgetBody } from '@/widget-kit/widget';
import ChartView from './ChartView.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { ChartModel } from './model';
import type { ChartOptions } from './options';

warmUp();

export const body: WidgetBody<ChartOptions, ChartModel> = { model, View: ChartView, messages: { vi: { ...GENERIC_MESSAGES.vi, ...vi }, en: { ...GENERIC_MESSAGES.en, ...en } } };

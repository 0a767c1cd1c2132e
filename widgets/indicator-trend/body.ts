import { warmUp } from '@/charts/warm-up';
import type { WidgetBody } from '@/widget-kit/widget';
import IndicatorTrend from './IndicatorTrend.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { IndicatorTrendModel } from './model';
import type { IndicatorTrendOptions } from './options';

warmUp();

export const body: WidgetBody<IndicatorTrendOptions, IndicatorTrendModel> = { model, View: IndicatorTrend, messages: { vi, en } };

import type { WidgetBody } from '@/widget-kit/widget';
import IndicatorCard from './IndicatorCard.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { IndicatorCardModel } from './model';
import type { IndicatorCardOptions } from './options';

export const body: WidgetBody<IndicatorCardOptions, IndicatorCardModel> = { model, View: IndicatorCard, messages: { vi, en } };

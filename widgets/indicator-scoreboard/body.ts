import type { WidgetBody } from '@/widget-kit/widget';
import IndicatorScoreboard from './IndicatorScoreboard.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { ScoreboardModel } from './model';
import type { ScoreboardOptions } from './options';

export const body: WidgetBody<ScoreboardOptions, ScoreboardModel> = { model, View: IndicatorScoreboard, messages: { vi, en } };

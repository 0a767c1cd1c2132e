import { warmUp } from '@/map/warm-up';
import type { WidgetBody } from '@/widget-kit/widget';
import GisMap from './GisMap.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { GisMapModel } from './model';
import type { GisMapOptions } from './options';

warmUp();

export const body: WidgetBody<GisMapOptions, GisMapModel> = { model, View: GisMap, messages: { vi, en } };

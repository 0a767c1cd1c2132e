import type { WidgetBody } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { RoadmapOptions } from './options';
import RoadmapAndInvestment from './RoadmapAndInvestment.vue';
import type { RoadmapVm } from './view-model';

export const body: WidgetBody<RoadmapOptions, RoadmapVm> = { model, View: RoadmapAndInvestment, messages: { vi, en } };

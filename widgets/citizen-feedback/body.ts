import type { WidgetBody } from '@/widget-kit';
import CitizenFeedback from './CitizenFeedback.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { FeedbackOptions } from './options';
import type { FeedbackVm } from './view-model';

export const body: WidgetBody<FeedbackOptions, FeedbackVm> = { model, View: CitizenFeedback, messages: { vi, en } };

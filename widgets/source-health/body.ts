import type { WidgetBody } from '@/widget-kit';
import SourceHealth from './SourceHealth.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { SourceHealthOptions } from './options';
import type { SourceHealthVm } from './view-model';

export const body: WidgetBody<SourceHealthOptions, SourceHealthVm> = { model, View: SourceHealth, messages: { vi, en } };

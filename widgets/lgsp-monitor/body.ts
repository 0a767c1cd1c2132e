import type { WidgetBody } from '@/widget-kit';
import LgspMonitor from './LgspMonitor.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { LgspOptions } from './options';
import type { LgspVm } from './view-model';

export const body: WidgetBody<LgspOptions, LgspVm> = { model, View: LgspMonitor, messages: { vi, en } };

import type { WidgetBody } from '@/widget-kit';
import SecurityStatus from './SecurityStatus.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { SecurityOptions } from './options';
import type { SecurityVm } from './view-model';

export const body: WidgetBody<SecurityOptions, SecurityVm> = { model, View: SecurityStatus, messages: { vi, en } };

import type { WidgetBody } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { RegistersOptions } from './options';
import RegistersTile from './RegistersTile.vue';
import type { RegistersVm } from './view-model';

export const body: WidgetBody<RegistersOptions, RegistersVm> = { model, View: RegistersTile, messages: { vi, en } };

import type { WidgetBody } from '@/widget-kit';
import ProcedureStatistics from './ProcedureStatistics.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { ProcedureOptions } from './options';
import type { ProcedureVm } from './view-model';

export const body: WidgetBody<ProcedureOptions, ProcedureVm> = { model, View: ProcedureStatistics, messages: { vi, en } };

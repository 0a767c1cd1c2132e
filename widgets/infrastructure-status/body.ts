import type { WidgetBody } from '@/widget-kit';
import InfrastructureStatus from './InfrastructureStatus.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { InfrastructureOptions } from './options';
import type { InfrastructureVm } from './view-model';

export const body: WidgetBody<InfrastructureOptions, InfrastructureVm> = { model, View: InfrastructureStatus, messages: { vi, en } };

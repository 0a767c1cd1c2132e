import type { WidgetBody } from '@/widget-kit';
import Index766 from './Index766.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { IndexOptions } from './options';
import type { IndexVm } from './view-model';

export const body: WidgetBody<IndexOptions, IndexVm> = { model, View: Index766, messages: { vi, en } };

import { GENERIC_MESSAGES } from '@/widget-kit/generic/messages';
import type { WidgetBody } from '@/widget-kit/widget';
import TableView from './TableView.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { TableOptions } from './options';
import type { TableModel } from './view-model';

export const body: WidgetBody<TableOptions, TableModel> = { model, View: TableView, messages: { vi: { ...GENERIC_MESSAGES.vi, ...vi }, en: { ...GENERIC_MESSAGES.en, ...en } } };

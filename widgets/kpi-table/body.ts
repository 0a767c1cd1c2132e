import type { WidgetBody } from '@/widget-kit/widget';
import KpiTable from './KpiTable.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { KpiTableModel } from './model';
import type { KpiTableOptions } from './options';

export const body: WidgetBody<KpiTableOptions, KpiTableModel> = { model, View: KpiTable, messages: { vi, en } };

import type { WidgetBody } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { SectorOptions } from './options';
import SectorBoard from './SectorBoard.vue';
import type { SectorVm } from './view-model';

export const body: WidgetBody<SectorOptions, SectorVm> = { model, View: SectorBoard, messages: { vi, en } };

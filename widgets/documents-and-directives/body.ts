import type { WidgetBody } from '@/widget-kit';
import DocumentsAndDirectives from './DocumentsAndDirectives.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { DirectiveOptions } from './options';
import type { DirectivesVm } from './view-model';

export const body: WidgetBody<DirectiveOptions, DirectivesVm> = { model, View: DocumentsAndDirectives, messages: { vi, en } };

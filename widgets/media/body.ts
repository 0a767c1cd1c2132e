import type { WidgetBody } from '@/widget-kit/widget';
import MediaView from './MediaView.vue';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { MediaModel } from './model';
import type { MediaOptions } from './options';

export const body: WidgetBody<MediaOptions, MediaModel> = { model, View: MediaView, messages: { vi, en } };

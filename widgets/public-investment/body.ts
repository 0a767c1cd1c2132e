import type { WidgetBody } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { InvestmentOptions } from './options';
import PublicInvestment from './PublicInvestment.vue';
import type { InvestmentVm } from './view-model';

export const body: WidgetBody<InvestmentOptions, InvestmentVm> = { model, View: PublicInvestment, messages: { vi, en } };

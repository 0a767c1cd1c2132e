import type { Slots } from '@/widget-kit/widget';

/** One question, the same for every tile. */
export const datasets = (): Slots => ({ sources: { dataset: 'portal-source-health', params: {} } });

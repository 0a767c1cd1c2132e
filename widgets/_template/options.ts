import * as z from 'zod/mini';
import type { OptionsDefinition } from '@/widget-kit/widget';

const schema = z.object({
  /** Id of an indicator card in the pack. */
  indicator: z._default(z.string(), 'on-time-rate'),
});
export type TemplateWidgetOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<TemplateWidgetOptions> = {
  schema,
  fields: [{ name: 'indicator', label: { vi: 'Chỉ tiêu', en: 'Indicator' }, input: 'indicator' }],
  migrate: (saved) => saved,
};

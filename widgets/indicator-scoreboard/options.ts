import * as z from 'zod/mini';
import type { OptionsDefinition } from '@/widget-kit/widget';

const schema = z.object({
  /** Ids of indicator cards in the pack, in the order shown. */
  indicators: z.array(z.string()).check(z.minLength(1), z.maxLength(40)),
});
export type ScoreboardOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<ScoreboardOptions> = {
  schema,
  fields: [{ name: 'indicators', label: { vi: 'Các chỉ tiêu', en: 'Indicators' }, input: 'indicators' }],
  migrate: (saved) => saved,
};

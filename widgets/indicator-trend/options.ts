import * as z from 'zod/mini';
import type { OptionsDefinition } from '@/widget-kit/widget';

const schema = z.object({
  /** Id of an indicator card in the pack. */
  indicator: z.string().check(z.minLength(1)),
  /** Periods shown; by kind where absent (13 months, 8 quarters). Never more than the question reaches back. */
  periods: z.optional(z.int().check(z.minimum(2), z.maximum(53))),
  compare: z._default(z.enum(['last-year', 'none']), 'last-year'),
  showTarget: z._default(z.boolean(), true),
});
export type IndicatorTrendOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<IndicatorTrendOptions> = {
  schema,
  fields: [
    { name: 'indicator', label: { vi: 'Chỉ tiêu', en: 'Indicator' }, input: 'indicator' },
    { name: 'periods', label: { vi: 'Số kỳ', en: 'Periods' }, input: 'number' },
    {
      name: 'compare', label: { vi: 'So sánh với', en: 'Compare with' }, input: 'choice',
      choices: [
        { value: 'last-year', label: { vi: 'Cùng kỳ năm trước', en: 'Same period last year' } },
        { value: 'none', label: { vi: 'Không so sánh', en: 'No comparison' } },
      ],
    },
    { name: 'showTarget', label: { vi: 'Mục tiêu', en: 'Target' }, input: 'boolean' },
  ],
  migrate: (saved) => saved,
};

import * as z from 'zod/mini';
import type { OptionsDefinition } from '@/widget-kit/widget';

const schema = z.object({
  /** Id of an indicator card in the pack. */
  indicator: z.string().check(z.minLength(1)),
  compare: z._default(z.enum(['last-year', 'previous', 'none']), 'last-year'),
  showTrend: z._default(z.boolean(), true),
});
export type IndicatorCardOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<IndicatorCardOptions> = {
  schema,
  fields: [
    { name: 'indicator', label: { vi: 'Chỉ tiêu', en: 'Indicator' }, input: 'indicator' },
    {
      name: 'compare', label: { vi: 'So sánh với', en: 'Compare with' }, input: 'choice',
      choices: [
        { value: 'last-year', label: { vi: 'Cùng kỳ năm trước', en: 'Same period last year' } },
        { value: 'previous', label: { vi: 'Kỳ trước', en: 'Previous period' } },
        { value: 'none', label: { vi: 'Không so sánh', en: 'No comparison' } },
      ],
    },
    { name: 'showTrend', label: { vi: 'Đường xu hướng', en: 'Trend line' }, input: 'boolean' },
  ],
  migrate: (saved) => saved,
};

import * as z from 'zod/mini';
import { QUESTION_FIELDS, questionOptions } from '@/widget-kit/generic/question';
import type { OptionsDefinition } from '@/widget-kit/widget';

const name = z.string().check(z.minLength(1), z.maxLength(64));

const schema = z.object({
  ...questionOptions,
  /** One dimension of the rows, or two: the second inside the first, with a subtotal each. */
  rows: z._default(z.array(name).check(z.minLength(1), z.maxLength(2)), ['geo']),
  columns: z._default(name, 'time'),
  /** Category of the metric dimension; its first where absent. */
  measure: z.optional(name),
  where: z._default(z.record(name, name), {}),
  /** Totals only where the indicator's card says how. */
  totals: z._default(z.boolean(), true),
  /** Cells shaded by size, beside their numbers. */
  shade: z._default(z.boolean(), false),
});
export type PivotOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<PivotOptions> = {
  schema,
  fields: [
    ...QUESTION_FIELDS,
    { name: 'columns', label: { vi: 'Chiều của cột', en: 'Dimension of the columns' }, input: 'text' },
    { name: 'measure', label: { vi: 'Chỉ số', en: 'Measure' }, input: 'text' },
    { name: 'totals', label: { vi: 'Tổng', en: 'Totals' }, input: 'boolean' },
    { name: 'shade', label: { vi: 'Tô đậm theo độ lớn', en: 'Shade by size' }, input: 'boolean' },
  ],
  migrate: (saved) => saved,
};

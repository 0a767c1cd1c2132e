import * as z from 'zod/mini';
import { CUBES_FIELDS, questionOptions, WHERE_FIELD } from '@/widget-kit/generic/question';
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
    ...CUBES_FIELDS,
    { name: 'rows', label: { vi: 'Chiều của dòng', en: 'Dimensions of the rows' }, input: 'list', of: 'dimension', help: { vi: 'Một hoặc hai chiều; chiều sau nằm trong chiều trước.', en: 'One or two; the second stands inside the first.' } },
    { name: 'columns', label: { vi: 'Chiều của cột', en: 'Dimension of the columns' }, input: 'dimension' },
    { name: 'measure', label: { vi: 'Chỉ số', en: 'Measure' }, input: 'metric', help: { vi: 'Để trống thì lấy chỉ số đầu tiên.', en: 'Left empty, the first one.' } },
    WHERE_FIELD,
    { name: 'totals', label: { vi: 'Tổng', en: 'Totals' }, input: 'boolean' },
    { name: 'shade', label: { vi: 'Tô đậm theo độ lớn', en: 'Shade by size' }, input: 'boolean' },
  ],
  migrate: (saved) => saved,
};

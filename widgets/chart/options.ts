import * as z from 'zod/mini';
import { CUBES_FIELDS, questionOptions, WHERE_FIELD } from '@/widget-kit/generic/question';
import type { OptionsDefinition } from '@/widget-kit/widget';

const name = z.string().check(z.minLength(1), z.maxLength(64));

const schema = z.object({
  ...questionOptions,
  type: z._default(z.enum(['line', 'bar', 'stacked', 'area', 'pie', 'heat']), 'bar'),
  /** Dimension along the axis, by id or by role (`time`, `geo`, `classification`, `metric`). */
  category: z._default(name, 'time'),
  /** Dimension whose categories are series; one series where absent. */
  series: z.optional(name),
  /** Categories of `series` shown; the first ones where empty. */
  show: z._default(z.array(name).check(z.maxLength(24)), []),
  /** Category of every other dimension. */
  where: z._default(z.record(name, name), {}),
  sort: z._default(z.enum(['source', 'largest', 'smallest']), 'source'),
  /** Most categories drawn; the rest are counted in words. */
  top: z._default(z.int().check(z.minimum(2), z.maximum(60)), 20),
});
export type ChartOptions = z.infer<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

export const options: OptionsDefinition<ChartOptions> = {
  schema,
  fields: [
    ...CUBES_FIELDS,
    {
      name: 'type', label: { vi: 'Loại biểu đồ', en: 'Type' }, input: 'choice',
      choices: [choice('line', 'Đường', 'Line'), choice('bar', 'Cột', 'Bar'), choice('stacked', 'Cột chồng', 'Stacked bar'), choice('area', 'Miền', 'Area'), choice('pie', 'Tròn', 'Pie'), choice('heat', 'Nhiệt', 'Heat')],
    },
    { name: 'category', label: { vi: 'Chiều của trục', en: 'Dimension of the axis' }, input: 'dimension' },
    { name: 'series', label: { vi: 'Chiều của các dãy', en: 'Dimension of the series' }, input: 'dimension', help: { vi: 'Để trống thì chỉ có một dãy.', en: 'Left empty, there is one series.' } },
    { name: 'show', label: { vi: 'Các dãy được vẽ', en: 'Series drawn' }, input: 'list', of: 'category', dimension: 'series', help: { vi: 'Theo thứ tự đã xếp; để trống thì vẽ những dãy đầu tiên.', en: 'In this order; left empty, the first ones are drawn.' } },
    WHERE_FIELD,
    {
      name: 'sort', label: { vi: 'Thứ tự', en: 'Order' }, input: 'choice',
      choices: [choice('source', 'Như nguồn', 'As the source'), choice('largest', 'Lớn trước', 'Largest first'), choice('smallest', 'Nhỏ trước', 'Smallest first')],
    },
    { name: 'top', label: { vi: 'Số mục nhiều nhất', en: 'Most categories' }, input: 'number' },
  ],
  migrate: (saved) => saved,
};

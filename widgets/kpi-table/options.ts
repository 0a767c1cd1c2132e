import * as z from 'zod/mini';
import type { OptionsDefinition } from '@/widget-kit/widget';

const schema = z.object({
  /** Dataset whose rows are compared; its metrics are what the indicators read. */
  dataset: z.string().check(z.minLength(1)),
  /** What a row is: a unit of the cube, or a category of its classification (a service, a field). */
  rows: z._default(z.enum(['unit', 'classification']), 'unit'),
  level: z._default(z.enum(['department', 'district', 'commune', 'all']), 'all'),
  indicators: z.array(z.string()).check(z.minLength(1), z.maxLength(8)),
  /** Indicator to sort by; the first where absent. */
  sortBy: z.optional(z.string()),
  order: z._default(z.enum(['worst-first', 'best-first', 'largest-first', 'name']), 'worst-first'),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(500)), 20),
  /** `day`: the dataset answers for one day; otherwise the scope's own period is asked. */
  period: z._default(z.enum(['scope', 'day']), 'scope'),
});
export type KpiTableOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<KpiTableOptions> = {
  schema,
  fields: [
    { name: 'dataset', label: { vi: 'Bộ số liệu', en: 'Dataset' }, input: 'dataset' },
    {
      name: 'rows', label: { vi: 'Mỗi dòng là', en: 'A row is' }, input: 'choice',
      choices: [
        { value: 'unit', label: { vi: 'Đơn vị', en: 'A unit' } },
        { value: 'classification', label: { vi: 'Phân loại', en: 'A category' } },
      ],
    },
    { name: 'indicators', label: { vi: 'Các chỉ tiêu', en: 'Indicators' }, input: 'indicators' },
    { name: 'limit', label: { vi: 'Số dòng', en: 'Rows' }, input: 'number' },
  ],
  migrate: (saved) => saved,
};

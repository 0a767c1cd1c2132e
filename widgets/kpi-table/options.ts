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
    { name: 'dataset', label: { vi: 'Bộ số liệu', en: 'Dataset' }, input: 'dataset', shapes: ['cube'] },
    {
      name: 'rows', label: { vi: 'Mỗi dòng là', en: 'A row is' }, input: 'choice',
      choices: [
        { value: 'unit', label: { vi: 'Đơn vị', en: 'A unit' } },
        { value: 'classification', label: { vi: 'Phân loại', en: 'A category' } },
      ],
    },
    {
      name: 'level', label: { vi: 'Cấp đơn vị', en: 'Level of units' }, input: 'choice',
      choices: [
        { value: 'all', label: { vi: 'Tất cả', en: 'All' } },
        { value: 'department', label: { vi: 'Sở, ban, ngành', en: 'Departments' } },
        { value: 'district', label: { vi: 'Cấp huyện (đến 30/6/2025)', en: 'Districts (until 30/6/2025)' } },
        { value: 'commune', label: { vi: 'Xã, phường', en: 'Communes and wards' } },
      ],
    },
    { name: 'indicators', label: { vi: 'Các chỉ tiêu', en: 'Indicators' }, input: 'indicators' },
    { name: 'sortBy', label: { vi: 'Xếp theo chỉ tiêu', en: 'Sort by indicator' }, input: 'indicator', help: { vi: 'Để trống thì theo chỉ tiêu đầu tiên.', en: 'Left empty, the first one.' } },
    {
      name: 'order', label: { vi: 'Thứ tự', en: 'Order' }, input: 'choice',
      choices: [
        { value: 'worst-first', label: { vi: 'Kém nhất trước', en: 'Worst first' } },
        { value: 'best-first', label: { vi: 'Tốt nhất trước', en: 'Best first' } },
        { value: 'largest-first', label: { vi: 'Lớn nhất trước', en: 'Largest first' } },
        { value: 'name', label: { vi: 'Theo tên', en: 'By name' } },
      ],
    },
    { name: 'limit', label: { vi: 'Số dòng', en: 'Rows' }, input: 'number' },
    {
      name: 'period', label: { vi: 'Số liệu của', en: 'Figures of' }, input: 'choice',
      choices: [{ value: 'scope', label: { vi: 'Kỳ đang xem', en: 'The period looked at' } }, { value: 'day', label: { vi: 'Một ngày', en: 'One day' } }],
    },
  ],
  migrate: (saved) => saved,
};

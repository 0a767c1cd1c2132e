import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['summary', 'services', 'callers', 'trend'] as const;
export const ORDERS = ['attention', 'requests', 'errors', 'p95', 'availability'] as const;
export type Order = (typeof ORDERS)[number];

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'summary'),
  /** What the table of services begins with; `attention`: those that need somebody. */
  order: z._default(z.enum(ORDERS), 'attention'),
  /** Days of the trend. */
  days: z._default(z.union([z.literal(14), z.literal(30)]), 14),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 20),
});
export type LgspOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [choice('summary', 'Tổng hợp', 'Summary'), choice('services', 'Từng dịch vụ', 'Services'), choice('callers', 'Ứng dụng gọi', 'Callers'), choice('trend', 'Theo ngày', 'By day')],
  },
  {
    name: 'order', input: 'choice', label: { vi: 'Xếp dịch vụ theo', en: 'Services by' },
    choices: [
      choice('attention', 'Mức cần chú ý', 'Attention'), choice('requests', 'Lượt gọi', 'Requests'), choice('errors', 'Tỷ lệ lỗi', 'Error rate'),
      choice('p95', 'Độ trễ', 'Latency'), choice('availability', 'Mức sẵn sàng', 'Availability'),
    ],
  },
  { name: 'days', input: 'choice', label: { vi: 'Số ngày', en: 'Days' }, choices: [choice('14', '14 ngày', '14 days'), choice('30', '30 ngày', '30 days')] },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<LgspOptions> = {
  schema, fields,
  // A choice in a form gives text; a number in a pack is a number.
  migrate: (saved) => {
    if (typeof saved !== 'object' || saved === null || !('days' in saved) || typeof saved.days !== 'string') return saved ?? {};
    return { ...saved, days: Number(saved.days) };
  },
};

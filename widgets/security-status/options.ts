import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['summary', 'alerts', 'incidents', 'systems', 'coverage'] as const;

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'summary'),
  /** Days of the small trend. */
  days: z._default(z.union([z.literal(14), z.literal(30)]), 14),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 20),
});
export type SecurityOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [
      choice('summary', 'Tổng hợp', 'Summary'), choice('alerts', 'Cảnh báo đang mở', 'Open alerts'), choice('incidents', 'Sự cố và thời hạn', 'Incidents and clocks'),
      choice('systems', 'Hệ thống theo cấp độ', 'Systems by level'), choice('coverage', 'Độ phủ giám sát', 'Coverage'),
    ],
  },
  { name: 'days', input: 'choice', label: { vi: 'Xu hướng', en: 'Trend' }, choices: [choice('14', '14 ngày', '14 days'), choice('30', '30 ngày', '30 days')] },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<SecurityOptions> = {
  schema, fields,
  // A choice in a form gives text; a number in a pack is a number.
  migrate: (saved) => {
    if (typeof saved !== 'object' || saved === null || !('days' in saved) || typeof saved.days !== 'string') return saved ?? {};
    return { ...saved, days: Number(saved.days) };
  },
};

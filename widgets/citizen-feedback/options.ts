import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['summary', 'fields', 'units', 'map', 'list'] as const;

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'summary'),
  /** How far back, today included. */
  days: z._default(z.union([z.literal(14), z.literal(30)]), 30),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 20),
});
export type FeedbackOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [choice('summary', 'Tổng hợp', 'Summary'), choice('fields', 'Theo lĩnh vực', 'By field'), choice('units', 'Theo đơn vị', 'By unit'), choice('map', 'Bản đồ', 'Map'), choice('list', 'Danh sách theo hạn', 'List by due')],
  },
  { name: 'days', input: 'choice', label: { vi: 'Số ngày', en: 'Days' }, choices: [choice('14', '14 ngày', '14 days'), choice('30', '30 ngày', '30 days')] },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<FeedbackOptions> = {
  schema, fields,
  // A choice in a form gives text; a number in a pack is a number.
  migrate: (saved) => {
    if (typeof saved !== 'object' || saved === null || !('days' in saved) || typeof saved.days !== 'string') return saved ?? {};
    return { ...saved, days: Number(saved.days) };
  },
};

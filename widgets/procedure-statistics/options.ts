import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['by-unit', 'form-06', 'totals', 'by-field', 'by-level', 'channels', 'trend', 'overdue-dossiers'] as const;
export const LEVELS = ['all', 'department', 'district', 'commune'] as const;
export const SORTS = ['most-dossiers', 'most-overdue', 'lowest-on-time'] as const;

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'by-unit'),
  level: z._default(z.enum(LEVELS), 'all'),
  /** Most dossiers, most overdue, or lowest on-time rate first. */
  sort: z._default(z.enum(SORTS), 'most-dossiers'),
  /** Rows before "còn N"; in the form, rows of each group. */
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 20),
});
export type ProcedureOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [
      choice('by-unit', 'Theo đơn vị', 'By unit'), choice('form-06', 'Biểu số 06', 'Form 06'), choice('totals', 'Số tổng hợp', 'Totals'),
      choice('by-field', 'Theo lĩnh vực', 'By field'), choice('by-level', 'Theo cấp', 'By level'), choice('channels', 'Theo kênh nộp', 'By channel'),
      choice('trend', 'Xu hướng', 'Trend'), choice('overdue-dossiers', 'Hồ sơ quá hạn', 'Overdue dossiers'),
    ],
  },
  {
    name: 'level', input: 'choice', label: { vi: 'Cấp đơn vị', en: 'Level of units' },
    choices: [
      choice('all', 'Tất cả', 'All'), choice('department', 'Sở, ban, ngành', 'Departments'),
      choice('district', 'Cấp huyện (đến 30/6/2025)', 'Districts (until 30/6/2025)'), choice('commune', 'Xã, phường', 'Communes and wards'),
    ],
  },
  {
    name: 'sort', input: 'choice', label: { vi: 'Xếp theo', en: 'Order by' },
    choices: [choice('most-dossiers', 'Nhiều hồ sơ nhất', 'Most dossiers'), choice('most-overdue', 'Nhiều quá hạn nhất', 'Most overdue'), choice('lowest-on-time', 'Tỷ lệ đúng hạn thấp nhất', 'Lowest on-time rate')],
  },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<ProcedureOptions> = { schema, fields, migrate: (saved) => saved ?? {} };

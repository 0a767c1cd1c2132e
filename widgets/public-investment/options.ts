import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['summary', 'owners', 'path', 'projects', 'map'] as const;

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'summary'),
  /** Of `projects`: only those behind. */
  behindOnly: z._default(z.boolean(), false),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 30),
});
export type InvestmentOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [
      choice('summary', 'Tổng hợp', 'Summary'), choice('owners', 'Theo chủ đầu tư', 'By owner'), choice('path', 'Theo tháng', 'By month'),
      choice('projects', 'Dự án', 'Projects'), choice('map', 'Bản đồ dự án', 'Map of projects'),
    ],
  },
  { name: 'behindOnly', input: 'boolean', label: { vi: 'Chỉ dự án chậm', en: 'Only projects behind' } },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<InvestmentOptions> = { schema, fields, migrate: (saved) => saved ?? {} };

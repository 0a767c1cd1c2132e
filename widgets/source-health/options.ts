import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['all', 'trouble', 'summary'] as const;

const schema = z.strictObject({
  /** `trouble`: only those that need somebody. */
  view: z._default(z.enum(VIEWS), 'all'),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 30),
});
export type SourceHealthOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  { name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' }, choices: [choice('all', 'Mọi nguồn', 'All sources'), choice('trouble', 'Chỉ nguồn có lỗi', 'Only those in trouble'), choice('summary', 'Tổng hợp', 'Summary')] },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<SourceHealthOptions> = { schema, fields, migrate: (saved) => saved ?? {} };

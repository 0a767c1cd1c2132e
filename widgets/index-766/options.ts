import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['total', 'blocks', 'groups', 'components', 'units'] as const;

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'blocks'),
  /** `units` only: which like units are ranked together. */
  level: z._default(z.enum(['department', 'commune']), 'commune'),
  /** `units` only: the best or the weakest first. */
  order: z._default(z.enum(['highest', 'lowest']), 'highest'),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 20),
});
export type IndexOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [
      choice('total', 'Tổng điểm', 'Total'), choice('blocks', 'Sáu khối', 'Six blocks'), choice('groups', 'Năm nhóm', 'Five groups'),
      choice('components', 'Chỉ số thành phần', 'Components'), choice('units', 'Xếp hạng đơn vị', 'Ranking of units'),
    ],
  },
  { name: 'level', input: 'choice', label: { vi: 'Xếp hạng giữa', en: 'Rank among' }, choices: [choice('commune', 'Xã, phường', 'Communes and wards'), choice('department', 'Sở, ban, ngành', 'Departments')] },
  { name: 'order', input: 'choice', label: { vi: 'Thứ tự', en: 'Order' }, choices: [choice('highest', 'Cao nhất trước', 'Highest first'), choice('lowest', 'Thấp nhất trước', 'Lowest first')] },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<IndexOptions> = { schema, fields, migrate: (saved) => saved ?? {} };

import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['summary', 'groups', 'timeline', 'list'] as const;
export const DIMENSIONS = ['document', 'group', 'lead', 'state'] as const;
export type GroupBy = (typeof DIMENSIONS)[number];

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'summary'),
  /** What the rows of `groups` are. */
  by: z._default(z.enum(DIMENSIONS), 'document'),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 30),
});
export type RoadmapOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [choice('summary', 'Tổng hợp', 'Summary'), choice('groups', 'Theo nhóm', 'By group'), choice('timeline', 'Thời gian thực hiện', 'Timeline'), choice('list', 'Danh sách', 'List')],
  },
  {
    name: 'by', input: 'choice', label: { vi: 'Gộp theo', en: 'Grouped by' },
    choices: [choice('document', 'Văn bản', 'Document'), choice('group', 'Nhóm nhiệm vụ', 'Group'), choice('lead', 'Đơn vị chủ trì', 'Lead unit'), choice('state', 'Trạng thái', 'State')],
  },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<RoadmapOptions> = { schema, fields, migrate: (saved) => saved ?? {} };

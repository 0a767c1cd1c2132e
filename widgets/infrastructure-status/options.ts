import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['summary', 'hosts', 'links', 'alerts', 'environment'] as const;

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'summary'),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 20),
});
export type InfrastructureOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [
      choice('summary', 'Tổng hợp', 'Summary'), choice('hosts', 'Máy chủ, thiết bị', 'Hosts'), choice('links', 'Đường truyền', 'Links'),
      choice('alerts', 'Cảnh báo, sự cố', 'Alerts and problems'), choice('environment', 'Môi trường trung tâm dữ liệu', 'Data centre environment'),
    ],
  },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<InfrastructureOptions> = { schema, fields, migrate: (saved) => saved ?? {} };

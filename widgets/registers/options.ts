import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';

export const VIEWS = ['overview', 'register', 'units'] as const;
export const REGISTERS = ['population', 'enterprises', 'land', 'civil-status', 'officials'] as const;
export type RegisterId = (typeof REGISTERS)[number];

const schema = z.strictObject({
  view: z._default(z.enum(VIEWS), 'overview'),
  /** Which one `register` and `units` are about. */
  register: z._default(z.enum(REGISTERS), 'population'),
  limit: z._default(z.int().check(z.gte(1), z.lte(600)), 30),
});
export type RegistersOptions = z.output<typeof schema>;

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'view', input: 'choice', label: { vi: 'Cách xem', en: 'View' },
    choices: [choice('overview', 'Năm cơ sở dữ liệu', 'All five'), choice('register', 'Một cơ sở dữ liệu', 'One register'), choice('units', 'Theo đơn vị', 'By unit')],
  },
  {
    name: 'register', input: 'choice', label: { vi: 'Cơ sở dữ liệu', en: 'Register' },
    choices: [
      choice('population', 'Dân cư', 'Population'), choice('enterprises', 'Doanh nghiệp', 'Enterprises'), choice('land', 'Đất đai', 'Land'),
      choice('civil-status', 'Hộ tịch', 'Civil status'), choice('officials', 'Cán bộ, công chức', 'Officials'),
    ],
  },
  { name: 'limit', input: 'number', label: { vi: 'Số dòng', en: 'Rows' } },
];

export const options: OptionsDefinition<RegistersOptions> = { schema, fields, migrate: (saved) => saved ?? {} };

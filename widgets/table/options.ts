import * as z from 'zod/mini';
import { QUESTION_FIELDS, questionOptions, WHERE_FIELD } from '@/widget-kit/generic/question';
import type { OptionsDefinition } from '@/widget-kit/widget';

const name = z.string().check(z.minLength(1), z.maxLength(64));

const schema = z.object({
  ...questionOptions,
  /** Cube: dimensions of the rows; all that have more than one category where empty. */
  rows: z._default(z.array(name).check(z.maxLength(3)), []),
  /** Metrics of a cube or fields of events, in order; all where empty. */
  columns: z._default(z.array(name).check(z.maxLength(40)), []),
  /** Names of columns in words: a source's own are codes. */
  labels: z._default(z.record(name, z.object({ vi: name, en: name })), {}),
  where: z._default(z.record(name, name), {}),
  /** Column sorted by at first; as the source gives them where absent. */
  sortBy: z.optional(name),
  order: z._default(z.enum(['descending', 'ascending']), 'descending'),
  /** Totals only where the indicator's card says how. */
  totals: z._default(z.boolean(), true),
  filter: z._default(z.boolean(), true),
});
export type TableOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<TableOptions> = {
  schema,
  fields: [
    ...QUESTION_FIELDS,
    { name: 'rows', label: { vi: 'Chiều của dòng', en: 'Dimensions of the rows' }, input: 'list', of: 'dimension', help: { vi: 'Để trống thì lấy mọi chiều có nhiều mục.', en: 'Left empty, all that have several categories.' } },
    { name: 'columns', label: { vi: 'Các cột', en: 'Columns' }, input: 'list', of: 'column', help: { vi: 'Theo thứ tự đã xếp; để trống thì lấy tất cả.', en: 'In this order; left empty, all of them.' } },
    { name: 'labels', label: { vi: 'Tên cột', en: 'Names of columns' }, input: 'record', holds: 'names', help: { vi: 'Đặt tên dễ đọc thay cho mã cột của nguồn.', en: "Readable names in place of the source's codes." } },
    WHERE_FIELD,
    { name: 'sortBy', label: { vi: 'Sắp xếp theo cột', en: 'Sort by column' }, input: 'column', help: { vi: 'Để trống thì giữ thứ tự của nguồn.', en: 'Left empty, as the source gives them.' } },
    {
      name: 'order', label: { vi: 'Thứ tự', en: 'Order' }, input: 'choice',
      choices: [{ value: 'descending', label: { vi: 'Giảm dần', en: 'Descending' } }, { value: 'ascending', label: { vi: 'Tăng dần', en: 'Ascending' } }],
    },
    { name: 'totals', label: { vi: 'Dòng tổng', en: 'Total row' }, input: 'boolean' },
    { name: 'filter', label: { vi: 'Ô lọc', en: 'Filter box' }, input: 'boolean' },
  ],
  migrate: (saved) => saved,
};

import * as z from 'zod/mini';
import type { OptionsDefinition } from '@/widget-kit/widget';

const schema = z.object({
  /** Cube dataset with units and the metrics that the indicator reads. */
  dataset: z._default(z.string().check(z.minLength(1)), 'procedure-by-unit'),
  /** Level of the units that are drawn. */
  level: z._default(z.enum(['commune', 'district']), 'commune'),
  indicator: z._default(z.string().check(z.minLength(1)), 'overdue-per-thousand'),
  /** Features dataset of points, where some are wanted. */
  pointsDataset: z.optional(z.string().check(z.minLength(1))),
  /** Layers of pictures drawn at opening, the lowest first; on a wall these alone. */
  layers: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(8))),
});
export type GisMapOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<GisMapOptions> = {
  schema,
  fields: [
    { name: 'dataset', label: { vi: 'Bộ số liệu', en: 'Dataset' }, input: 'dataset', shapes: ['cube'] },
    {
      name: 'level', label: { vi: 'Cấp đơn vị', en: 'Level' }, input: 'choice',
      choices: [
        { value: 'commune', label: { vi: 'Xã, phường', en: 'Communes and wards' } },
        { value: 'district', label: { vi: 'Cấp huyện (đến 30/6/2025)', en: 'Districts (until 30/6/2025)' } },
      ],
    },
    { name: 'indicator', label: { vi: 'Chỉ tiêu', en: 'Indicator' }, input: 'indicator' },
    { name: 'pointsDataset', label: { vi: 'Lớp điểm', en: 'Point layer' }, input: 'dataset', shapes: ['features'] },
    { name: 'layers', label: { vi: 'Lớp bản đồ nền', en: 'Map layers' }, input: 'list', of: 'layer', help: { vi: 'Lớp xếp trước nằm dưới; màn hình tường chỉ hiện các lớp này.', en: 'The first lies lowest; a wall shows these alone.' } },
  ],
  // Version 1 had no layers of pictures: none is drawn.
  migrate: (saved) => saved,
};

import * as z from 'zod/mini';
import type { OptionField } from '@/widget-kit/option-field';
import type { OptionsDefinition } from '@/widget-kit/widget';
import { SECTOR_INDICATORS, SECTORS } from './sectors';

const schema = z.strictObject({
  sector: z._default(z.enum(SECTORS), 'health'),
  /** Ids of indicator cards in the order shown; empty: those of the sector. */
  indicators: z._default(z.array(z.string()).check(z.maxLength(40)), []),
  /** How many stand large on top. */
  headlines: z._default(z.int().check(z.gte(1), z.lte(4)), 3),
});
export type SectorOptions = z.output<typeof schema>;

/** The cards a board is made of. */
export const indicatorsOf = ({ sector, indicators }: Pick<SectorOptions, 'sector' | 'indicators'>): readonly string[] => (indicators.length > 0 ? indicators : SECTOR_INDICATORS[sector]);

const choice = (value: string, vi: string, en: string) => ({ value, label: { vi, en } });

const fields: readonly OptionField[] = [
  {
    name: 'sector', input: 'choice', label: { vi: 'Ngành, lĩnh vực', en: 'Sector' },
    choices: [
      choice('health', 'Y tế', 'Health'), choice('education', 'Giáo dục', 'Education'), choice('tourism', 'Du lịch', 'Tourism'), choice('agriculture', 'Nông nghiệp', 'Agriculture'),
      choice('environment', 'Môi trường', 'Environment'), choice('transport', 'Giao thông, an toàn', 'Transport and safety'), choice('prices', 'Giá cả', 'Prices'),
    ],
  },
  { name: 'indicators', input: 'indicators', label: { vi: 'Các chỉ tiêu (để trống: theo ngành)', en: 'Indicators (empty: those of the sector)' } },
  { name: 'headlines', input: 'number', label: { vi: 'Số chỉ tiêu chính', en: 'Headline figures' } },
];

export const options: OptionsDefinition<SectorOptions> = { schema, fields, migrate: (saved) => saved ?? {} };

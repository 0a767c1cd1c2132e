import type { Language } from '@/format/format';

/** What a picture of a tile says by itself. */
export interface TileWords {
  readonly more: (count: string) => string;
  readonly source: (names: string) => string;
  readonly sample: string;
  readonly nothing: string;
  readonly figuresOf: (period: string) => string;
}

export const TILE_WORDS: Readonly<Record<Language, TileWords>> = {
  vi: { more: (count) => `còn ${count} dòng`, source: (names) => `Nguồn: ${names}`, sample: 'số liệu minh họa', nothing: 'Không có số liệu cho đơn vị và kỳ này.', figuresOf: (period) => `Số liệu ${period}.` },
  en: { more: (count) => `${count} more rows`, source: (names) => `Source: ${names}`, sample: 'sample data', nothing: 'No data for this unit and period.', figuresOf: (period) => `Figures of ${period}.` },
};

import type { Province } from '@/config/province';
import { addDays } from '@/domain/civil';
import type { Format, Language } from '@/format/format';
import { translate } from '@/i18n/translator';
import type { Params } from '@/i18n/translator';
import type { FigureReading, Meaning } from './reading';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en } as const;
export type Say = (key: string, params?: Params) => string;
/** Words of the box; they travel with it, not with the first screen. */
export const sayIn = (language: Language): Say => (key, params) => translate([OWN[language]], key, params);

export interface Telling {
  readonly province: Province;
  readonly format: Format;
  readonly language: Language;
}

export const PARTS: readonly Meaning[] = ['indicator', 'unit', 'period', 'comparison', 'breakdown'];

export const unitName = (code: string, { province }: Pick<Telling, 'province'>): string => province.units.all.find((unit) => unit.code === code && unit.validTo === null)?.fullName ?? province.units.all.find((unit) => unit.code === code)?.fullName ?? code;

/** One part of a reading in words. */
export function partText(reading: FigureReading, part: Meaning, telling: Telling): string {
  const say = sayIn(telling.language);
  const { province, format, language } = telling;
  switch (part) {
    case 'indicator': return province.indicators.get(reading.indicator)?.name[language] ?? reading.indicator;
    case 'unit': return province.units.resolve(reading.unit, addDays(reading.period.end, -1))?.fullName ?? unitName(reading.unit, telling);
    case 'period': return format.period(reading.period);
    case 'comparison': return say(`comparison.${reading.comparison}`);
    case 'breakdown': {
      const by = say(`breakdown.${reading.breakdown}${reading.breakdown === 'units' && reading.level && reading.level !== 'province' ? `.${reading.level}` : ''}`);
      return reading.top ? say('top', { by, count: reading.top.count }) : by;
    }
  }
}

/** The whole reading in one line, for whoever listens. */
export const readingText = (reading: FigureReading, telling: Telling): string =>
  PARTS.filter((part) => !(part === 'comparison' && reading.comparison === 'none') && !(part === 'breakdown' && reading.breakdown === 'none'))
    .map((part) => `${sayIn(telling.language)(`part.${part}`)}: ${partText(reading, part, telling)}`).join('; ');

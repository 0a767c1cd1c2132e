import { checkedEntries } from './checked';
import type { Report } from './config-fault';
import { entriesOf } from './pack-files';
import type { ListForm, PackFile } from './pack-files';
import { abbreviation, indicatorWords, unitWords } from './schema/vocabulary';

/** Words by which people of a province call what the pack already names. */
export interface PackVocabulary {
  /** Other names of indicators, by id of the card. A card that is not there is passed over. */
  readonly indicators: ReadonlyMap<string, readonly string[]>;
  /** Other names of units, by code; `former`: names under which the unit, or what went into it, was known. */
  readonly units: ReadonlyMap<string, { readonly also: readonly string[]; readonly former: readonly string[] }>;
  /** What a short form stands for: `TTHC` → `thủ tục hành chính`. */
  readonly abbreviations: ReadonlyMap<string, string>;
}

const FIELDS = ['indicators', 'units', 'abbreviations'] as const;
const form = (field: (typeof FIELDS)[number], key: string): ListForm => ({ kind: 'vocabulary', field, key, beside: FIELDS.filter((each) => each !== field) });

/** Words of a pack; a province's own entry takes the place of the inherited one of the same indicator, unit or short form. */
export function readVocabulary(opened: readonly PackFile[], report: Report): PackVocabulary {
  return {
    indicators: new Map(checkedEntries(entriesOf(opened, form('indicators', 'indicator'), report), indicatorWords, report).map(({ value }) => [value.indicator, value.also])),
    units: new Map(checkedEntries(entriesOf(opened, form('units', 'unit'), report), unitWords, report).map(({ value }) => [value.unit, { also: value.also ?? [], former: value.former ?? [] }])),
    abbreviations: new Map(checkedEntries(entriesOf(opened, form('abbreviations', 'short'), report), abbreviation, report).map(({ value }) => [value.short, value.long])),
  };
}

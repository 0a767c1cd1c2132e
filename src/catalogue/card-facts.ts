import { parseLocalDate } from '@/domain/civil';
import type { Indicator } from '@/domain/indicator';
import { parsePeriod } from '@/domain/period/text';
import type { Portal } from '@/widget-kit/context';
import type { CatalogueWords } from './catalogue-words';
import { groupOf } from './list-model';

const dayText = (day: string, format: Portal['format']): string => {
  const read = parseLocalDate(day);
  return read.ok ? format.date(read.value) : day;
};

export type Fact = readonly [name: string, text: string];

/** The alert limits of a card in words; limits relative to target are given in percent of it. */
function limits({ thresholds, decimals, unit }: Indicator, { format }: Pick<Portal, 'format'>, t: CatalogueWords): readonly Fact[] {
  if (!thresholds) return [];
  const say = (value: number): string => `${format.number(value, decimals)} ${format.unit(unit)}`.trim();
  if (thresholds.basis === 'band') return [[t('card.thresholds'), t('card.band', { low: say(thresholds.low), high: say(thresholds.high) })]];
  const shown = (value: number): string => (thresholds.basis === 'ratio-to-target' ? t('fact.ofTarget', { share: format.number(value * 100, 0) }) : say(value));
  return [[t('card.thresholds'), `${t('card.watch', { value: shown(thresholds.watch) })} · ${t('card.act', { value: shown(thresholds.act) })}`]];
}

/** Everything a card says of itself, in reading order. */
export function cardFacts(card: Indicator, portal: Pick<Portal, 'format' | 'language' | 'province'>, t: CatalogueWords): readonly Fact[] {
  const { language: say, format } = portal;
  const dataset = portal.province.datasets.get(card.dataset);
  const source = dataset && portal.province.sources.get(dataset.source);
  const unit = format.unit(card.unit);
  const targets = card.targets.map(({ period, value, basis }): string => {
    const read = parsePeriod(period);
    return `${read.ok ? format.period(read.value) : period}: ${format.number(value, card.decimals)} ${unit}${basis ? ` (${basis})` : ''}`;
  });
  return [
    [t('card.definition'), card.definition[say]],
    ...(card.formula ? [[t('card.formula'), card.formula[say]] as const] : []),
    [t('fact.group'), t(`group.${groupOf(card)}`)],
    [t('card.unit'), unit || t('fact.count')],
    [t('card.direction'), t(`card.direction.${card.direction}`)],
    [t('card.owner'), card.owner[say]],
    [t('fact.cadence'), `${t(`cadence.${card.periodKind}`)} · ${t(`scope.calendar.${card.calendar}`)}`],
    [t('fact.levels'), card.levels.map((level) => t(`level.${level}`)).join(', ')],
    [t('card.source'), source ? `${source.name[say]}${source.sampleData ? ` · ${t('host.sample')}` : ''}` : card.dataset],
    ...(dataset ? [[t('card.dataset'), dataset.title[say]] as const] : []),
    ...(targets.length > 0 ? [[t('card.target'), targets.join(' · ')] as const] : []),
    ...limits(card, portal, t),
    ...(card.legalBasis ? [[t('card.legalBasis'), card.legalBasis] as const] : []),
    [t('card.validity'), [card.validFrom, card.validTo].flatMap((day) => (day === undefined ? [] : [dayText(day, format)])).join(' – ')],
  ];
}

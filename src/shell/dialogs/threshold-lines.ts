import type { Indicator } from '@/domain/indicator';
import type { Format } from '@/format/format';
import type { Params } from '@/i18n/translator';

/** The alert limits of a card in words; limits relative to target are given in percent of it. */
export function thresholdLines(card: Indicator, format: Format, t: (key: string, params?: Params) => string): readonly (readonly [string, string])[] {
  const limits = card.thresholds;
  if (!limits) return [];
  const say = (value: number): string => `${format.number(value, card.decimals)} ${format.unit(card.unit)}`.trim();
  if (limits.basis === 'band') return [[t('card.thresholds'), t('card.band', { low: say(limits.low), high: say(limits.high) })]];
  const shown = (value: number): string => (limits.basis === 'ratio-to-target' ? `${format.number(value * 100, 0)} % ${t('card.target').toLowerCase()}` : say(value));
  return [[t('card.thresholds'), `${t('card.watch', { value: shown(limits.watch) })} · ${t('card.act', { value: shown(limits.act) })}`]];
}

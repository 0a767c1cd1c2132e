import type { TrendSpec } from '@/charts/spec';
import type { Portal } from '@/widget-kit/context';
import type { CatalogueWords } from './catalogue-words';
import type { Conflict } from './conflicts';

/** A difference in the card's unit, signed. */
export const differenceText = ({ card }: Pick<Conflict, 'card'>, difference: number, { format }: Pick<Portal, 'format'>): string => {
  const text = format.number(Math.abs(difference), Math.max(card.decimals, card.unit === 'point' ? 2 : 0));
  const unit = card.unit === 'percent' ? format.unit('point') : format.unit(card.unit);
  return `${difference > 0 ? '+' : difference < 0 ? '−' : ''}${text} ${unit}`.trim();
};

/** The difference over the periods both owners tell. */
export function differenceChart(conflict: Conflict, portal: Pick<Portal, 'format' | 'language'>, t: CatalogueWords): TrendSpec {
  const { pairs, card, own, other } = conflict;
  const { format, language } = portal;
  return {
    kind: 'trend',
    description: t('conflict.chart', {
      name: card.name[language], own: own.telling.owner[language], other: other.telling.owner[language],
      value: conflict.newest ? differenceText(conflict, conflict.newest.difference, portal) : '',
    }),
    categories: pairs.map(({ period }) => format.periodShort(period)),
    categoryNames: pairs.map(({ period }) => format.period(period)),
    unitLabel: format.unit(card.unit),
    series: [{ id: 'difference', role: 'current', label: t('conflict.difference'), values: pairs.map(({ difference }) => difference), texts: pairs.map(({ difference }) => differenceText(conflict, difference, portal)), provisional: [] }],
    breaks: [], reversed: false, language,
  };
}

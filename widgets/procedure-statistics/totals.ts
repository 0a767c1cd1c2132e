import { ratioOf } from '@/domain/cube/aggregate';
import type { Figure } from '@/domain/figure';
import { measured } from '@/domain/measure';
import { samePeriodLastYear } from '@/domain/period/period';
import { judge, targetFor } from '@/domain/thresholds';
import { seriesPeriods } from './datasets';
import { CARD, readSlot, type Input, type Place, type Reading } from './reading';
import type { BigFigure, ChannelsContent, ChannelShare, TotalsContent } from './view-model';

const SLOT = 'series';

interface Series {
  readonly reading: Reading;
  readonly here: Place;
  readonly yearBefore: Place;
}

function readSeries(input: Input): Series {
  const { unit, period } = input.scope;
  return {
    reading: readSlot(input, SLOT, seriesPeriods(input.scope)),
    here: { unit, period },
    yearBefore: { unit, period: samePeriodLastYear(period) },
  };
}

/** A count of pending overdue dossiers, judged by its card where the card speaks of this very unit: the whole province. */
function overdue(input: Input, { reading, here }: Series): Figure {
  const figure = reading.count('pendingOverdue', here);
  const card = input.province.indicators.get(CARD.overdue);
  return card && here.unit === input.province.unit ? { ...figure, attention: judge(card, figure.measure, here.period) } : figure;
}

function onTimeTarget(input: Input, like: Figure): Figure | null {
  const card = input.province.indicators.get(CARD.onTime);
  const target = card && targetFor(card, input.scope.period);
  return target ? { ...like, measure: measured(target.value), attention: 'unknown', slots: [], formula: null } : null;
}

export function totals(input: Input): TotalsContent {
  const series = readSeries(input);
  const { reading, here, yearBefore } = series;
  const count = (id: 'received' | 'settled'): BigFigure => ({
    id, label: { key: `big.${id}` }, figure: reading.count(id, here), lastYear: reading.count(id, yearBefore),
    change: 'relative', direction: 'neutral', target: null, note: null,
  });
  const onTime = reading.onTime(here);
  return {
    kind: 'totals',
    channels: channelShares(input, series),
    figures: [
      { ...count('received'), note: { label: { key: 'note.carriedOver' }, figure: reading.count('carriedOver', here) } },
      { ...count('settled'), note: { label: { key: 'note.pending' }, figure: reading.count('pending', here) } },
      {
        id: 'on-time', label: { key: 'big.on-time' }, figure: onTime, lastYear: reading.onTime(yearBefore),
        change: 'difference', direction: 'higher-better', target: onTimeTarget(input, onTime), note: { label: { key: 'note.settledLate' }, figure: reading.count('settledLate', here) },
      },
      {
        id: 'overdue', label: { key: 'big.overdue' }, figure: overdue(input, series), lastYear: reading.count('pendingOverdue', yearBefore),
        change: 'relative', direction: 'lower-better', target: null, note: null,
      },
    ],
  };
}

const CHANNELS = [['online', 'channelOnline'], ['counter', 'channelCounter'], ['postal', 'channelPostal']] as const;

/** Share of a channel in the dossiers received within the period: (2)+(3), without those carried over. */
function share(input: Input, reading: Reading, metric: string, place: Place): Figure {
  const measure = ratioOf(reading.count(metric, place).measure, reading.count('receivedNew', place).measure, 100);
  const card = metric === 'channelOnline' ? input.province.indicators.get(CARD.online) : undefined;
  return reading.computed(measure, place, 'ratio', {
    unit: 'percent', decimals: card?.decimals ?? 1, indicator: card?.id ?? null,
    attention: card ? judge(card, measure, place.period) : 'unknown',
  });
}

function channelShares(input: Input, { reading, here, yearBefore }: Series): readonly ChannelShare[] {
  return CHANNELS.map(([id, metric]) => ({
    id, label: { key: `channel.${id}` }, count: reading.count(metric, here),
    share: share(input, reading, metric, here), lastYear: share(input, reading, metric, yearBefore),
  }));
}

export function channels(input: Input): ChannelsContent {
  const series = readSeries(input);
  return {
    kind: 'channels',
    received: series.reading.count('receivedNew', series.here),
    channels: channelShares(input, series),
    online: seriesPeriods(input.scope).slice(-13).map((period) => share(input, series.reading, 'channelOnline', { unit: input.scope.unit, period })),
  };
}

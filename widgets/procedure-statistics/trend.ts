import { samePeriodLastYear } from '@/domain/period/period';
import { trendMonths } from './datasets';
import { readSlot, type Input } from './reading';
import type { TrendContent } from './view-model';
import type { Figure } from '@/domain/figure';

const MONTHS = 12;

const isBroken = (figure: Figure | undefined): boolean =>
  figure?.measure.kind === 'missing' && figure.measure.reason === 'broken-series';

/** The newest twelve months with the same months of the year before. */
export function trend(input: Input): TrendContent {
  const all = trendMonths(input.scope, input.now);
  const reading = readSlot(input, 'series', all);
  const months = all.slice(-MONTHS);
  const { unit } = input.scope;
  const line = (metric: string) => months.map((period) => reading.count(metric, { unit, period }));
  const received = line('received');
  return {
    kind: 'trend', months, received, settled: line('settled'),
    receivedLastYear: months.map((period) => reading.count('received', { unit, period: samePeriodLastYear(period) })),
    breaks: received.flatMap((figure, at) => (at > 0 && isBroken(received[at - 1]) && !isBroken(figure) ? [at] : [])),
  };
}

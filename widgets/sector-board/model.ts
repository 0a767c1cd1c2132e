import type { Figure } from '@/domain/figure';
import type { Attention, Direction, Indicator } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import { readIndicator } from '@/widget-kit/indicator-reading';
import type { ModelInput } from '@/widget-kit/widget';
import { indicatorsOf, type SectorOptions } from './options';
import { rankingOf } from './ranking';
import type { SectorRow, SectorVm } from './view-model';

type Input = ModelInput<SectorOptions>;

const RANK: Readonly<Record<Attention, number>> = { act: 0, watch: 1, good: 2, unknown: 2 };
/** A line of fewer points is no trend. */
const TREND_POINTS = 4;

const perCommune = ({ levels }: Indicator): boolean => levels.includes('commune');

function progressOf(value: number | null, target: number | null, direction: Direction): number | null {
  return value === null || target === null || target <= 0 || value < 0 || direction !== 'higher-better' ? null : value / target;
}

/** What adds up from January begins anew each year: a line over the turn of the year would be read as a fall. */
const oneYear = (series: readonly Figure[], { period }: Figure): readonly Figure[] =>
  period?.calendar === 'statistical' && period.kind !== 'year' ? series.filter((each) => each.period?.year === period.year) : series;

function rowOf(indicator: Indicator, input: Input): SectorRow & { readonly latest: SectorVm['latestPeriod'] } {
  const { figure, target, lastYear, unfinished, series, latestPeriod } = readIndicator(indicator, input);
  return {
    id: indicator.id, name: indicator.name, shortName: indicator.shortName, figure, target, lastYear, unfinished, series: oneYear(series, figure),
    progress: progressOf(valueOf(figure.measure), valueOf(target?.measure), indicator.direction),
    change: indicator.change, direction: indicator.direction, latest: latestPeriod ?? undefined,
  };
}

/** A sector: its cards at their own newest periods. Pure; what did not arrive is missing, never zero. */
export function model(input: Input): SectorVm {
  const { options, province, snapshots } = input;
  const ids = [...new Set(indicatorsOf(options))];
  const cards = ids.flatMap((id) => province.indicators.get(id) ?? []);
  const ranked = cards.find(perCommune);
  const read = cards.filter((card) => card !== ranked).map((card) => rowOf(card, input));
  const rows = read.map(({ latest: _, ...row }) => row);
  const others = rows.slice(options.headlines);
  const count = (attention: Attention): number => rows.filter(({ figure }) => figure.attention === attention).length;
  const points = (row: SectorRow): number => row.series.filter(({ measure }) => measure.kind === 'value').length;
  const needs = { act: count('act'), watch: count('watch'), judged: rows.length - count('unknown'), all: rows.length };
  const newest = read.flatMap(({ latest }) => latest ?? []).sort((a, b) => (a.end < b.end ? 1 : -1))[0];
  const answers = Object.values(snapshots);
  return {
    empty: answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined),
    attention: needs.act > 0 ? 'act' : needs.watch > 0 ? 'watch' : 'unknown',
    ...(newest ? { latestPeriod: newest } : {}),
    sector: options.sector,
    headlines: rows.slice(0, options.headlines),
    rows: [...others].sort((a, b) => RANK[a.figure.attention] - RANK[b.figure.attention]),
    needs,
    trend: rows.find((row) => points(row) >= TREND_POINTS) ?? null,
    ranking: ranked ? rankingOf(input, ranked) : null,
    unknown: ids.filter((id) => !province.indicators.has(id)),
  };
}

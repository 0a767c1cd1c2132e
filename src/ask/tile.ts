import type { Tile } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import { periodText } from '@/domain/period/text';
import type { FigureReading } from './reading';

/** What a dashboard may take as its own: all of a tile but its place and id. */
export type AskedTile = Omit<Tile, 'place' | 'id'>;

/**
 * The tile that shows what a reading asks for, with unit and period of its own. Null where no widget of the pack can split the
 * figure so: then the indicator's page ranks its units (`addressOfReading`).
 */
export function tileOfReading(reading: FigureReading, province: Province): AskedTile | null {
  const card = province.indicators.get(reading.indicator);
  if (!card) return null;
  const common = { widgetVersion: 1, scope: { unit: reading.unit, period: periodText(reading.period) } };
  if (reading.breakdown === 'time') {
    return { ...common, widget: 'indicator-trend', title: card.shortName, options: { indicator: card.id, compare: reading.comparison === 'same-period-last-year' ? 'last-year' : 'none', showTarget: true } };
  }
  if (reading.breakdown === 'none') {
    return { ...common, widget: 'indicator-card', title: card.shortName, options: { indicator: card.id, compare: COMPARED[reading.comparison], showTrend: true } };
  }
  const rows = reading.breakdown === 'units' ? 'unit' : 'classification';
  const dataset = tableDataset(card, rows, province);
  const order = tableOrder(reading, card);
  if (dataset === null || order === null) return null;
  return {
    ...common, widget: 'kpi-table', title: card.shortName,
    options: { dataset, rows, level: reading.level === 'province' || reading.level === null ? 'all' : reading.level, indicators: [card.id], order, limit: reading.top?.count ?? 200 },
  };
}

const COMPARED: Readonly<Record<FigureReading['comparison'], string>> = { none: 'none', previous: 'previous', 'same-period-last-year': 'last-year', target: 'none' };

/** Dataset in which a table of the pack's own dashboards already reads this indicator, or one kept beside it, by such rows. */
function tableDataset(card: Indicator, rows: string, province: Province): string | null {
  const beside = (id: Json): boolean => typeof id === 'string' && province.indicators.get(id)?.dataset === card.dataset;
  for (const { tiles } of province.dashboards) {
    for (const { widget, options } of tiles) {
      if (widget !== 'kpi-table' || !isRecord(options) || (options['rows'] ?? 'unit') !== rows) continue;
      const { dataset, indicators } = options;
      if (typeof dataset === 'string' && Array.isArray(indicators) && indicators.some(beside)) return dataset;
    }
  }
  return null;
}

/** The order of a table by what was asked; null where the table has no such order. */
function tableOrder({ top }: FigureReading, { direction }: Indicator): 'worst-first' | 'best-first' | 'largest-first' | null {
  if (!top) return 'worst-first';
  if (top.order === 'largest') return 'largest-first';
  if (top.order === 'best' || top.order === 'worst') return `${top.order}-first`;
  if (direction === 'higher-better') return 'worst-first';
  return direction === 'lower-better' ? 'best-first' : null;
}

/** Deep link to the indicator's own page, at the unit and period of the reading. */
export function addressOfReading(reading: FigureReading, province: Pick<Province, 'unit'>): { readonly path: string; readonly query: { readonly [name: string]: string } } {
  return {
    path: `/indicators/${reading.indicator}`,
    query: { ...(reading.unit === province.unit ? {} : { unit: reading.unit }), period: periodText(reading.period) },
  };
}

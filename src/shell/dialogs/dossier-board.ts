import type { Province } from '@/config/province';
import type { Tile } from '@/config/dashboard';
import type { Figure } from '@/domain/figure';
import type { LocalDate } from '@/domain/time';

/** Metric of dossiers that are pending past their date, and how the widget that lists them is told to. */
const OVERDUE = 'pendingOverdue';
const lists = ({ widget, options }: Tile): boolean =>
  widget === 'procedure-statistics' && typeof options === 'object' && options !== null && 'view' in options && options['view'] === 'overdue-dossiers';

/** Id of the dashboard that lists the dossiers a figure counts, the one made for units of its level first; null where they are counted and not listed. */
export function dossierBoard(province: Pick<Province, 'dashboards' | 'indicators' | 'units'>, { indicator, orgUnit }: Pick<Figure, 'indicator' | 'orgUnit'>, on: LocalDate | undefined): string | null {
  const card = indicator === null ? undefined : province.indicators.get(indicator);
  if (card?.metric !== OVERDUE) return null;
  const level = (on ? province.units.resolve(orgUnit, on) : province.units.all.find(({ code }) => code === orgUnit))?.level;
  const boards = province.dashboards.filter(({ tiles }) => tiles.some(lists));
  return (boards.find(({ scope }) => scope?.level === level) ?? boards[0])?.id ?? null;
}

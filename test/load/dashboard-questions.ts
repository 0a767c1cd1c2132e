import { fileURLToPath } from 'node:url';
import type { Tile } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { civilDate, startOfDay } from '@/domain/civil';
import type { DatasetQuery } from '@/domain/dataset';
import { periodOf } from '@/domain/period/period';
import type { Scope } from '@/domain/scope';
import { toInstant, type Instant } from '@/domain/time';
import type { ViewModelBase, WidgetDefinition } from '@/widget-kit/widget';
import gisMap from '@widgets/gis-map/index';
import index766 from '@widgets/index-766/index';
import indicatorCard from '@widgets/indicator-card/index';
import indicatorScoreboard from '@widgets/indicator-scoreboard/index';
import indicatorTrend from '@widgets/indicator-trend/index';
import kpiTable from '@widgets/kpi-table/index';
import procedureStatistics from '@widgets/procedure-statistics/index';
import securityStatus from '@widgets/security-status/index';
import { readPack } from '../../server/operate/province-in-force';

const PROVINCES = fileURLToPath(new URL('../../public/provinces', import.meta.url));

interface Asked {
  readonly province: Province;
  readonly scope: Scope;
  readonly now: Instant;
}
type Asks = (tile: Tile, asked: Asked) => readonly DatasetQuery[];

function asks<O, VM extends ViewModelBase>({ id, options, datasets }: WidgetDefinition<O, VM>): readonly [string, Asks] {
  return [id, (tile, asked) => {
    const read = options.schema.safeParse(options.migrate(tile.options, tile.widgetVersion));
    if (!read.success) throw new Error(`${id} does not take the options of ${tile.id}`);
    return Object.values(datasets({ options: read.data, ...asked }));
  }];
}

const WIDGETS: ReadonlyMap<string, Asks> = new Map([
  asks(gisMap), asks(index766), asks(indicatorCard), asks(indicatorScoreboard), asks(indicatorTrend), asks(kpiTable), asks(procedureStatistics), asks(securityStatus),
]);

export async function readProvince(): Promise<Province> {
  const { pack } = await readPack(PROVINCES, 'nghe-an');
  if (pack === null) throw new Error('the pack cannot be read');
  return pack.province;
}

/** The questions of each tile of a dashboard as its page opens, for a unit (null: the province); tiles that ask nothing are left out. */
export function tilesOf(province: Province, dashboardId: string, unit: string | null): readonly (readonly DatasetQuery[])[] {
  const dashboard = province.dashboards.find(({ id }) => id === dashboardId);
  if (!dashboard) throw new Error(`no dashboard ${dashboardId}`);
  const today = civilDate(toInstant(Date.now()));
  const period = periodOf(dashboard.scope?.periodKind ?? province.defaults.periodKind, dashboard.scope?.calendar ?? province.defaults.calendar, today);
  const scope: Scope = { unit: unit ?? province.unit, period, boundary: { kind: 'as-reported' } };
  return dashboard.tiles.flatMap((tile) => {
    const known = WIDGETS.get(tile.widget);
    if (!known) throw new Error(`no widget ${tile.widget}`);
    const questions = known(tile, { province, scope, now: startOfDay(today) });
    return questions.length === 0 ? [] : [questions];
  });
}

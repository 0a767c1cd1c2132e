import type { Province } from '@/config/province';
import type { Dashboard, Tile } from '@/config/dashboard';
import type { Scope } from '@/domain/scope';
import type { Text } from '@/domain/text';
import type { Instant } from '@/domain/time';
import type { Portal } from '@/widget-kit/context';

export interface AskingDashboard {
  readonly dashboard: Dashboard;
  /** Titles of its tiles that ask. */
  readonly tiles: readonly Text[];
}

/** Dashboards with a tile that asks one of the datasets, in the scope given: what a tile asks may depend on it. */
export function askingDashboards(province: Province, widget: Portal['widget'], datasets: readonly string[], scope: Scope, now: Instant): readonly AskingDashboard[] {
  const wanted = new Set(datasets);
  const asks = ({ widget: id, widgetVersion, options }: Tile): boolean => {
    const definition = widget(id);
    const parsed = definition?.options.schema.safeParse(definition.options.migrate(options, widgetVersion));
    if (!definition || !parsed?.success) return false;
    try {
      return Object.values(definition.datasets({ options: parsed.data, scope, province, now })).some(({ dataset }) => wanted.has(dataset));
    } catch {
      // A widget that cannot say what it asks in this scope shows its own fault on its own tile.
      return false;
    }
  };
  return province.dashboards.flatMap((dashboard) => {
    const asking = dashboard.tiles.filter(asks);
    return asking.length === 0 ? [] : [{ dashboard, tiles: asking.flatMap(({ title, widget: id }) => title ?? widget(id)?.title ?? []) }];
  });
}

import { computed, provide } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Dashboard } from '@/config/dashboard';
import { scopeDefaults } from '@/dashboards/scope-defaults';
import { readScope, writeScope } from '@/dashboards/scope-url';
import type { ReadScope, ScopeDefaults, ScopeQuery } from '@/dashboards/scope-url';
import { PORTAL } from '@/widget-kit/context';
import type { Portal, TileStanding } from '@/widget-kit/context';
import { makePortal } from '@/widget-kit/make-portal';
import { usePage } from './make-portal';
import type { OpenFigure } from './make-portal';
import { useShell } from './shell-context';
import type { Theme } from './stores/preferences';
import { unitsOf } from './session/session-model';
import { useSession } from './stores/session';

export interface PortalState {
  readonly portal: Portal;
  readonly dashboard: ComputedRef<Dashboard | undefined>;
  readonly read: ComputedRef<ReadScope>;
  readonly theme: ComputedRef<Theme>;
  readonly standings: ReadonlyMap<string, TileStanding>;
  readonly opened: ShallowRef<OpenFigure | null>;
}

/** Joins address, preferences, device and clock into the one portal context that pages and tiles read. */
export function usePortalState(): PortalState {
  const shell = useShell();
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const { parts, now, serverNow, theme, standings, opened } = usePage();

  const first = (name: string): string | undefined => {
    const value = route.query[name];
    return (Array.isArray(value) ? value[0] : value) ?? undefined;
  };
  const dashboard = computed(() => {
    const id = typeof route.params['dashboard'] === 'string' ? route.params['dashboard'] : shell.province.defaults.dashboard;
    return shell.province.dashboards.find((one) => one.id === id);
  });
  const home = computed(() => unitsOf(session.view));
  const defaults = computed<ScopeDefaults>(() => scopeDefaults(dashboard.value, shell.province, now.value, home.value));
  const read = computed(() => {
    const query: ScopeQuery = { ...own('unit', first('unit')), ...own('period', first('period')), ...own('map', first('map')) };
    return readScope(query, defaults.value, shell.province, now.value);
  });
  const portal = makePortal({
    ...parts, standings,
    changeScope(change) {
      const scope = { ...read.value.scope, ...change };
      const { unit: _unit, period: _period, map: _map, ...rest } = route.query;
      void router.push({ query: { ...rest, ...writeScope(scope, defaults.value, serverNow()) } });
    },
  });
  provide(PORTAL, portal);
  return { portal, dashboard, read, theme, standings, opened };
}

const own = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: string });

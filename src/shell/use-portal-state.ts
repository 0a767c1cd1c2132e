import { computed, provide, shallowReactive } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Dashboard } from '@/config/dashboard';
import { scopeDefaults } from '@/dashboards/scope-defaults';
import type { ScopeDefaults } from '@/dashboards/scope-url';
import { addDays } from '@/domain/civil';
import { parsePeriod } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { OpenedDashboard } from '@/dashboards/use-dashboard';
import { useVariableChoices, type ChoicesOf } from '@/dashboards/use-variable-choices';
import { resolveVariables, settledVariables } from '@/dashboards/variables';
import { isOfView, linkTo, readView, writeView, type Picked, type ReadView, type Viewed } from '@/dashboards/view-address';
import { PORTAL } from '@/widget-kit/context';
import type { CrossFilter, Portal, TileStanding } from '@/widget-kit/context';
import { toggled } from '@/widget-kit/cross-filter';
import { makePortal, type PageParts } from '@/widget-kit/make-portal';
import { usePage } from './make-portal';
import type { OpenFigure } from './make-portal';
import { useShell } from './shell-context';
import type { Theme } from './stores/preferences';
import { unitsOf } from './session/session-model';
import { useSession } from './stores/session';
import { useOpenedDashboard } from './view/use-opened-dashboard';

export interface PortalState {
  readonly portal: Portal;
  /** With the values of its variables in place. */
  readonly dashboard: ComputedRef<Dashboard | undefined>;
  readonly opening: Pick<OpenedDashboard, 'state' | 'faults'>;
  readonly read: ComputedRef<ReadView>;
  readonly choices: ComputedRef<readonly ChoicesOf[]>;
  readonly theme: ComputedRef<Theme>;
  readonly standings: Map<string, TileStanding>;
  readonly opened: ShallowRef<OpenFigure | null>;
  /** What other portals of this page are made with. */
  readonly parts: PageParts;
  /** Another view of the same dashboard, in the address: the browser's way back leads to this one. */
  change(change: Partial<Viewed>): void;
  /** The whole link that shows exactly this, also next month. */
  link(): string;
}

/** Joins address, preferences, device and clock into the one portal context that pages and tiles read. */
export function usePortalState(): PortalState {
  const shell = useShell();
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const { parts, now, serverNow, theme, standings, opened } = usePage();

  const opening = useOpenedDashboard(() => (typeof route.params['dashboard'] === 'string' ? route.params['dashboard'] : shell.province.defaults.dashboard));
  const home = computed(() => unitsOf(session.view));
  const defaults = computed<ScopeDefaults>(() => scopeDefaults(opening.dashboard.value, shell.province, now.value, home.value));
  const context = () => ({ dashboard: opening.dashboard.value, defaults: defaults.value, province: shell.province });
  // The clock goes on and mostly means the same view: then it is the same object, and nothing that hangs on it is drawn anew.
  const address = computed<ReadView>((before) => unchanged(before, readView(route.query, { ...context(), now: now.value })));
  const choices = useVariableChoices({
    variables: () => opening.dashboard.value?.variables, scope: () => address.value.scope,
    province: parts.province, now: parts.now, language: parts.language, format: parts.format,
  });
  const read = computed<ReadView>((before) => {
    const known = new Map(choices.value.flatMap(({ id, choices: all }) => (all ? [[id, all.map(({ value }) => value)] as const] : [])));
    const { values, rejected } = settledVariables(opening.dashboard.value?.variables, address.value.variables, known);
    if (rejected.length === 0) return address.value;
    return unchanged(before, { ...address.value, variables: values, rejected: [...address.value.rejected, ...rejected.map((got) => ({ part: 'variable' as const, got: got.slice(0, 64) }))] });
  });
  const dashboard = computed(() => {
    const found = opening.dashboard.value;
    const tiles = found && resolveVariables(found, read.value.variables);
    return found && tiles && tiles !== found.tiles ? { ...found, tiles } : found;
  });

  function change(to: Partial<Viewed>): void {
    const rest = Object.fromEntries(Object.entries(route.query).filter(([name]) => !isOfView(name)));
    void router.push({ query: { ...rest, ...writeView({ ...read.value, ...to }, { ...context(), now: serverNow() }) } });
  }
  /** What the reader turns to themself they no longer follow from a tile. */
  function changeScope(to: Partial<Scope>): void {
    const filters = read.value.filters.filter(({ dimension }) => !((dimension === 'unit' && to.unit !== undefined) || (dimension === 'period' && to.period !== undefined)));
    change({ scope: { ...read.value.scope, ...to }, filters });
  }
  const { filters, name } = useFilterNames(parts, () => read.value);
  const portal = makePortal({
    ...parts, standings, changeScope,
    filters: () => filters.value,
    toggleFilter: (filter) => {
      name(filter);
      change({ filters: toggled(filters.value, filter) });
    },
    nameFilter: name,
  });
  provide(PORTAL, portal);
  return {
    portal, dashboard, opening, read, choices, theme, standings, opened, parts, change,
    link: () => (opening.dashboard.value ? linkTo(location.origin, read.value, { dashboard: opening.dashboard.value, defaults: defaults.value, now: serverNow() }) : location.href),
  };
}

/** What is picked, as it is called: units and periods by what they are, the rest as the tile it was picked in calls it. */
function useFilterNames(parts: PageParts, read: () => Pick<ReadView, 'filters' | 'scope'>) {
  const names = shallowReactive(new Map<string, string>());
  const keyOf = ({ from, dimension, value }: Picked): string => [from, dimension, value].join(' ');
  function labelOf(filter: Picked): string {
    if (filter.dimension === 'unit') return parts.province().units.resolve(filter.value, addDays(read().scope.period.end, -1))?.fullName ?? filter.value;
    const period = filter.dimension === 'period' ? parsePeriod(filter.value) : null;
    return period?.ok ? parts.format().period(period.value) : (names.get(keyOf(filter)) ?? filter.value);
  }
  const filters = computed<readonly CrossFilter[]>((before) => unchanged(before, read().filters.map(({ from, dimension, value }) => ({ from, dimension, value, label: labelOf({ from, dimension, value }) }))));
  const name = (filter: CrossFilter): void => {
    if (names.get(keyOf(filter)) !== filter.label) names.set(keyOf(filter), filter.label);
  };
  return { filters, name };
}

const unchanged = <T>(before: T | undefined, after: T): T => (before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after);

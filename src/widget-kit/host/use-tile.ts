import { computed, onErrorCaptured, onScopeDispose, provide, shallowRef, watch, watchEffect } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import type { Tile } from '@/config/dashboard';
import { readLayered } from '@/config/option-layers';
import { addDays, civilDate, startOfDay } from '@/domain/civil';
import type { Scope } from '@/domain/scope';
import { translate } from '@/i18n/translator';
import { useFreshnessClock } from '@/query/use-freshness-clock';
import { useSnapshots } from '@/query/use-snapshots';
import type { Label } from '../blocks';
import { WIDGET } from '../context';
import type { Portal, TileState, WidgetContext } from '../context';
import { WidgetRefused } from '../remote/refusal';
import type { RefusalReason } from '../remote/refusal';
import type { Slots, ViewModelBase, WidgetBody } from '../widget';
import { categoriesPicked, categoryName, filtersOfOthers, filtersOwn } from '../cross-filter';
import { coveredSnapshots, isWithheld, personalStanding } from './personal-fields';
import type { PersonalStanding } from './personal-fields';
import { retryOnWall } from './retry-on-wall';
import { reachOf, tileStanding, unexpired } from './tile-standing';
import type { Standing, StandingInput } from './tile-standing';

/** Why a tile cannot be drawn at all. */
export interface TileFault {
  readonly kind: 'unknown-widget' | 'bad-options' | 'crashed' | 'refused';
  readonly detail: string;
  /** Why a third-party widget is not run. */
  readonly reason?: RefusalReason;
}

export interface TileRuntime {
  readonly body: ShallowRef<WidgetBody<unknown, ViewModelBase> | null>;
  readonly vm: ComputedRef<ViewModelBase | null>;
  /** What it asks, and what was answered, by slot: expired answers without their data. */
  readonly slots: ComputedRef<Slots>;
  readonly snapshots: ComputedRef<StandingInput['snapshots']>;
  readonly fault: ComputedRef<TileFault | null>;
  readonly standing: ComputedRef<Standing>;
  readonly state: ComputedRef<TileState>;
  /** True when there is something true to draw: data in hand, allowed and not too old. */
  readonly shown: ComputedRef<boolean>;
  /** True while a newer answer is on its way and the old one stays on screen. */
  readonly refreshing: ComputedRef<boolean>;
  /** What is kept from this reader, or shown for a purpose. */
  readonly personal: ComputedRef<PersonalStanding>;
  /** Rows outside the reader's units were left out. */
  readonly withheld: ComputedRef<boolean>;
  retry(): void;
}

/** Runs one tile: parses its options, asks its questions, computes its view model, and keeps its faults to itself. */
export function useTile(props: { readonly tile: Tile; readonly scope: Scope }, portal: Portal): TileRuntime {
  const settled = portal.readiness.start(props.tile.id);
  const definition = portal.widget(props.tile.widget);
  const body = shallowRef<WidgetBody<unknown, ViewModelBase> | null>(null);
  const crash = shallowRef<TileFault | null>(null);

  const parsed = computed(() => {
    if (!definition) return { fault: { kind: 'unknown-widget', detail: props.tile.widget } as const };
    const read = readLayered(definition, portal.optionLayers(definition.id), props.tile);
    if ('parsed' in read) return { options: read.parsed };
    return { fault: { kind: 'bad-options', detail: `${read.issue?.path.join('.') ?? ''} ${read.issue?.message ?? ''}`.trim() } as const };
  });

  // Questions may depend on the day, never on the minute: they would be new questions every minute.
  const today = computed(() => startOfDay(civilDate(portal.now)));
  const inputs = computed(() => ({
    options: 'options' in parsed.value ? parsed.value.options : undefined,
    scope: props.scope, province: portal.province, now: today.value,
  }));
  const slots = computed<Slots>(() => {
    if (!definition || 'fault' in parsed.value) return {};
    try {
      return definition.datasets(inputs.value);
    } catch (error) {
      return fail(error);
    }
  });
  const asksNobody = computed(() => Object.keys(slots.value).length === 0);
  const answers = useSnapshots(() => slots.value, () => (props.tile.refreshSeconds ?? 0) * 1_000);
  const snapshots = computed(() => coveredSnapshots(answers.value, portal.reader));

  const common = (): Omit<StandingInput, 'vm'> =>
    ({ slots: slots.value, snapshots: snapshots.value, province: portal.province, scope: props.scope, now: portal.now, online: portal.online, ...(props.tile.refreshSeconds === undefined ? {} : { everySeconds: props.tile.refreshSeconds }) });
  // A periodic dataset never expires, so the view model is not needed to know what has.
  const fresh = computed(() => unexpired({ ...common(), vm: null }));
  const picks = computed(() => categoriesPicked(portal.filters, props.tile.id));
  const vm = computed<ViewModelBase | null>(() => {
    if (!body.value || 'fault' in parsed.value) return null;
    try {
      return body.value.model({ ...inputs.value, now: portal.now, snapshots: fresh.value, filters: picks.value });
    } catch (error) {
      fail(error);
      return null;
    }
  });

  function fail(error: unknown): Slots {
    const detail = error instanceof Error ? error.message : String(error);
    crash.value = error instanceof WidgetRefused ? { kind: 'refused', detail: error.detail, reason: error.reason } : { kind: 'crashed', detail };
    return {};
  }
  function load(): void {
    crash.value = null;
    definition?.load().then((loaded) => (body.value = loaded), fail);
  }
  load();
  retryOnWall(() => portal.surface === 'wall' && crash.value?.kind === 'crashed' ? crash.value : null, load);

  onErrorCaptured((error) => {
    fail(error);
    return false;
  });

  const fault = computed<TileFault | null>(() => {
    if ('fault' in parsed.value && parsed.value.fault) return parsed.value.fault;
    return crash.value;
  });
  const standing = computed(() => tileStanding({ ...common(), vm: vm.value }));
  useFreshnessClock(() => standing.value.nextChangeMs);
  const state = computed<TileState>(() => {
    if (fault.value) return 'CRASHED';
    if (!body.value) return 'LOADING';
    if (asksNobody.value) return 'SELF';
    if (standing.value.state !== 'LOADING' && vm.value?.empty && standing.value.snapshot?.state !== 'failed') return 'NO-DATA';
    return standing.value.state;
  });
  const shown = computed(() =>
    vm.value !== null && !fault.value && state.value !== 'DENIED' && state.value !== 'NO-DATA' && state.value !== 'EXPIRED'
    && (asksNobody.value || Object.values(snapshots.value).some((one) => one.data !== undefined)),
  );
  const waiting = computed(() => !fault.value && (!body.value || Object.values(snapshots.value).some((one) => one.state === 'loading')));

  watch(waiting, (isWaiting) => isWaiting || settled(), { immediate: true, flush: 'post' });
  watchEffect(() => {
    const { source, ageMs } = standing.value;
    portal.reportTile(props.tile.id, { instance: props.tile.id, source, ageMs, state: state.value, reach: reachOf({ slots: slots.value, snapshots: snapshots.value, province: portal.province }) });
  });
  watchEffect(() => {
    for (const filter of filtersOwn(portal.filters, props.tile.id)) {
      const label = categoryName(filter, snapshots.value);
      if (label !== null) portal.nameFilter({ ...filter, label });
    }
  });
  onScopeDispose(() => {
    settled();
    portal.reportTile(props.tile.id, null);
  });

  provide(WIDGET, widgetContext(props, portal, body, () => snapshots.value));

  return {
    body, vm, slots, snapshots: fresh, fault, standing, state, shown,
    personal: computed(() => personalStanding(snapshots.value, portal.reader)),
    withheld: computed(() => isWithheld(snapshots.value)),
    refreshing: computed(() => Object.values(snapshots.value).some((one) => one.refreshing)),
    retry: load,
  };
}

function widgetContext(
  props: { readonly tile: Tile; readonly scope: Scope },
  portal: Portal,
  body: ShallowRef<WidgetBody<unknown, ViewModelBase> | null>,
  snapshots: () => Parameters<Portal['openFigure']>[2],
): WidgetContext {
  const t: WidgetContext['t'] = (key, params) => {
    const own = body.value?.messages[portal.language];
    return own && key in own ? translate([own], key, params) : portal.t(key, params);
  };
  const label = (value: Label): string => {
    if ('key' in value) return t(value.key, value.params);
    return 'text' in value ? value.text[portal.language] : value.literal;
  };
  return {
    t,
    label,
    text: (text) => text[portal.language],
    get format() { return portal.format; },
    get language() { return portal.language; },
    get surface() { return portal.surface; },
    get scope() { return props.scope; },
    get province() { return portal.province; },
    instance: props.tile.id,
    unitName: (code) => portal.province.units.resolve(code, addDays(props.scope.period.end, -1))?.fullName ?? code,
    get filters() { return filtersOfOthers(portal.filters, props.tile.id); },
    get picked() { return filtersOwn(portal.filters, props.tile.id); },
    marks: (dataset, indicator) => portal.marks(dataset, indicator, props.scope.unit),
    pick: (dimension, value, name) => portal.toggleFilter({ dimension, value, label: name, from: props.tile.id }),
    changeScope: (change) => portal.changeScope(change),
    openFigure: (figure, name) => portal.openFigure(figure, label(name), snapshots()),
    paintTask: (name) => portal.readiness.start(`${props.tile.id}/${name}`),
  };
}

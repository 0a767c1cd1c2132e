import { computed, defineAsyncComponent, onScopeDispose, provide, shallowReactive, shallowRef } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import { OPTION_KEEPER } from '@/dashboards/editor/options/option-keeper';
import type { Figure } from '@/domain/figure';
import type { Instant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import { translate } from '@/i18n/translator';
import { useFreshnessClock } from '@/query/use-freshness-clock';
import type { Snapshot } from '@/query/snapshot';
import type { TileStanding } from '@/widget-kit/context';
import type { PageParts } from '@/widget-kit/make-portal';
import { TILE_MENU } from '@/widget-kit/host/tile-menu';
import { createReadiness } from '@/widget-kit/readiness';
import type { Surface } from '@/widget-kit/widget';
import { isCutOff } from './header/page-truth';
import { messagesOf } from './messages';
import { useOwnLayers } from './session/own-layers';
import { useReader } from './session/use-reader';
import { useShell } from './shell-context';
import { useMarks } from './annotations/use-marks';
import { useDevice } from './stores/device';
import { useSession } from './stores/session';
import type { Theme } from './stores/preferences';
import { useLook } from './use-look';
import { useLanguage } from './use-words';

const TileMenuView = defineAsyncComponent(() => import('./tile-picture/TileMenu.vue'));

/** A figure whose card is open. */
export interface OpenFigure {
  readonly figure: Figure;
  readonly label: string;
  readonly snapshots: { readonly [slot: string]: Snapshot };
}

/** What every portal of a page is made with (`makePortal` of the widget kit), and what the page itself shows of it. */
export interface Page {
  readonly parts: PageParts;
  readonly now: Readonly<ShallowRef<Instant>>;
  readonly serverNow: () => Instant;
  readonly theme: ComputedRef<Theme>;
  readonly standings: Map<string, TileStanding>;
  readonly opened: ShallowRef<OpenFigure | null>;
}

/** Joins preferences, device, clock and sources into what the portals of one page share. Call it once a page. */
export function usePage(): Page {
  const shell = useShell();
  const device = useDevice();
  const reader = useReader();
  const { now, serverNow } = useFreshnessClock();
  const standings = shallowReactive(new Map<string, TileStanding>());
  const online = shallowRef(shell.queries.online.get());
  onScopeDispose(shell.queries.online.subscribe((isOnline) => (online.value = isOnline)));
  const cutOff = computed(() => isCutOff(standings.values(), shell.startedCutOff));
  const opened = shallowRef<OpenFigure | null>(null);
  const { theme } = useLook();
  const language = useLanguage();
  const surface = computed<Surface>(() => (theme.value === 'wall' ? 'wall' : device.isPhone ? 'phone' : 'desk'));
  const messages = computed(() => [messagesOf(language.value)]);
  const format = computed(() => createFormat(language.value));
  const readiness = createReadiness(
    (ready) => document.documentElement.setAttribute('data-ready', String(ready)),
    (callback) => requestAnimationFrame(() => requestAnimationFrame(callback)),
  );
  const own = useOwnLayers();
  provide(OPTION_KEEPER, own.keeper);
  const session = useSession();
  provide(TILE_MENU, { get offered() { return session.person !== null && session.may('export'); }, View: TileMenuView });
  const parts: PageParts = {
    province: () => shell.province,
    language: () => language.value,
    format: () => format.value,
    surface: () => surface.value,
    now: () => now.value,
    online: () => online.value && !cutOff.value,
    t: (key, params) => translate(messages.value, key, params),
    widget: (id) => shell.registry.get(id),
    readiness,
    reader,
    ownLayers: own.layersOf,
    marks: useMarks(() => surface.value !== 'wall'),
    openFigure(figure, label, snapshots) {
      opened.value = { figure, label, snapshots };
    },
  };
  return { parts, now, serverNow, theme, standings, opened };
}

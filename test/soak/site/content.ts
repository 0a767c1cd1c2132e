import type { Dashboard, Tile } from '@/config/dashboard';
import type { Province } from '@/config/province';
import type { Scene } from '@/config/scene';
import type { Json } from '@/domain/dataset';
import type { Scope } from '@/domain/scope';
import { toInstant } from '@/domain/time';
import type { Program } from '@/domain/wall';
import type { QueryClient } from '@/query/query-client';
import { sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import type { AnyWidget, Sample } from '@/widget-kit/widget';
import { changingAnswers } from './changing-answers';
import type { Leak } from '../both-sides';
import { leaky } from './leaky-widget';

export const STAGES = ['widgets', 'dashboard', 'wall'] as const;
export type Stage = (typeof STAGES)[number];

export interface SoakTileContent {
  readonly tile: Tile;
  readonly sample: Sample<unknown>;
  readonly queries: QueryClient;
}

/** Everything the page shows, made once; what lives over the whole run is here, what comes and goes is on the page. */
export interface SoakContent {
  readonly widgets: ReadonlyMap<string, AnyWidget>;
  readonly tiles: readonly SoakTileContent[];
  readonly province: Province;
  readonly scope: Scope;
  readonly dashboard: Dashboard;
  readonly scene: Scene;
  readonly program: Program;
  /** Of dashboard and wall. */
  readonly queries: QueryClient;
}

const definitions = import.meta.glob<AnyWidget>(['../../../widgets/*/index.ts', '!../../../widgets/_template/index.ts'], { import: 'default', eager: true });
const samples = import.meta.glob<readonly Sample<unknown>[]>(['../../../widgets/*/sample.ts', '!../../../widgets/_template/sample.ts'], { import: 'samples', eager: true });

/** Widgets of any dataset stand on the dashboard; none of them asks for a province of its own. */
const GENERIC = ['chart', 'table', 'kpi-table', 'pivot', 'indicator-card', 'indicator-trend', 'indicator-scoreboard', 'text'];
const LEAKY = 'indicator-card';
const ITEM_SECONDS = 10;

interface Known {
  readonly widget: AnyWidget;
  readonly sample: Sample<unknown>;
}

function knownWidgets(leak: Leak | null, only: readonly string[] | null): readonly Known[] {
  return Object.entries(definitions).filter(([, { id }]) => only?.includes(id) ?? true).flatMap(([path, widget]) => {
    const sample = samples[path.replace('index.ts', 'sample.ts')]?.find(({ name }) => name === 'normal');
    return sample ? [{ widget: leak && widget.id === LEAKY ? leaky(widget, leak) : widget, sample }] : [];
  });
}

const tileOf = ({ widget, sample }: Known, place: Tile['place']): Tile => ({
  // Sample options come from the widget's own schema, so they are JSON by construction.
  id: widget.id, widget: widget.id, widgetVersion: widget.version, title: widget.title, place, options: sample.input.options as Json,
});

function dashboardOf(generic: readonly Known[]): Dashboard {
  const title = { vi: 'Bảng thử sức bền', en: 'Soak board' };
  return { id: 'soak', title, audience: title, rows: 8, tiles: generic.map((one, at) => tileOf(one, { x: (at % 4) * 3, y: Math.floor(at / 4) * 4, w: 3, h: 4 })) };
}

/** Dashboard and single widgets in turn in one zone, two more widgets in turn beside them. */
function sceneOf(generic: readonly Known[]): Scene {
  const alone = generic.map((one) => {
    const { widget, widgetVersion, title, options } = tileOf(one, { x: 0, y: 0, w: 12, h: 4 });
    return { shows: { kind: 'widget' as const, widget, widgetVersion, title, options }, seconds: ITEM_SECONDS };
  });
  const board = { shows: { kind: 'dashboard' as const, dashboard: 'soak' }, seconds: ITEM_SECONDS };
  return {
    id: 'soak', title: { vi: 'Cảnh thử sức bền', en: 'Soak scene' }, transition: 'fade',
    zones: [{ zone: 'main', shows: { kind: 'playlist', items: [board, ...alone.slice(0, 2)] } }, { zone: 'side', shows: { kind: 'playlist', items: alone.slice(-3) } }],
  };
}

/** `cycle` tells which refresh it is: answers differ by it. `only`: these widgets, on dashboard and wall too. */
export function soakContent(leak: Leak | null, only: readonly string[] | null, cycle: () => number): SoakContent {
  const known = knownWidgets(leak, only);
  const generic = known.filter(({ widget }) => only !== null || GENERIC.includes(widget.id));
  const dashboard = dashboardOf(generic);
  const province: Province = { ...sampleProvince(), dashboards: [dashboard] };
  const began = toInstant(Date.now());
  return {
    widgets: new Map(known.map(({ widget }) => [widget.id, widget])),
    tiles: known.map((one) => ({ tile: tileOf(one, { x: 0, y: 0, w: 4, h: 4 }), sample: one.sample, queries: changingAnswers([one.sample.input.snapshots], one.sample.input.province.datasets, cycle) })),
    province, scope: sampleScope(), dashboard, scene: sceneOf(generic),
    program: { revision: 1, scene: 'soak', takeAt: began, startedAt: began, heldMs: null, skipped: 0, mode: 'run', room: 'normal', message: null, takeover: null, by: null, changedAt: began },
    queries: changingAnswers(generic.map(({ sample }) => sample.input.snapshots), province.datasets, cycle),
  };
}

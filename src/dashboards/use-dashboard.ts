import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue';
import type { PackFault } from '@/config/config-fault';
import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';
import type { Json } from '@/domain/dataset';
import { readBody } from '@/state/documents';
import { canonical } from '@/state/json-limits';
import type { Workspace } from '@/state/workspace';

/** What came of asking for a dashboard that somebody keeps: its body; null where there is none for this reader; `unreachable` for now. */
export type FoundBody = { readonly body: Json } | null | 'unreachable';

export interface DashboardParts {
  readonly province: () => Pick<Province, 'dashboards' | 'units'>;
  /** Where a person's documents are had from; null while it is not open yet, undefined for readers who have none. */
  readonly workspace: () => Pick<Workspace, 'observe'> | null | undefined;
  /** How others get them: a screen. Null where there is nobody to ask. */
  readonly ask: ((id: string) => Promise<FoundBody>) | null;
  /** Tells of documents that others changed; of which one, or null: maybe any. Returns how to stop. */
  readonly onChange: (listener: (changed: { readonly kind: string; readonly id: string } | null) => void) => () => void;
}

/** `absent`: not there, or not for this reader. `bad`: it cannot be read at all. `unreachable`: it could not be asked for, and is not on this device. */
export type DashboardState = 'loading' | 'ready' | 'absent' | 'bad' | 'unreachable';

export interface OpenedDashboard {
  readonly dashboard: ComputedRef<Dashboard | undefined>;
  readonly state: ComputedRef<DashboardState>;
  /** Why it is bad; else the tiles that were left out of it. */
  readonly faults: ComputedRef<readonly PackFault[]>;
}

interface Read {
  readonly id: string;
  readonly state: DashboardState;
  readonly dashboard?: Dashboard;
  readonly faults: readonly PackFault[];
  /** The body it was read from: the same once more is the same dashboard. */
  readonly from?: string;
}

/** A dashboard by its id, followed until the scope ends: the pack's own first, else one that people keep. */
export function useDashboard(id: () => string, parts: DashboardParts): OpenedDashboard {
  const nothing = (of: string, state: DashboardState = 'loading'): Read => ({ id: of, state, faults: [] });
  const kept = shallowRef<Read>(nothing(id()));
  const own = computed(() => parts.province().dashboards.find((one) => one.id === id()));

  function take(of: string, found: FoundBody): void {
    if (of !== id()) return;
    // What is on the page stays there while its keeper cannot be asked.
    if (found === 'unreachable' && kept.value.id === of && kept.value.state === 'ready') return;
    if (found === 'unreachable' || found === null) kept.value = nothing(of, found ?? 'absent');
    else kept.value = readOnce(of, found.body, kept.value, parts.province().units);
  }
  let stop = (): void => undefined;
  watch([id, () => own.value !== undefined, parts.workspace] as const, ([wanted, isOwn, opened]) => {
    stop();
    stop = () => undefined;
    if (kept.value.id !== wanted) kept.value = nothing(wanted);
    if (isOwn) return;
    const { ask } = parts;
    if (opened === null) return;
    if (opened) {
      stop = opened.observe('dashboard', wanted, ({ phase, body, trouble }) => {
        if (phase !== 'loading') take(wanted, phase === 'ready' ? { body } : trouble && trouble.status !== 404 && trouble.status !== 403 ? 'unreachable' : null);
      });
    } else if (ask) stop = followed(wanted, ask, take, parts.onChange);
    else take(wanted, null);
  }, { immediate: true });
  onScopeDispose(() => stop());

  return {
    dashboard: computed(() => own.value ?? (kept.value.id === id() ? kept.value.dashboard : undefined)),
    state: computed(() => (own.value ? 'ready' : kept.value.id === id() ? kept.value.state : 'loading')),
    faults: computed(() => (own.value || kept.value.id !== id() ? [] : kept.value.faults)),
  };
}

/** Asks at once, and again whenever somebody changed it or anything may have changed. */
function followed(id: string, ask: (id: string) => Promise<FoundBody>, take: (id: string, found: FoundBody) => void, onChange: DashboardParts['onChange']): () => void {
  let isOver = false;
  let asked = 0;
  const again = async (): Promise<void> => {
    const mine = (asked += 1);
    const found = await ask(id);
    if (!isOver && mine === asked) take(id, found);
  };
  void again();
  const stop = onChange((changed) => {
    if (changed === null || (changed.kind === 'dashboard' && changed.id === id)) void again();
  });
  return () => {
    isOver = true;
    stop();
  };
}

function readOnce(id: string, body: Json, before: Read, units: Province['units']): Read {
  const from = canonical(body);
  if (before.id === id && before.from === from) return before;
  const read = readBody('dashboard', body, units);
  if (!read.ok) return { id, state: 'bad', faults: read.error, from };
  const { body: dashboard, faults } = read.value;
  return dashboard.tiles.length === 0 ? { id, state: 'bad', faults, from } : { id, state: 'ready', dashboard, faults, from };
}

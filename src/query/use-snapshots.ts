import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import { queryKey } from '@/domain/dataset';
import type { DatasetQuery } from '@/domain/dataset';
import { freshnessClockOf } from './freshness-clock';
import { useQueryClient } from './query-client-key';
import type { Snapshot } from './snapshot';

export type SlotQueries = { readonly [slot: string]: DatasetQuery };
export type SlotSnapshots = { readonly [slot: string]: Snapshot };

/**
 * Snapshots of the questions that `slots` names, followed until the scope ends. A slot whose question changes shows its
 * new question's own state at once, from the device where it is kept; slots whose question stayed are left alone,
 * however often `slots` is computed anew. `everyMs`: renewed no more often, where nobody else on the page wants it sooner.
 */
export function useSnapshots(slots: () => SlotQueries, everyMs: () => number = () => 0): Readonly<ShallowRef<SlotSnapshots>> {
  const client = useQueryClient();
  const clock = freshnessClockOf(client);
  const followed = new Map<string, { readonly key: string; readonly stop: () => void }>();
  const snapshots = shallowRef<SlotSnapshots>({});
  /** Collects while slots are being exchanged, so that one change of scope is one change of the ref. */
  let collecting: { [slot: string]: Snapshot } | null = null;

  const keyOf = (query: DatasetQuery): string => `${everyMs()} ${queryKey(query)}`;
  function show(slot: string, snapshot: Snapshot): void {
    if (collecting) collecting[slot] = snapshot;
    else snapshots.value = { ...snapshots.value, [slot]: snapshot };
    if (snapshot.receivedAt !== undefined) clock.reach(snapshot.receivedAt);
  }

  function follow(wanted: SlotQueries): void {
    const left: (() => void)[] = [];
    collecting = {};
    for (const [slot, { key, stop }] of followed) {
      const query = wanted[slot];
      const shown = snapshots.value[slot];
      if (query && shown && keyOf(query) === key) {
        collecting[slot] = shown;
        continue;
      }
      followed.delete(slot);
      left.push(stop);
    }
    for (const [slot, query] of Object.entries(wanted)) {
      if (!followed.has(slot)) followed.set(slot, { key: keyOf(query), stop: client.observe(query, (snapshot) => show(slot, snapshot), everyMs()) });
    }
    // Only now: a question that moved to another slot never lost its last observer.
    for (const stop of left) stop();
    const changed = left.length > 0 || Object.keys(collecting).length !== Object.keys(snapshots.value).length;
    if (changed) snapshots.value = collecting;
    collecting = null;
  }

  watch([slots, everyMs] as const, ([wanted]) => follow(wanted), { immediate: true });
  onScopeDispose(() => {
    for (const { stop } of followed.values()) stop();
    followed.clear();
  });
  return snapshots;
}

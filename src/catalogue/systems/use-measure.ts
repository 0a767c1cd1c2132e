import { computed, onScopeDispose, watchEffect, type ComputedRef } from 'vue';
import { civilDate } from '@/domain/civil';
import { freshnessOf, type FreshnessState } from '@/domain/freshness';
import type { SystemCard } from '@/domain/system-card';
import { measureQuery, readMeasure, type MeasureReading } from '@/domain/system-measure';
import type { Instant } from '@/domain/time';
import { useSnapshots } from '@/query/use-snapshots';
import type { Portal, TileStanding } from '@/widget-kit/context';
import { reachedOf } from '@/widget-kit/host/tile-standing';

/** What is known of a system's measure: a figure with its age and state, or why there is none (a key of the messages). */
export interface MeasureView {
  readonly reading: MeasureReading | null;
  readonly trouble: 'systems.loading' | 'systems.denied' | 'systems.failed' | 'systems.unread' | null;
  readonly state: FreshnessState;
  readonly ageMs: number | null;
  readonly asOf: Instant | null;
  /** Of the question: `loading` while it is not asked. */
  readonly asked: string;
}

/**
 * Follows the measure of a system while `wanted` holds. `bounded`: the reader sees only some units, so that how many rows there are of
 * what is not public would pass for the whole; such a measure is not asked. The page's line of truth is told as by a tile.
 */
export function useMeasure(portal: Portal, card: () => SystemCard, wanted: () => boolean, bounded: () => boolean): ComputedRef<MeasureView> {
  const today = computed(() => civilDate(portal.now));
  const kept = computed(() => {
    const dataset = portal.province.datasets.get(card().measure.dataset);
    return bounded() && card().measure.read.kind === 'count' && dataset !== undefined && dataset.classification !== 'public';
  });
  const snapshots = useSnapshots(() => (wanted() && !kept.value ? { measure: measureQuery(card().measure, today.value, portal.province.unit) } : {}));
  const view = computed((): MeasureView => {
    const snapshot = snapshots.value['measure'];
    const dataset = portal.province.datasets.get(card().measure.dataset);
    const none = (trouble: MeasureView['trouble'], state: FreshnessState = 'NO-DATA'): MeasureView => ({ reading: null, trouble, state, ageMs: null, asOf: null, asked: snapshot?.state ?? 'loading' });
    if (kept.value || snapshot?.state === 'denied') return none('systems.denied');
    if (!snapshot || !dataset || snapshot.state === 'loading') return none('systems.loading');
    if (!snapshot.data) return none('systems.failed', 'ERROR');
    const read = readMeasure(card().measure, snapshot.data, portal.province.unit);
    if (!read.ok) return none('systems.unread', 'ERROR');
    const { measure, period } = read.value;
    if (measure.kind === 'missing' && measure.reason === 'denied') return none('systems.denied');
    const { state, ageMs } = freshnessOf({
      // No row at all may be the answer: nothing is open.
      state: snapshot.state === 'empty' && measure.kind === 'value' ? 'ready' : snapshot.state,
      asOf: snapshot.asOf ?? null, receivedAt: snapshot.receivedAt ?? null, now: portal.now, cadence: dataset.cadence, online: portal.online,
      hasCause: snapshot.cause !== undefined, partial: snapshot.partial !== undefined, provisional: measure.kind === 'value' && measure.status !== 'official',
      ...(period ? { latestPeriodEnd: period.end } : {}),
    });
    return { reading: read.value, trouble: null, state, ageMs, asOf: snapshot.asOf ?? null, asked: snapshot.state };
  });
  useTold(portal, card().id, () => {
    const snapshot = snapshots.value['measure'];
    const { trouble, state, ageMs } = view.value;
    const told = trouble === 'systems.denied' ? 'DENIED' : trouble === 'systems.loading' ? 'LOADING' : state;
    const source = portal.province.datasets.get(card().measure.dataset)?.source ?? '';
    return snapshot ? { source, state: told, ageMs, reach: { [source]: reachedOf(snapshot) } } : null;
  });
  return view;
}

/** Tells how a figure that was asked for stands, until whoever shows it is gone. */
function useTold(portal: Portal, id: string, standing: () => Omit<TileStanding, 'instance'> | null): void {
  const instance = `system-${id}`;
  watchEffect(() => {
    const told = standing();
    if (told) portal.reportTile(instance, { instance, ...told });
  });
  onScopeDispose(() => portal.reportTile(instance, null));
}

import { computed, onMounted, shallowRef } from 'vue';
import type { ComputedRef } from 'vue';
import { civilDate, startOfDay } from '@/domain/civil';
import { queryKey } from '@/domain/dataset';
import { unanswered } from '@/query/transitions';
import { useSnapshots } from '@/query/use-snapshots';
import { usePortal } from '@/widget-kit/use-widget';
import { loadPaperWidgets, type PaperWidgets } from '../../compose/paper-widgets';
import { snapshotBook } from '../../freeze/snapshots';
import { compareReadings, type TileComparison } from '../compare-readings';
import { scopeOf } from '../kept-view';
import type { OpenView } from '../read-kept-view';
import { tileReadings } from '../tile-readings';
import { viewQuestions, widgetBlocks } from '../view-template';

/** Every tile of a kept view held against itself as the sources tell it now; null until all of them have said something. Asks by the client above. */
export function useDifferences(view: OpenView): ComputedRef<readonly TileComparison[] | null> {
  const portal = usePortal();
  const widgets = shallowRef<PaperWidgets | null>(null);
  onMounted(async () => {
    widgets.value = await loadPaperWidgets({ get: (id) => portal.widget(id) }, { blocks: widgetBlocks(view.board.dashboard) });
  });
  const scope = scopeOf(view.board.scope);
  const past = snapshotBook(view.frozen);
  const today = computed(() => startOfDay(civilDate(portal.now)));
  const asked = computed(() => (widgets.value && scope ? viewQuestions(view.board, scope, portal.province, widgets.value, today.value) : []));
  const live = useSnapshots(() => Object.fromEntries(asked.value.map((query) => [queryKey(query), query])));
  const isHeard = computed(() => widgets.value !== null && Object.keys(live.value).length === asked.value.length && Object.values(live.value).every(({ state }) => state !== 'loading'));
  return computed(() => {
    if (!isHeard.value || !widgets.value || !scope) return null;
    const { province } = portal;
    const then = tileReadings(view.board, scope, { at: view.frozen.at, of: past.of }, province, widgets.value);
    const now = tileReadings(view.board, scope, { at: portal.now, of: (query) => live.value[queryKey(query)] ?? unanswered(query) }, province, widgets.value);
    const aged = tileReadings(view.board, scope, { at: portal.now, heldAt: view.frozen.at, of: past.of }, province, widgets.value);
    return compareReadings(then, now, province, aged);
  });
}

import { onScopeDispose, watchEffect } from 'vue';
import type { Portal } from '@/widget-kit/context';
import type { Standing } from '@/widget-kit/host/tile-standing';
import { reachedOf } from '@/widget-kit/host/tile-standing';

/** Tells the page's line of truth how one part of the catalogue stands, as a tile would, until the part is gone. */
export function useReported(portal: Pick<Portal, 'reportTile'>, instance: string, standing: () => Standing): void {
  watchEffect(() => {
    const { source, ageMs, state, snapshot } = standing();
    portal.reportTile(instance, { instance, source, ageMs, state, reached: snapshot ? reachedOf(snapshot) : null });
  });
  onScopeDispose(() => portal.reportTile(instance, null));
}

import { onScopeDispose, watchEffect } from 'vue';
import type { Portal, SourceReach } from '@/widget-kit/context';
import type { Standing } from '@/widget-kit/host/tile-standing';

/** Tells the page's line of truth how one part of the catalogue stands, as a tile would, until the part is gone. */
export function useReported(portal: Pick<Portal, 'reportTile'>, instance: string, standing: () => Standing, reach: () => SourceReach): void {
  watchEffect(() => {
    const { source, ageMs, state } = standing();
    portal.reportTile(instance, { instance, source, ageMs, state, reach: reach() });
  });
  onScopeDispose(() => portal.reportTile(instance, null));
}

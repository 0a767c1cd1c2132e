import { onScopeDispose } from 'vue';

/** Hears that reports of a unit have changed (null: of any may have). Returns how to stop. */
export type FollowReports = (heard: (unit: string | null) => void) => () => void;

/** One deed is told once a step, and a schedule makes reports in swarms: read anew when it is quiet for so long, ms. */
const BREATH_MS = 400;

/** Reads anew what a page shows when reports it `concerns` have changed; stops with the page. */
export function useFollowing(follow: FollowReports, concerns: (unit: string | null) => boolean, read: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = follow((unit) => {
    if (!concerns(unit)) return;
    clearTimeout(timer);
    timer = setTimeout(read, BREATH_MS);
  });
  onScopeDispose(() => {
    stop();
    clearTimeout(timer);
  });
}

import { toInstant } from '@/domain/time';
import type { QueryClock } from './clock';
import { createSignal } from './signal';
import type { Signal } from './signal';

/** The page's own clock and timers. */
export const browserClock: QueryClock = {
  now: () => toInstant(Date.now()),
  later(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** What the browser believes of the network: false is nearly certain, true is only a hope. */
export function browserOnline(): Signal<boolean> {
  const signal = createSignal(navigator.onLine);
  addEventListener('online', () => signal.set(true));
  addEventListener('offline', () => signal.set(false));
  return signal;
}

/** True while somebody can see the page. Coming back from the back/forward cache counts as becoming visible. */
export function browserVisibility(): Signal<boolean> {
  const signal = createSignal(document.visibilityState === 'visible');
  const read = (): void => signal.set(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', read);
  addEventListener('pageshow', read);
  addEventListener('pagehide', () => signal.set(false));
  return signal;
}

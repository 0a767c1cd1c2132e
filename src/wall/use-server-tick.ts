import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

/** Looks at the clock at least this often, so that a moved clock or a long sleep is noticed. */
const LONGEST_MS = 1_000;
/** After the moment rather than before it: a timer may come a fraction early. */
const AFTER_MS = 1;

/** Server time for whoever has to change at one exact moment of it. */
export interface ServerTick {
  readonly now: Readonly<ShallowRef<number>>;
  /** Looks at once: what is waited for has changed. */
  tick(): void;
}

/** `untilMs`: how long from a moment until the next change; null where none is in sight. Ticks at that change, and each second. */
export function useServerTick(serverNow: () => number, untilMs: (now: number) => number | null): ServerTick {
  const now = shallowRef(serverNow());
  let timer: ReturnType<typeof setTimeout> | undefined;
  function arm(): void {
    clearTimeout(timer);
    const until = untilMs(now.value);
    timer = setTimeout(tick, until === null ? LONGEST_MS : Math.min(Math.max(0, until) + AFTER_MS, LONGEST_MS));
  }
  function tick(): void {
    now.value = serverNow();
    arm();
  }
  arm();
  onScopeDispose(() => clearTimeout(timer));
  return { now, tick };
}

/** How fast a difference to the wall clock is made up: at most this share of the time that really went by. */
const CATCHING_UP = { behind: 1, ahead: 0.5 } as const;

/**
 * A clock for ages of sessions, epoch ms. It runs with the wall clock, but where that is stepped (by hand, by a time server) it does not
 * jump with it: it makes the difference up gradually, running at most twice as fast or half as fast, and never back. So a step of an hour
 * neither ends every session at once nor gives an hour's grace: after an hour both clocks agree again. A gateway that starts begins with
 * the wall clock.
 */
export function steadyClock(wall: () => number, monotonic: () => number): () => number {
  let last = { wall: wall(), monotonic: monotonic() };
  return () => {
    const seen = monotonic();
    const passed = Math.max(0, seen - last.monotonic);
    const difference = wall() - (last.wall + passed);
    const made = Math.min(passed * CATCHING_UP.behind, Math.max(-passed * CATCHING_UP.ahead, difference));
    last = { wall: last.wall + passed + made, monotonic: seen };
    return last.wall;
  };
}

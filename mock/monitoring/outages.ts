import { between, chance } from '../random';

/** Times here are epoch seconds. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400;
const LONGEST_DAYS = 3;

/** The outage that begins on a day (counted in UTC), where one does: most last hours, one in twelve waits for a supplier. */
function beginsOn(seed: number, id: string, day: number, often: number): Outage | undefined {
  if (chance(seed, 'outage', id, day) >= often) return undefined;
  const from = day * DAY + Math.floor(between(0, DAY, seed, 'begins', id, day));
  const hours = chance(seed, 'supplier', id, day) < 0.08 ? between(20, 24 * LONGEST_DAYS, seed, 'days', id, day) : between(0.2, 6, seed, 'hours', id, day);
  return { from, to: from + Math.round(hours * 3_600) };
}

/** The outage that a thing is in at a moment; the earliest where two meet. `often` is the chance that one begins on a day. */
export function outageAt(seed: number, id: string, at: number, often: number): Outage | undefined {
  const today = Math.floor(at / DAY);
  for (let day = today - LONGEST_DAYS; day <= today; day++) {
    const outage = beginsOn(seed, id, day, often);
    if (outage && outage.from <= at && at < outage.to) return outage;
  }
  return undefined;
}

/** Chances a day: machines seldom fail, lines of communes are cut by weather and diggers. */
export const HOST_FAILS = 0.012;
export const LINK_FAILS = 0.05;

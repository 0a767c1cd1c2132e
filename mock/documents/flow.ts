import { dayAt, partsOf, startOf } from '../clock';
import { noise } from '../random';
import type { World } from '../world';

/** Documents of a day: received, sent, and of those sent the digitally signed ones. */
export type Flow = readonly [incoming: number, outgoing: number, signed: number];

const INCOMING_A_DAY = 1_450;
const OUTGOING_A_DAY = 930;
const DAY_2025 = 20_089;
const OFFICE = { from: 7 * 3_600_000, until: 17.5 * 3_600_000 };

/** Documents that went through on a day, up to the moment where it still runs; null for days that have not begun. */
export function flowOn(world: World, day: number, now: number): Flow | null {
  const today = dayAt(now);
  if (day > today) return null;
  const passed = (now - startOf(day) - OFFICE.from) / (OFFICE.until - OFFICE.from);
  const share = day < today ? 1 : Math.min(1, Math.max(0.01, passed));
  const { weekday } = partsOf(day);
  const rhythm = world.calendar.isWorking(day) ? (weekday === 1 ? 1.12 : weekday === 5 ? 0.95 : 1) : 0.07;
  const years = (day - DAY_2025) / 365;
  const volume = rhythm * share * (1 + 0.05 * years) * (0.6 + world.units.communes.length / 325);
  const incoming = Math.max(0, Math.round(INCOMING_A_DAY * volume * (1 + 0.07 * noise(world.seed, 'incoming', day))));
  const outgoing = Math.max(0, Math.round(OUTGOING_A_DAY * volume * (1 + 0.07 * noise(world.seed, 'outgoing', day))));
  const signed = Math.min(0.998, 0.962 + 0.012 * years + 0.008 * noise(world.seed, 'signed', day));
  return [incoming, outgoing, Math.min(outgoing, Math.round(outgoing * signed))];
}

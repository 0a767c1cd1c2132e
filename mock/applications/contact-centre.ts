import { dayAt, startOf } from '../clock';
import { between, noise } from '../random';
import type { World } from '../world';

const CALLS = 870;
const DAY_MS = 86_400_000;

/** Calls of the province's contact centre on a day; of today those so far. Null where the day has not begun. */
export function callsOn(world: World, day: number, now: number): { readonly handled: number; readonly transferred: number; readonly lost: number; readonly agents: number; readonly wait_seconds: number } | null {
  if (day < world.firstDay || day > dayAt(now)) return null;
  const workday = world.calendar.isWorking(day);
  const elapsed = day === dayAt(now) ? (now - startOf(day)) / DAY_MS : 1;
  const calls = Math.max(0, Math.round(CALLS * (workday ? 1 : 0.22) * (1 + 0.16 * noise(world.seed, 'calls', day)) * elapsed));
  const lost = Math.round(calls * between(0.02, 0.09, world.seed, 'lost', day));
  const transferred = Math.round((calls - lost) * between(0.1, 0.2, world.seed, 'transferred', day));
  return { handled: calls - lost - transferred, transferred, lost, agents: workday ? 18 : 6, wait_seconds: Math.round(between(9, 48, world.seed, 'wait', day)) };
}

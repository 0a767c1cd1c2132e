import { MINUTES_A_DAY } from '../clock';
import type { Era, MockUnit } from '../province/units';
import { CHANNEL, channelOf, outcomeOf } from './dossiers';
import { formRow } from './form-counts';
import { COUNTER_COUNT, reckonedDay, type Cut } from './ledger';
import { PROCEDURES } from './procedures';
import type { OneStopStore, Span } from './store';

/** The first civil minute after what a cut counts. */
const minuteOf = (cut: Cut): number => (cut.minute === null ? cut.day * MINUTES_A_DAY : cut.minute + 1);

/** First row of `[from, to)` received at or after a minute's day; rows ascend by day. */
function firstReceived(received: Int32Array, from: number, to: number, minute: number): number {
  const start = Math.floor(minute / MINUTES_A_DAY) * MINUTES_A_DAY;
  let low = from;
  for (let high = to; low < high; ) {
    const middle = (low + high) >> 1;
    if ((received[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Calls `visit` with every dossier that one of the units holds on the era's map and that was handled between the cuts: received
 * before `until`, and not settled before `since`.
 */
export function eachHandled(store: OneStopStore, units: readonly MockUnit[], era: Era, since: Cut, until: Cut, visit: (row: number, holder: number) => void): void {
  const { received, done } = store.dossiers;
  const { holders } = store.ledgerOf(era);
  const opening = minuteOf(since);
  const closing = minuteOf(until);
  const wanted = new Uint8Array(store.world.units.all.length);
  for (const unit of units) wanted[unit.index] = 1;
  // A receiving unit that was split feeds several: its rows are visited once, and only for the unit that holds each.
  const ranges = new Map(units.flatMap((unit) => holders.ranges(unit).map((range) => [range[0], range] as const)));
  for (const [from, to] of ranges.values()) {
    const last = firstReceived(received, from, to, closing + MINUTES_A_DAY);
    for (let row = firstReceived(received, from, to, opening - store.longestLife); row < last; row++) {
      if ((done[row] as number) < opening || (received[row] as number) >= closing) continue;
      const holder = holders.holder(row);
      if (wanted[holder]) visit(row, holder);
    }
  }
}

/** Whether a dossier was settled before the cut. */
export const settledBefore = (store: OneStopStore, row: number, cut: Cut): boolean =>
  (store.dossiers.done[row] as number) < minuteOf(cut);

/** Whether it was pending at the cut, and promised for a day before the one it is reckoned on. */
export const overdueAt = (store: OneStopStore, row: number, cut: Cut): boolean =>
  (store.dossiers.due[row] as number) < reckonedDay(cut) && !settledBefore(store, row, cut);

/** Rows of the form by procedure field, for some units together: only fields that had anything. */
export function formByField(store: OneStopStore, units: readonly MockUnit[], era: Era, span: Span, cut: Cut): Map<number, number[]> {
  const { dossiers } = store;
  const opening: Cut = { day: span.from, minute: null };
  const openings = new Map<number, Float64Array>();
  const closings = new Map<number, Float64Array>();
  const sumsOf = (of: Map<number, Float64Array>, field: number): Float64Array => {
    const known = of.get(field);
    if (known) return known;
    const made = new Float64Array(COUNTER_COUNT);
    of.set(field, made);
    return made;
  };
  const add = (sums: Float64Array, row: number, at: Cut): void => {
    const bits = dossiers.bits[row] as number;
    const channel = channelOf(bits);
    (sums[channel === CHANNEL.counter ? 0 : channel === CHANNEL.online ? 1 : 2] as number) += 1;
    const settled = settledBefore(store, row, at);
    if (settled) (sums[3 + outcomeOf(bits)] as number) += 1;
    if ((dossiers.due[row] as number) < reckonedDay(at)) {
      (sums[6] as number) += 1;
      if (settled) (sums[7] as number) += 1;
    }
  };
  eachHandled(store, units, era, opening, cut, (row) => {
    const { field } = PROCEDURES[dossiers.procedure[row] as number] ?? { field: 0 };
    const before = (dossiers.received[row] as number) < span.from * MINUTES_A_DAY;
    add(sumsOf(closings, field), row, cut);
    if (before) add(sumsOf(openings, field), row, opening);
  });
  const none = new Float64Array(COUNTER_COUNT);
  return new Map([...closings].map(([field, closing]) => [field, formRow(openings.get(field) ?? none, closing)]));
}

/** Overdue dossiers at the cut, the longest overdue first. */
export function overdueRows(store: OneStopStore, units: readonly MockUnit[], era: Era, cut: Cut): { readonly row: number; readonly holder: number }[] {
  const found: { row: number; holder: number }[] = [];
  eachHandled(store, units, era, cut, cut, (row, holder) => {
    if (overdueAt(store, row, cut)) found.push({ row, holder });
  });
  const due = (row: number): number => store.dossiers.due[row] as number;
  return found.sort((a, b) => due(a.row) - due(b.row) || a.row - b.row);
}

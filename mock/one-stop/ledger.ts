import { MINUTES_A_DAY } from '../clock';
import type { MockUnit, UnitBook } from '../province/units';
import { CHANNEL, channelOf, OUTCOME, outcomeOf, type Dossiers } from './dossiers';
import { createHolders, type Holders } from './holders';
import type { Era } from '../province/units';

/** What is counted per unit and day; every form figure follows from their running sums. */
export const COUNTERS = ['counter', 'online', 'postal', 'early', 'onTime', 'late', 'due', 'settledAndDue'] as const;
export const COUNTER_COUNT = COUNTERS.length;
const EARLY = 3;
const LATE = 5;
const DUE = 6;
const SETTLED_AND_DUE = 7;

/** A point in time up to which is counted: the beginning of `day`, or inside it up to `minute`. */
export interface Cut {
  readonly day: number;
  /** Civil minute inside `day`; null for the beginning of the day. */
  readonly minute: number | null;
}

/**
 * The day on which open dossiers are reckoned: today inside a day, else the last one before the cut. A dossier promised for that very day
 * is not overdue yet.
 */
export const reckonedDay = ({ day, minute }: Cut): number => (minute === null ? day - 1 : day);

/**
 * Running sums of one era's units. Units of the era hold everything their predecessors received, so a unit opens its first day
 * with what it took over.
 */
export interface Ledger {
  readonly holders: Holders;
  /**
   * Running sums of one unit at a cut, added into `into` (length {@link COUNTER_COUNT}). The last two count what was promised before the
   * reckoned day, and what of that was settled before the cut: their difference is overdue.
   */
  addSums(unit: MockUnit, cut: Cut, into: Float64Array): void;
}

const receiptOf = (bits: number): number => {
  const channel = channelOf(bits);
  return channel === CHANNEL.counter ? 0 : channel === CHANNEL.online ? 1 : 2;
};

/** Ledger of an era, from the first day with dossiers to the end of the era or of what is prepared. */
export function createLedger(units: UnitBook, era: Era, dossiers: Dossiers, from: number, lastDay: number): Ledger {
  const holders = createHolders(units, era, dossiers);
  const until = Math.min(era.to, lastDay + 1);
  const rowOf = new Int32Array(units.all.length).fill(-1);
  era.units.forEach((unit, row) => { rowOf[unit.index] = row; });
  const width = (until - from + 1) * COUNTER_COUNT;
  const sums = new Uint32Array(era.units.length * width);

  // First what happened on each day, one place late, so that the running sum at `day` is what happened before it.
  for (const unit of units.all) {
    if (unit.from >= era.to) continue;
    for (let at = dossiers.start[unit.index] as number, end = dossiers.start[unit.index + 1] as number; at < end; at++) {
      const receivedDay = ((dossiers.received[at] as number) / MINUTES_A_DAY) | 0;
      // A unit that lives on received more after the era; its rows ascend by day.
      if (receivedDay >= until) break;
      const row = rowOf[holders.holder(at)] as number;
      const bits = dossiers.bits[at] as number;
      const due = dossiers.due[at] as number;
      const doneDay = ((dossiers.done[at] as number) / MINUTES_A_DAY) | 0;
      const closed = doneDay > due ? doneDay : due;
      const base = row * width + (1 - from) * COUNTER_COUNT;
      (sums[base + receivedDay * COUNTER_COUNT + receiptOf(bits)] as number)++;
      if (doneDay < until) (sums[base + doneDay * COUNTER_COUNT + EARLY + outcomeOf(bits)] as number)++;
      if (due < until) (sums[base + due * COUNTER_COUNT + DUE] as number)++;
      if (closed < until) (sums[base + closed * COUNTER_COUNT + SETTLED_AND_DUE] as number)++;
    }
  }
  for (let row = 0; row < era.units.length; row++) {
    const end = (row + 1) * width;
    for (let at = row * width + COUNTER_COUNT; at < end; at++) sums[at] = (sums[at] as number) + (sums[at - COUNTER_COUNT] as number);
  }

  const today = createToday(dossiers, holders, era.units.length, rowOf);
  return {
    holders,
    addSums: (unit, cut, into) => {
      const row = rowOf[unit.index] ?? -1;
      if (row < 0) return;
      const day = Math.min(Math.max(cut.day, from), until);
      const base = row * width + (day - from) * COUNTER_COUNT;
      for (let counter = 0; counter < DUE; counter++) (into[counter] as number) += sums[base + counter] as number;
      const reckoned = cut.minute === null && day > from ? base - COUNTER_COUNT : base;
      (into[DUE] as number) += sums[reckoned + DUE] as number;
      // What was settled on the reckoned day itself after its promised day is late, and overdue no more.
      (into[SETTLED_AND_DUE] as number) += (sums[reckoned + SETTLED_AND_DUE] as number) + (sums[base + LATE] as number) - (sums[reckoned + LATE] as number);
      if (cut.minute !== null) today.add(row, cut, into);
    },
  };
}

/** What has happened since the day began: the few dossiers that today touches are listed once a day and counted once a minute. */
function createToday(dossiers: Dossiers, holders: Holders, rows: number, rowOf: Int32Array): { add(row: number, cut: Cut, into: Float64Array): void } {
  let listedDay = -1;
  let touched: number[] = [];
  let countedMinute = -1;
  const counts = new Uint32Array(rows * COUNTER_COUNT);
  const list = (day: number): void => {
    listedDay = day;
    countedMinute = -1;
    const from = day * MINUTES_A_DAY;
    const until = from + MINUTES_A_DAY;
    touched = [];
    for (let at = 0; at < dossiers.size; at++) {
      const received = dossiers.received[at] as number;
      const done = dossiers.done[at] as number;
      if ((received >= from && received < until) || (done >= from && done < until)) touched.push(at);
    }
  };
  const count = (day: number, minute: number): void => {
    countedMinute = minute;
    counts.fill(0);
    const from = day * MINUTES_A_DAY;
    for (const at of touched) {
      const row = rowOf[holders.holder(at)] as number;
      if (row === undefined || row < 0) continue;
      const received = dossiers.received[at] as number;
      const done = dossiers.done[at] as number;
      const bits = dossiers.bits[at] as number;
      const base = row * COUNTER_COUNT;
      if (received >= from && received <= minute) (counts[base + receiptOf(bits)] as number)++;
      if (done >= from && done <= minute) {
        (counts[base + EARLY + outcomeOf(bits)] as number)++;
        // Today's own promises fall due when the day is over; only what was due before today leaves the overdue.
        if (outcomeOf(bits) === OUTCOME.late) (counts[base + SETTLED_AND_DUE] as number)++;
      }
    }
  };
  return {
    add: (row, cut, into) => {
      if (cut.minute === null) return;
      if (cut.day !== listedDay) list(cut.day);
      if (cut.minute !== countedMinute) count(cut.day, cut.minute);
      for (let counter = 0; counter < COUNTER_COUNT; counter++) (into[counter] as number) += counts[row * COUNTER_COUNT + counter] as number;
    },
  };
}

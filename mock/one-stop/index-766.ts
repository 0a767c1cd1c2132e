import { MINUTES_A_DAY } from '../clock';
import { between, hash32 } from '../random';
import type { Era, MockUnit } from '../province/units';
import { CHANNEL, channelOf, FACT, OUTCOME, outcomeOf } from './dossiers';
import type { Cut } from './ledger';
import { PROCEDURES } from './procedures';
import { eachHandled, overdueAt, settledBefore } from './scan';
import type { OneStopStore, Span } from './store';

/**
 * Components of index 766 in the numbering of the national portal, with their scores in the table of 2026: full score, and the ratio
 * at which it is reached. No full score: watched only.
 */
export const COMPONENTS: readonly { readonly id: string; readonly full: number | null; readonly reachedAt: number | null }[] = [
  { id: '1.1', full: 6, reachedAt: null }, { id: '1.2', full: 4, reachedAt: null }, { id: '1.3', full: 2, reachedAt: null },
  { id: '1.4', full: 6, reachedAt: null }, { id: '2.1', full: 20, reachedAt: null }, { id: '2.2', full: null, reachedAt: null },
  { id: '3', full: 12, reachedAt: null }, { id: '3.1', full: null, reachedAt: 0.8 }, { id: '3.2', full: null, reachedAt: null },
  { id: '3.3', full: null, reachedAt: 0.5 }, { id: '3.5', full: 2, reachedAt: 0.8 }, { id: '3.5b', full: 2, reachedAt: null },
  { id: '3.6', full: 6, reachedAt: null }, { id: '4.1', full: 6, reachedAt: null }, { id: '4.2', full: 4, reachedAt: 0.8 },
  { id: '4.2b', full: 2, reachedAt: null }, { id: '4.3', full: 2, reachedAt: 0.8 }, { id: '4.4', full: 4, reachedAt: null },
  { id: '4.5a', full: 2, reachedAt: null }, { id: '4.5b', full: 2, reachedAt: null }, { id: '5.1', full: null, reachedAt: null },
  { id: '5.2', full: 6, reachedAt: null }, { id: '5.3', full: 6, reachedAt: null }, { id: '5.4', full: 6, reachedAt: 0.9 },
];

/** What is counted over dossiers, per unit. */
const TALLIES = [
  'received', 'handled', 'inTime', 'synced', 'online', 'settled', 'workDays', 'fee', 'paid', 'resultFile', 'digitised', 'certifiedCopy',
  'reused', 'stored', 'population', 'dissatisfied',
] as const;
type Tally = Readonly<Record<(typeof TALLIES)[number], number>>;
type MutableTally = Record<(typeof TALLIES)[number], number>;

const emptyTally = (): MutableTally => Object.fromEntries(TALLIES.map((name) => [name, 0])) as MutableTally;

/** Counts every dossier handled in the span, per holding unit. */
export function tallyUnits(store: OneStopStore, units: readonly MockUnit[], era: Era, span: Span, cut: Cut): Map<number, MutableTally> {
  const { dossiers, world } = store;
  const opening: Cut = { day: span.from, minute: null };
  const tallies = new Map(units.map((unit) => [unit.index, emptyTally()]));
  eachHandled(store, units, era, opening, cut, (row, holder) => {
    const tally = tallies.get(holder);
    if (!tally) return;
    const before = (dossiers.received[row] as number) < span.from * MINUTES_A_DAY;
    const bits = dossiers.bits[row] as number;
    const facts = dossiers.facts[row] as number;
    const settled = settledBefore(store, row, cut);
    const late = settled ? outcomeOf(bits) === OUTCOME.late : overdueAt(store, row, cut);
    tally.handled += 1;
    if (!late) tally.inTime += 1;
    if (late || facts & FACT.disliked) tally.dissatisfied += 1;
    if (settled) {
      tally.settled += 1;
      const receivedDay = Math.floor((dossiers.received[row] as number) / MINUTES_A_DAY);
      tally.workDays += world.calendar.workingDaysBetween(receivedDay, Math.floor((dossiers.done[row] as number) / MINUTES_A_DAY));
      if (facts & FACT.resultFile) tally.resultFile += 1;
      if (facts & FACT.digitised && facts & FACT.resultFile) tally.digitised += 1;
      if (facts & FACT.certifiedCopy) tally.certifiedCopy += 1;
    }
    if (before) return;
    tally.received += 1;
    if (facts & FACT.synced) tally.synced += 1;
    if (channelOf(bits) === CHANNEL.online) tally.online += 1;
    if (PROCEDURES[dossiers.procedure[row] as number]?.hasFee) {
      tally.fee += 1;
      if (facts & FACT.paidOnline) tally.paid += 1;
    }
    if (facts & FACT.reused) tally.reused += 1;
    if (facts & FACT.personalStore) tally.stored += 1;
    if (facts & FACT.population) tally.population += 1;
  });
  return tallies;
}

/** Adds tallies together, for a province or a level. */
export function addTallies(tallies: Iterable<Tally>): Tally {
  const sum = emptyTally();
  for (const tally of tallies) for (const name of TALLIES) sum[name] += tally[name];
  return sum;
}

/** Procedures and petitions are kept elsewhere in the real system; here they follow from the unit, the month and the number of dossiers. */
function lotsOf(seed: number, key: string, span: Span, received: number, isProvince: boolean): (share: number, low: number, high: number, what: string) => [number, number] {
  const size = isProvince ? 260 : 40 + (hash32(seed, key, 'procedures') % 40);
  return (share, low, high, what) => {
    const whole = Math.max(1, Math.round(what.startsWith('petition') ? share * Math.max(40, received) : share * size));
    return [Math.min(whole, Math.round(whole * between(low, high, seed, key, what, span.from))), whole];
  };
}

/** Numerator and denominator of every component, in the order of {@link COMPONENTS}, flat. All zero where nothing was handled. */
export function componentPairs(tally: Tally, seed: number, key: string, span: Span, isProvince: boolean): number[] {
  if (tally.handled === 0) return COMPONENTS.flatMap(() => [0, 0]);
  const lot = lotsOf(seed, key, span, tally.received, isProvince);
  const [onTime, petitions] = lot(0.006, 0.9, 1.02, 'petition');
  // Online service on all its steps is possible for nearly everything that is not done at once at the counter.
  const fit = Math.max(tally.online, Math.round(tally.received * 0.96));
  const pairs: Readonly<Record<string, readonly [number, number]>> = {
    '1.1': lot(0.05, 0.93, 1.03, 'announced'), '1.2': lot(0.06, 0.92, 1.03, 'updated'), '1.3': lot(1, 0.97, 1, 'complete'),
    '1.4': [tally.synced, tally.received], '2.1': [tally.inTime, tally.handled], '2.2': [tally.workDays, tally.settled],
    '3': [tally.online, fit], '3.1': lot(1, 0.84, 0.96, 'offered'), '3.2': lot(0.85, 0.55, 0.9, 'used'), '3.3': [tally.online, tally.received],
    '3.5': lot(0.55, 0.82, 1, 'payable'), '3.5b': lot(0.5, 0.62, 0.92, 'paying'), '3.6': [tally.paid, tally.fee],
    '4.1': [tally.resultFile, tally.settled], '4.2': [tally.digitised, tally.settled], '4.2b': [tally.certifiedCopy, tally.settled],
    '4.3': [tally.reused, tally.received], '4.4': [tally.stored, tally.received], '4.5a': lot(0.7, 0.75, 0.98, 'connected'),
    '4.5b': [tally.population, tally.received], '5.1': [petitions, petitions], '5.2': [onTime, petitions],
    '5.3': [Math.round(petitions * between(0.9, 1, seed, key, 'pleased', span.from)), petitions],
    '5.4': [tally.handled - tally.dissatisfied, tally.handled],
  };
  return COMPONENTS.flatMap(({ id }) => [...(pairs[id] ?? [0, 0])]);
}

/**
 * Total by the rule P = Pmax where R ≥ T, R × Pmax / T below it, R × Pmax without T; a component whose denominator is zero does not
 * apply and gives nothing. Null where none applies.
 */
export function totalScore(pairs: readonly number[]): number | null {
  let total = 0;
  let applicable = 0;
  COMPONENTS.forEach(({ full, reachedAt }, at) => {
    const numerator = pairs[2 * at] ?? 0;
    const denominator = pairs[2 * at + 1] ?? 0;
    if (full === null || denominator === 0) return;
    applicable += 1;
    const ratio = Math.min(1, numerator / denominator);
    total += reachedAt === null ? ratio * full : Math.min(1, ratio / reachedAt) * full;
  });
  return applicable > 0 ? Math.round(total * 1e4) / 1e4 : null;
}

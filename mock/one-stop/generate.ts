import { MINUTES_A_DAY } from '../clock';
import { hash32, mix32, poisson, stream } from '../random';
import type { World } from '../world';
import { behaviours, dayFactor, lateShareOn, onlineShare, reformFactor, type UnitBehaviour } from './behaviour';
import { bitsOf, CHANNEL, COURSE, DossierWriter, FACT, OUTCOME, type Dossiers } from './dossiers';
import type { Offer, Procedure } from './procedures';

/** Days drawn before the first day that is told, so that it opens with dossiers carried over. */
export const WARM_UP_DAYS = 130;

const MORNING = { from: 450, minutes: 240 };
const AFTERNOON = { from: 810, minutes: 210 };
/** After this minute a same-day procedure is promised for the next working day. */
const SAME_DAY_UNTIL = 900;

/** A minute of the day within office hours. */
function officeMinute(next: () => number): number {
  const at = next() * (MORNING.minutes + AFTERNOON.minutes);
  return Math.floor(at < MORNING.minutes ? MORNING.from + at : AFTERNOON.from + at - MORNING.minutes);
}

function drawProcedure(offer: Offer, next: () => number): Procedure | undefined {
  const at = next();
  const { cumulated, procedures } = offer;
  let low = 0;
  for (let high = cumulated.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if ((cumulated[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return procedures[low];
}

/** Working days beyond the promised day: mostly a few, sometimes a lot. */
function delay(next: () => number): number {
  const kind = next();
  if (kind < 0.77) return 1 + Math.floor(next() * next() * 12);
  return kind < 0.94 ? 8 + Math.floor(next() * 20) : 25 + Math.floor(next() * 60);
}

function drawFacts(care: number, day: number, online: boolean, procedure: Procedure, next: () => number): number {
  // Digital practice improves from one year to the next (day 20000 is in October 2024).
  const years = (day - 20_000) / 365;
  const level = 0.1 * years + 0.42 * (care - 0.55);
  let facts = 0;
  if (next() < 0.975 + 0.02 * care) facts |= FACT.synced;
  if (next() < Math.min(0.985, 0.74 + level)) facts |= FACT.resultFile;
  if (next() < Math.min(0.97, 0.62 + level)) facts |= FACT.digitised;
  if (next() < Math.min(0.9, 0.42 + level)) facts |= FACT.reused;
  if (procedure.hasFee && next() < Math.min(0.96, (online ? 0.6 : 0.28) + level)) facts |= FACT.paidOnline;
  if (next() < Math.min(0.85, 0.36 + level)) facts |= FACT.personalStore;
  if (next() < Math.min(0.97, 0.66 + level)) facts |= FACT.population;
  if (next() < 0.003 + 0.004 * (1 - care)) facts |= FACT.disliked;
  if (next() < Math.min(0.7, 0.2 + level)) facts |= FACT.certifiedCopy;
  return facts;
}

/** One dossier received on a day. */
function drawDossier(world: World, behaviour: UnitBehaviour, day: number, late: number, online: number, next: () => number, out: DossierWriter): void {
  const procedure = drawProcedure(behaviour.offer, next);
  if (!procedure) return;
  const { calendar } = world;
  const minute = officeMinute(next);
  const channelAt = next();
  const channel = channelAt < online ? CHANNEL.online : channelAt < online + 0.022 ? CHANNEL.postal : CHANNEL.counter;
  const term = procedure.termWorkingDays;
  const courseAt = next();
  const course = term < 3 || courseAt > 0.021 ? COURSE.plain : courseAt < 0.01 ? COURSE.supplement : courseAt < 0.015 ? COURSE.fee : COURSE.withdrawn;
  // A dossier that waits for papers or a payment is promised anew, later.
  const promised = course === COURSE.supplement ? term + 3 + Math.floor(next() * 12) : course === COURSE.fee ? term + 2 : term;
  const due = calendar.workingDayAfter(day, promised === 0 && minute > SAME_DAY_UNTIL ? 1 : promised);

  let outcome: number = OUTCOME.onTime;
  let doneDay = due;
  if (course === COURSE.plain && next() < late) {
    outcome = OUTCOME.late;
    doneDay = calendar.workingDayAfter(due, delay(next));
  } else if (course === COURSE.withdrawn) {
    doneDay = calendar.workingDayAfter(day, Math.floor(next() * promised));
  } else if (promised > 0 && next() < 0.73) {
    const settledAfter = calendar.workingDayAfter(day, Math.floor((0.15 + 0.8 * next()) * promised));
    if (settledAfter < due) {
      outcome = OUTCOME.early;
      doneDay = settledAfter;
    }
  }
  const doneMinute = doneDay === day ? Math.min(1035, minute + 8 + Math.floor(next() * 90)) : officeMinute(next);
  out.add(
    behaviour.unit.index, procedure.index, day * MINUTES_A_DAY + minute, due, doneDay * MINUTES_A_DAY + doneMinute,
    bitsOf(channel, outcome, course), drawFacts(behaviour.care, day, channel === CHANNEL.online, procedure, next),
  );
}

/**
 * Every dossier of the province, from {@link WARM_UP_DAYS} before the world's first day to its last. Each unit and day has a
 * seed of its own: a day is the same whichever day the mock was started on.
 */
export function generateDossiers(world: World): Dossiers {
  const { units, seed, firstDay, lastDay } = world;
  const from = firstDay - WARM_UP_DAYS;
  const factors = Float64Array.from({ length: lastDay - from + 1 }, (_, at) => dayFactor(world, from + at));
  const all = behaviours(world);
  const expected = all.reduce((sum, each) => sum + each.mean * Math.max(0, Math.min(each.unit.to, lastDay) - Math.max(each.unit.from, from)), 0);
  const out = new DossierWriter(Math.ceil(expected * 0.75));
  const start = new Uint32Array(units.all.length + 1);
  let unitAt = 0;
  for (const behaviour of all) {
    const { unit } = behaviour;
    while (unitAt <= unit.index) start[unitAt++] = out.size;
    const unitSeed = hash32(seed, 'dossiers', unit.code, unit.from);
    const until = Math.min(lastDay, unit.to - 1);
    for (let day = Math.max(from, unit.from); day <= until; day++) {
      const mean = behaviour.mean * (factors[day - from] as number) * reformFactor(unit, day);
      if (mean <= 0) continue;
      const next = stream(mix32(unitSeed, day));
      const late = lateShareOn(behaviour, day);
      const online = Math.min(0.95, Math.max(0.1, onlineShare(day) + behaviour.onlineShift));
      for (let count = poisson(mean, next); count > 0; count--) drawDossier(world, behaviour, day, late, online, next, out);
    }
  }
  while (unitAt <= units.all.length) start[unitAt++] = out.size;
  return out.finish(start);
}

import { dayOf, partsOf } from '../clock';
import { between, chance } from '../random';
import type { MockUnit } from '../province/units';
import type { World } from '../world';
import { createOffers, type Offer } from './procedures';

/** Dossiers a month in a province of the size of Nghệ An, at the beginning of 2025. */
const DOSSIERS_A_MONTH = 33_500;
const REFERENCE_PERSONS = 3_831_694;
const WORKING_DAYS_A_MONTH = 21;
const GROWTH_A_YEAR = 0.08;

/** Share of all dossiers by level; what a level without units would have had goes to the others in proportion. */
const LEVEL_SHARE: Readonly<Record<string, number>> = { department: 0.22, district: 0.24, commune: 0.54 };

/** January to December. */
const MONTH_FACTOR = [0.94, 0.9, 1.06, 1.01, 1.02, 1.08, 1.04, 1.1, 1, 1.02, 1, 0.97];
/** Monday to Sunday. On Saturdays some one-stop desks receive in the morning. */
const WEEKDAY_FACTOR = [1.14, 1.04, 1, 0.97, 0.92, 0.06, 0];

const REFORM = dayOf('2025-07-01');
const YEAR_2025 = dayOf('2025-01-01');

/** What one unit does, so that its days can be drawn. */
export interface UnitBehaviour {
  readonly unit: MockUnit;
  readonly offer: Offer;
  /** Mean dossiers on an ordinary working day at the beginning of 2025. */
  readonly mean: number;
  /** Share of settlements that miss the promised day, before the trend. */
  readonly lateShare: number;
  /** Points added to the province's online share. */
  readonly onlineShift: number;
  /** 0 (poor) to 1 (exemplary) in digitising and the like. */
  readonly care: number;
}

/** Known weak spots, by words of the full name; others are weak by lot. */
const WEAK: readonly { readonly words: string; readonly lateShare: number }[] = [
  { words: 'Sở Nông nghiệp và Môi trường', lateShare: 0.052 },
  { words: 'Sở Xây dựng', lateShare: 0.024 },
  { words: 'Xã Quỳ Hợp', lateShare: 0.062 },
];

function lateShareOf(unit: MockUnit, seed: number): number {
  const known = WEAK.find(({ words }) => unit.fullName === words);
  if (known) return known.lateShare;
  const weak = unit.level !== 'department' && chance(seed, 'weak', unit.code, unit.from) < 0.06;
  return weak ? between(0.035, 0.062, seed, 'late', unit.code) : between(0.003, 0.017, seed, 'late', unit.code);
}

/** Who has how much to do, for every unit that settles anything. Units of one era share the work of that era. */
export function behaviours(world: World): UnitBehaviour[] {
  const { units, population, seed } = world;
  const found = new Map<MockUnit, UnitBehaviour>();
  const persons = population.of(units.root, 2025);
  const daily = (DOSSIERS_A_MONTH * persons) / REFERENCE_PERSONS / WORKING_DAYS_A_MONTH;
  for (const era of units.eras) {
    const offers = createOffers(era.units);
    const weights = levelWeights(era.units, offers, world);
    for (const [unit, offer] of offers) {
      if (found.has(unit)) continue;
      found.set(unit, {
        unit, offer,
        mean: daily * (weights.get(unit) ?? 0),
        lateShare: lateShareOf(unit, seed),
        onlineShift: between(-0.09, 0.07, seed, 'online', unit.code) + (unit.level === 'department' ? 0.05 : 0),
        care: between(0, 1, seed, 'care', unit.code),
      });
    }
  }
  return [...found.values()].sort((a, b) => a.unit.index - b.unit.index);
}

/** Share of the province's work by unit: level first, then load (departments) or people (the others). */
function levelWeights(peers: readonly MockUnit[], offers: ReadonlyMap<MockUnit, Offer>, world: World): Map<MockUnit, number> {
  const own = (unit: MockUnit): number => {
    const load = offers.get(unit)?.load ?? 0;
    return unit.level === 'department' ? load : load * world.population.share(unit) * between(0.75, 1.3, world.seed, 'busy', unit.code);
  };
  const totals = new Map<string, number>();
  for (const unit of peers) totals.set(unit.level, (totals.get(unit.level) ?? 0) + own(unit));
  const shareOf = (level: string): number => ((totals.get(level) ?? 0) > 0 ? (LEVEL_SHARE[level] ?? 0) : 0);
  // Communes take over what districts did; departments keep their own share.
  const departments = shareOf('department');
  const rest = shareOf('district') + shareOf('commune');
  return new Map(peers.map((unit) => {
    const share = unit.level === 'department' ? departments : rest > 0 ? ((1 - departments) * shareOf(unit.level)) / rest : 0;
    const total = totals.get(unit.level) ?? 0;
    return [unit, total > 0 ? (share * own(unit)) / total : 0];
  }));
}

/** How busy a day is against an ordinary working day of early 2025: growth, season, weekday, holidays, the weeks around Tết. */
export function dayFactor(world: World, day: number): number {
  const { calendar } = world;
  if (calendar.isHoliday(day)) return 0;
  const { month, weekday } = partsOf(day);
  const fromNewYear = calendar.daysFromNewYear(day);
  const newYear = fromNewYear >= -10 && fromNewYear < 0 ? 0.62 : fromNewYear >= 0 && fromNewYear < 12 ? 0.7 : 1;
  const growth = 1 + (GROWTH_A_YEAR * (day - YEAR_2025)) / 365.25;
  return growth * (MONTH_FACTOR[month - 1] ?? 1) * (WEEKDAY_FACTOR[weekday - 1] ?? 0) * newYear;
}

/** Fewer people came in the first weeks of the new communes. */
export const reformFactor = (unit: MockUnit, day: number): number =>
  unit.level === 'commune' && day >= REFORM && day < REFORM + 45 ? 0.72 + (0.28 * (day - REFORM)) / 45 : 1;

/** Share of online filing on a day, 0–1, before a unit's own shift. */
export const onlineShare = (day: number): number => Math.min(0.93, 0.52 + (0.138 * (day - (YEAR_2025 - 366))) / 365.25);

/** Share of late settlement among what is received on a day. It falls over the years, with a hump in the first months of the new communes. */
export function lateShareOn(behaviour: UnitBehaviour, day: number): number {
  const years = (day - YEAR_2025) / 365.25;
  const trend = Math.min(1.3, Math.max(0.75, 1.08 - 0.14 * years));
  const hump = behaviour.unit.level === 'commune' && day >= REFORM && day < REFORM + 90 ? 1.9 - (0.9 * (day - REFORM)) / 90 : 1;
  return behaviour.lateShare * trend * hump;
}

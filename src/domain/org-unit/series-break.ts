import { addDays } from '../civil';
import type { Dimension } from '../cube/types';
import { parsePeriod } from '../period/text';
import type { Period } from '../period/types';
import type { LocalDate } from '../time';
import type { UnitCode, UnitRegistry } from './types';

/** Where a unit's series does not join: figures before `date` and from it on speak of different ground, or could not be carried over. */
export interface SeriesBreak {
  readonly unit: UnitCode;
  readonly date: LocalDate;
  /** `map`: no exact cover (a split, or a unit without trace). `rule`: the cover is exact but some metric cannot be combined over units. */
  readonly cause: 'map' | 'rule';
}

/** One stretch of the cube's time on which the map did not change. */
export interface Stretch {
  /** Index into `[first map, ...changeDates]`. */
  readonly epoch: number;
  /** Some day of it. */
  readonly day: LocalDate;
}

/** Which map a day is on: an index into `[first map, ...changeDates]`. */
export const epochIndex = (registry: UnitRegistry, day: LocalDate): number => registry.changeDates.filter((date) => date <= day).length;

/**
 * The stretch of every time category (or of the one period the cube is of). A period is reported on the map of its last day,
 * so a period that a change falls into already speaks of the new units.
 */
export function stretchesOf(time: Dimension | undefined, period: Period | undefined, registry: UnitRegistry): (Stretch | undefined)[] {
  const of = (each: Period | undefined): Stretch | undefined => {
    if (!each) return undefined;
    const day = addDays(each.end, -1);
    return { epoch: epochIndex(registry, day), day };
  };
  if (!time) return [of(period)];
  return time.categories.map((category) => {
    const parsed = parsePeriod(category.code);
    return of(parsed.ok ? parsed.value : undefined);
  });
}

/** A break wherever a unit's series changes between broken and whole, epoch by epoch; the target's own epoch is whole. */
export function breaksOf(unit: UnitCode, causes: ReadonlyMap<number, SeriesBreak['cause'] | null>, changeDates: readonly LocalDate[]): SeriesBreak[] {
  const epochs = [...causes.keys()].sort((a, b) => a - b);
  return epochs.flatMap((epoch, at) => {
    const before = epochs[at - 1];
    if (before === undefined) return [];
    const [was, is] = [causes.get(before) ?? null, causes.get(epoch) ?? null];
    if ((was === null) === (is === null)) return [];
    const date = changeDates[is === null ? epoch - 1 : before];
    const cause = was ?? is;
    return date && cause ? [{ unit, date, cause }] : [];
  });
}

export const byDate = (a: SeriesBreak, b: SeriesBreak): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);

/** As reported then, no figure is changed; but where a code passed to another ground its series is marked. */
export function breaksAsReported(geo: Dimension, stretches: readonly (Stretch | undefined)[], registry: UnitRegistry): SeriesBreak[] {
  const days = new Map(stretches.flatMap((each) => (each ? [[each.epoch, each.day] as const] : [])));
  const epochs = [...days.keys()].sort((a, b) => a - b);
  const breaks = geo.categories.flatMap(({ code }) => epochs.slice(1).flatMap((epoch, at): SeriesBreak[] => {
    const earlier = days.get(epochs[at] as number) as LocalDate;
    const before = registry.resolve(code, earlier);
    const after = registry.resolve(code, days.get(epoch) as LocalDate);
    if (!before || !after || before === after) return [];
    const cover = registry.cover(after, earlier);
    return cover.exact && cover.units.length === 1 && cover.units[0] === before ? [] : [{ unit: code, date: after.validFrom, cause: 'map' }];
  }));
  return breaks.sort(byDate);
}

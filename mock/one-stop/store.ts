import { dayAt, minuteAt } from '../clock';
import type { Era, MockUnit } from '../province/units';
import type { World } from '../world';
import { type Dossiers } from './dossiers';
import { generateDossiers, WARM_UP_DAYS } from './generate';
import { provinceOf } from './holders';
import { createLedger, type Cut, type Ledger } from './ledger';

/** Civil days asked for, `[from, to)`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a span stands at a moment. */
export type Standing = 'before-data' | 'closed' | 'running' | 'not-begun';

export interface OneStopStore {
  readonly world: World;
  readonly dossiers: Dossiers;
  /** Longest time from receipt to settlement of any dossier, minutes. */
  readonly longestLife: number;
  /** The map a span is reported on: the one of its last day. Dossiers of earlier units count to those that took them over. */
  eraOf(span: Span): Era;
  ledgerOf(era: Era): Ledger;
  /** Units of an era that settle dossiers, in the order of the pack. */
  workers(era: Era): readonly MockUnit[];
  /** The settling units that a code stands for on an era's map: itself, or all of a province. */
  resolve(code: string, era: Era): readonly MockUnit[] | undefined;
  provinces(era: Era): readonly MockUnit[];
  standing(span: Span, now: number): Standing;
  /** The end of what can be counted of a span: its own end, or this very minute while it runs. */
  cutOf(span: Span, now: number): Cut;
}

export function createOneStopStore(world: World): OneStopStore {
  const { units, firstDay, lastDay } = world;
  const dossiers = generateDossiers(world);
  let longestLife = 0;
  for (let row = 0; row < dossiers.size; row++) longestLife = Math.max(longestLife, (dossiers.done[row] as number) - (dossiers.received[row] as number));
  const ledgers = new Map<Era, Ledger>();
  const ledgerOf = (era: Era): Ledger => {
    const known = ledgers.get(era);
    if (known) return known;
    const made = createLedger(units, era, dossiers, firstDay - WARM_UP_DAYS, lastDay);
    ledgers.set(era, made);
    return made;
  };
  for (const era of units.eras) if (era.to > firstDay) ledgerOf(era);
  const workers = (era: Era): readonly MockUnit[] => era.units.filter((unit) => unit.level !== 'province');
  return {
    world, dossiers, longestLife, ledgerOf, workers,
    eraOf: (span) => units.eraAt(span.to - 1),
    resolve: (code, era) => {
      const unit = era.byCode.get(code);
      if (!unit) return undefined;
      return unit.level === 'province' ? workers(era).filter((each) => provinceOf(each, era) === unit) : [unit];
    },
    provinces: (era) => era.units.filter((unit) => unit.level === 'province'),
    standing: (span, now) => {
      const today = dayAt(now);
      if (span.from < firstDay) return 'before-data';
      return span.from > today ? 'not-begun' : span.to > today ? 'running' : 'closed';
    },
    cutOf: (span, now) => {
      const today = dayAt(now);
      return span.to > today ? { day: today, minute: minuteAt(now) } : { day: span.to, minute: null };
    },
  };
}

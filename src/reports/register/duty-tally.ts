import type { Duty, DutyState } from './parse-report';

/** How many duties stand where. */
export interface DutyTally extends Readonly<Record<DutyState, number>> {
  readonly owed: number;
  /** Those given, or past their time: what a share is of. */
  readonly judged: number;
  /** Given at all and given on time, of those judged, 0–1; null where none is judged yet. */
  readonly given: number | null;
  readonly onTime: number | null;
}

/** The requirement a register of duties is kept for: every regime, on time (100 %). A duty whose time has not come counts for nobody. */
export function tallyOf(duties: readonly Pick<Duty, 'state'>[]): DutyTally {
  const count = (of: DutyState): number => duties.filter(({ state }) => state === of).length;
  const [missing, late, due, onTime] = [count('missing'), count('late'), count('due'), count('on-time')];
  const judged = missing + late + onTime;
  return { missing, late, due, 'on-time': onTime, owed: duties.length, judged, given: judged === 0 ? null : (late + onTime) / judged, onTime: judged === 0 ? null : onTime / judged };
}

/** A share as per cent with one decimal, cut and not rounded: 129 of 130 is never "100 %". */
export const shareText = (share: number, number: (value: number, decimals: number) => string): string => {
  const cut = Math.floor(share * 1_000 + 1e-9) / 10;
  return `${number(cut, Number.isInteger(cut) ? 0 : 1)}%`;
};

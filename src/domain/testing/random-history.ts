import * as fc from 'fast-check';
import { localDate } from '../civil';
import type { ChangeKind, OrgUnit, UnitLevel } from '../org-unit/types';

/* For tests: units in a line, and whole histories of them over ground that itself never moves. */

export const START = '2000-01-01';
const PREFIX: Record<UnitLevel, string> = { province: 'Tỉnh', department: '', district: 'Huyện', commune: 'Xã' };
export interface Facts {
  readonly from?: string;
  readonly to?: string;
  readonly parent?: string | null;
  readonly was?: readonly (readonly [string, ChangeKind])[];
  readonly level?: UnitLevel;
  readonly name?: string;
}
export const unit = (code: string, { from = START, to, parent = 'P', was = [], level = 'commune', name = code }: Facts = {}): OrgUnit => ({
  code, name, fullName: `${PREFIX[level]} ${name}`.trim(), kind: level, level, parent,
  validFrom: localDate(from), validTo: to === undefined ? null : localDate(to), predecessors: was.map(([of, change]) => ({ code: of, change })),
});
export const PROVINCE = unit('P', { parent: null, level: 'province', name: 'Nghệ An' });

/** Random histories: at each change some units merge, split, are renamed or stay, over `n` pieces of ground that never move. */
interface Patch {
  code: string;
  ground: number[];
}
export interface Placed {
  readonly unit: OrgUnit;
  /** Pieces of ground it holds. */
  readonly ground: readonly number[];
}
export const histories = fc.tuple(fc.integer({ min: 2, max: 8 }), fc.array(fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 })).map(([n, rounds]) => {
  let serial = 0;
  const next = (): string => `u${serial++}`;
  let live: Patch[] = Array.from({ length: n }, (_, at) => ({ code: next(), ground: [at * 2, at * 2 + 1] }));
  const records = new Map<Patch, { from: string; to?: string; was: [string, ChangeKind][] }>(live.map((p) => [p, { from: START, was: [] }]));
  rounds.forEach((choices, round) => {
    const day = `${2001 + round}-07-01`;
    const born = (patch: Patch, was: [string, ChangeKind][]): Patch => { records.set(patch, { from: day, was }); return patch; };
    const end = (patch: Patch): void => { (records.get(patch) as { to?: string }).to = day; };
    const after: Patch[] = [];
    for (let at = 0; at < live.length; at++) {
      const [here, beside] = [live[at] as Patch, live[at + 1]];
      const choice = (choices[at % 8] as number) % 4;
      if (choice === 0 && beside) {
        end(here); end(beside);
        after.push(born({ code: here.code, ground: [...here.ground, ...beside.ground] }, [[here.code, 'merge'], [beside.code, 'merge']]));
        at++;
      } else if (choice === 1 && here.ground.length > 1) {
        end(here);
        after.push(born({ code: here.code, ground: here.ground.slice(0, 1) }, [[here.code, 'split']]), born({ code: next(), ground: here.ground.slice(1) }, [[here.code, 'split']]));
      } else if (choice === 2) {
        end(here);
        after.push(born({ code: next(), ground: here.ground }, [[here.code, 'rename']]));
      } else after.push(here);
    }
    live = after;
  });
  return [...records].map(([patch, facts]): Placed => ({ unit: unit(patch.code, facts), ground: patch.ground }));
});

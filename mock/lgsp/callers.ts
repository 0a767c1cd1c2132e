import { chance } from '../random';
import { SHARED_SERVICES, SYSTEMS, type NamedSystem } from '../province/systems';
import type { World } from '../world';
import { trafficOf } from './traffic';

/** Applications of the province that call services through the platform. */
const CALLING: readonly string[] = [
  'mot-cua-dien-tu', 'cong-dich-vu-cong', 'qlvb-dieu-hanh', 'httt-bao-cao', 'quan-ly-cbccvc', 'quan-ly-dat-dai',
  'y-te-phan-mem', 'giao-duc-phan-mem', 'cong-pakn', 'kho-du-lieu-dung-chung', 'sso-xac-thuc',
];
export const CALLERS: readonly NamedSystem[] = SYSTEMS.filter(({ id }) => CALLING.includes(id));

/** What one application asked of every shared service, in the order of the services. */
export interface Calls {
  readonly caller: NamedSystem;
  readonly requests: readonly number[];
  readonly errors: readonly number[];
}

/** About half of all pairs call each other at all; the first application calls everything, so that no call is without a caller. */
function weightOf(caller: NamedSystem, at: number, service: NamedSystem): number {
  const draw = chance('lgsp caller', caller.id, service.id);
  if (at > 0 && draw < 0.55) return 0;
  return (0.1 + draw) ** 3 * (0.4 + 2 * chance('lgsp caller size', caller.id));
}

/** Each application's part of what the services did on a day: the parts add up to the whole, and no part has more errors than calls. */
export function callsOf(world: World, day: number, now: number): readonly Calls[] | null {
  const parts = CALLERS.map((caller) => ({ caller, requests: [] as number[], errors: [] as number[] }));
  for (const service of SHARED_SERVICES) {
    const traffic = trafficOf(world, service, day, now);
    if (!traffic) return null;
    const weights = CALLERS.map((caller, at) => weightOf(caller, at, service));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    let weighed = 0;
    let asked = 0;
    let failed = 0;
    parts.forEach((part, at) => {
      weighed += weights[at] ?? 0;
      const upTo = at === parts.length - 1 ? traffic.requests : Math.floor((traffic.requests * weighed) / whole);
      // Errors are spread evenly over the calls as they are counted through.
      const failedUpTo = traffic.requests === 0 ? 0 : Math.floor((upTo * traffic.errors) / traffic.requests);
      part.requests.push(upTo - asked);
      part.errors.push(failedUpTo - failed);
      asked = upTo;
      failed = failedUpTo;
    });
  }
  return parts;
}

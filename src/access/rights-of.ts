import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import type { Instant } from '@/domain/time';
import type { Rights } from './rights';

/** Joins an actor's grants into rights on the day of `now`. Placeholder signature: grants are joined in the next change. */
export function rightsOf(actor: Actor, province: Province, now: Instant): Rights {
  throw new Error(`not yet: ${actor.kind} ${province.id} ${now}`);
}

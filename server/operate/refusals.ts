import type { FastifyRequest } from 'fastify';
import type { AuditEntry, AuditTrail } from '../audit/trail';
import { askedFrom } from '../http/asked-from';
import { routeOf } from './request-log';

const MINUTE_MS = 60_000;
/** Different refusals remembered; beyond, they are counted together. */
const MOST_KEYS = 5_000;

/** Why somebody was turned away. */
export type RefusalReason = 'not-allowed' | 'sign-in-needed' | 'cross-site' | 'too-many';

/**
 * Writes refusals into the trail: the first of its kind at once, further ones of the same actor, route and reason within a minute as
 * one entry with their number. A flood of refusals then neither fills the trail nor disappears from it.
 */
export interface Refusals {
  readonly note: (request: FastifyRequest, because: RefusalReason) => Promise<void>;
  /** Writes what was counted: by itself within a minute of the first, and at the stop. */
  readonly flush: () => Promise<void>;
}

export function createRefusals(audit: Pick<AuditTrail, 'write'>, clock: () => number, onFault: (fault: unknown) => void = () => undefined): Refusals {
  const held = new Map<string, { readonly since: number; readonly entry: AuditEntry; more: number }>();
  let timer: NodeJS.Timeout | undefined;
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const now = clock();
    for (const [key, { since, entry, more }] of held) {
      if (now - since < MINUTE_MS && more === 0) continue;
      held.delete(key);
      if (more > 0) await audit.write({ ...entry, detail: { ...entry.detail, more } });
    }
  };
  return {
    flush,
    note: async (request, because) => {
      const { actor } = request;
      const who = actor.kind === 'anonymous' ? request.ip : actor.id;
      const full = held.size >= MOST_KEYS;
      const key = full ? because : JSON.stringify([who, request.method, routeOf(request), because]);
      const known = held.get(key);
      if (known && clock() - known.since < MINUTE_MS) {
        known.more += 1;
        timer ??= setTimeout(() => void flush().catch(onFault), MINUTE_MS).unref();
        return;
      }
      held.delete(key);
      const entry: AuditEntry = {
        action: 'denied', actor, target: `${request.method} ${routeOf(request)}`, outcome: 'refused', from: askedFrom(request),
        detail: { because, ...(known && known.more > 0 ? { more: known.more } : {}) },
      };
      held.set(key, { since: clock(), entry, more: 0 });
      await audit.write(entry);
    },
  };
}

import type { Actor } from '@/domain/access';
import type { Core } from '../core';
import type { AuditAction } from '../audit/trail';
import type { Db } from '../store/store';
import { markEnded, type EndedSession, type SessionChoice } from './session-rows';
import type { EndReason } from './sessions';

/** Who ended sessions, and from where where that is known. */
export interface EndedBy {
  readonly actor: Actor | { readonly kind: 'system' };
  readonly from?: { readonly address: string; readonly request: string };
}

const AUDITED_AS: Readonly<Record<EndReason, AuditAction>> = {
  'signed-out': 'sign-out', 'signed-out-everywhere': 'sign-out', idle: 'sign-out', 'too-long': 'sign-out', replaced: 'sign-out', 'provider-logout': 'sign-out',
  'ended-by-owner': 'session-revoked', 'ended-by-administrator': 'session-revoked', disabled: 'session-revoked',
};

/** Ends sessions, tells every gateway and open page, and writes it down: all of it or nothing, with the caller's transaction. */
export async function endSessions(core: Core, db: Db, chosen: SessionChoice, reason: EndReason, by: EndedBy, now: number): Promise<readonly EndedSession[]> {
  const ended = await markEnded(db, chosen, reason, now);
  // Told first, written down last: the locks of log and trail are taken in one order everywhere.
  for (const { id } of ended) await core.events.publish(db, { kind: 'session-ended', audience: { to: 'session', id }, payload: { reason } });
  for (const { id, person } of ended) {
    await core.audit.append(db, {
      action: AUDITED_AS[reason], actor: by.actor, target: `session:${id}`, outcome: 'done', detail: { reason, person }, ...(by.from ? { from: by.from } : {}),
    });
  }
  return ended;
}

import type { FastifyRequest } from 'fastify';
import type { Core } from '../core';
import { askedFrom } from '../http/asked-from';
import type { SessionsInside } from './create-sessions';
import { endSessions } from './end-sessions';
import { agentOf } from './request-place';
import { openSession } from './session-rows';
import { SignInFailure } from './sign-in-faults';
import type { SignedIn } from './sign-in';

/**
 * Makes the person known, gives the roles of the claims, and opens a session under a new secret; a session that the browser had before is
 * ended. Gives the secret for the cookie. Throws {@link SignInFailure} for a disabled person.
 */
export async function openFor(core: Core, sessions: SessionsInside, request: FastifyRequest, { issuer, subject, read, idToken, providerSession }: SignedIn): Promise<string> {
  const { people, who, steady } = sessions;
  const { name, title, unit, grants, ignored } = read;
  const from = askedFrom(request);
  const before = request.actor.kind === 'person' ? request.actor : null;
  const opened = await core.store.transact(async (db) => {
    const person = await people.upsertFromClaims(db, { issuer, subject, name, title, unit });
    if (person.status !== 'active') return null;
    await people.replaceClaimGrants(db, person.id, grants);
    const session = await openSession(db, {
      person: person.id, now: steady(), wall: core.clock(), absoluteMs: core.settings.times.sessionAbsoluteMs,
      providerSession, idToken, agent: agentOf(request), address: request.ip,
    });
    const actor = { kind: 'person' as const, id: person.id, name, title, unit, session: session.id, grants, purposes: [] };
    if (before) await endSessions(core, db, { id: before.session }, 'replaced', { actor: before, from }, steady());
    await core.audit.append(db, { action: 'sign-in', actor, target: `session:${session.id}`, outcome: 'done', from });
    return { person: person.id, secret: session.secret };
  });
  if (!opened) throw new SignInFailure('disabled');
  if (ignored > 0) request.log.info({ ignored }, 'the sign-on named roles that give nothing here');
  if (before) who.drop(before.session);
  who.dropPerson(opened.person);
  return opened.secret;
}

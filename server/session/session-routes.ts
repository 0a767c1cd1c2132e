import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildEndSessionUrl } from 'openid-client';
import * as z from 'zod';
import type { Core } from '../core';
import { askedFrom } from '../http/asked-from';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { cookieLine, forgottenCookie, PORTAL_COOKIE } from './cookies';
import type { SessionsInside } from './create-sessions';
import { endSessions } from './end-sessions';
import { logoutTokenRoute } from './logout-token-route';
import { purposeRoutes } from './purpose-routes';
import { originOf } from './request-place';
import { logoutAnswer, logoutBody, ownSessionsSchema, sessionParams, sessionViewSchema } from './session-schemas';
import { logoutHint, sessionsOf, turnSecret } from './session-rows';
import type { PersonActor } from './sessions';
import { signInRoutes } from './sign-in-routes';

const OPEN: RouteRules = { right: { kind: 'open' }, effect: 'read', rate: 'api' };
const PERSON: RouteRules = { right: { kind: 'person' }, effect: 'read', rate: 'api' };
const PERSON_CHANGE: RouteRules = { right: { kind: 'person' }, effect: 'change', rate: 'api' };
const tags = ['session'];

/** Signing in and out, the own sessions, and purposes stated for personal fields. */
export function sessionRoutes(app: Gateway, core: Core, sessions: SessionsInside): void {
  turnSecrets(app, core, sessions);
  signInRoutes(app, core, sessions);
  logoutTokenRoute(app, core, sessions);
  purposeRoutes(app, core, sessions);

  app.get('/api/session', { config: { rules: OPEN }, schema: { tags, summary: 'Who I am, and what I may', response: { 200: sessionViewSchema } } }, (request) =>
    sessions.viewOf(request.actor, request.rights));

  app.post('/auth/logout', { config: { rules: PERSON_CHANGE }, schema: { tags, summary: 'Sign out, here or everywhere', body: logoutBody, response: { 200: logoutAnswer } } }, async (request, reply) => {
    const actor = personOf(request);
    const everywhere = request.body?.everywhere === true;
    const chosen = everywhere ? { person: actor.id } : { id: actor.session };
    const hint = await core.store.transact(async (db) => {
      const token = await logoutHint(db, actor.session);
      await endSessions(core, db, chosen, everywhere ? 'signed-out-everywhere' : 'signed-out', { actor, from: askedFrom(request) }, sessions.steady());
      return token;
    });
    sessions.who.dropPerson(actor.id);
    forget(reply);
    return { providerLogout: await providerLogout(core, sessions, request, hint) };
  });

  app.get('/api/sessions', { config: { rules: PERSON }, schema: { tags, summary: 'My sessions', response: { 200: ownSessionsSchema } } }, async (request) => {
    const [actor, now] = [personOf(request), sessions.steady()];
    return { sessions: await sessionsOf(core.store.db, actor.id, actor.session, { now, seenAfter: now - core.settings.times.sessionIdleMs }) };
  });

  app.delete('/api/sessions/:id', { config: { rules: PERSON_CHANGE }, schema: { tags, summary: 'End one of my sessions', params: sessionParams, response: { 204: z.null() } } }, async (request, reply) => {
    const actor = personOf(request);
    const { id } = request.params;
    const ended = await core.store.transact((db) =>
      endSessions(core, db, { id, person: actor.id }, 'ended-by-owner', { actor, from: askedFrom(request) }, sessions.steady()));
    if (ended.length === 0) throw new Problem('not-found');
    sessions.who.drop(id);
    if (id === actor.session) forget(reply);
    return reply.code(204).send(null);
  });
}

function personOf({ actor }: FastifyRequest): PersonActor {
  if (actor.kind !== 'person') throw new Problem('sign-in-needed');
  return actor;
}

const forget = (reply: FastifyReply): FastifyReply => reply.header('set-cookie', forgottenCookie(PORTAL_COOKIE));

/** Where the page goes so that the provider ends its own session too; null where it offers nothing of the kind, or is away. */
async function providerLogout(core: Core, { provider }: SessionsInside, request: FastifyRequest, hint: string | null): Promise<string | null> {
  const configuration = provider.standing() === 'ready' ? await provider.configuration() : null;
  if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
  return buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${originOf(core, request)}/`, ...(hint === null ? {} : { id_token_hint: hint }) }).href;
}

/**
 * Gives a session whose roles changed a new secret with the next answer. An answer that is streamed has no such place, so the secret stays
 * until one that has.
 */
function turnSecrets(app: Gateway, core: Core, { who }: SessionsInside): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const known = who.sessionOf(request);
    if (!known?.toBeTurned || reply.hasHeader('set-cookie')) return payload;
    const secret = await turnSecret(core.store.db, known.row.id, known.row, core.clock()).catch((fault: unknown) => {
      request.log.warn({ reason: fault instanceof Error ? fault.name : 'unknown' }, 'secret of a session not turned yet');
      return null;
    });
    if (secret !== null) {
      reply.header('set-cookie', cookieLine(PORTAL_COOKIE, secret));
      who.drop(known.row.id);
    }
    return payload;
  });
}

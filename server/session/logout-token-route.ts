import * as z from 'zod';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { SessionsInside } from './create-sessions';
import { endSessions } from './end-sessions';
import { askedFrom } from '../http/asked-from';
import { logoutTokenForm } from './session-schemas';

/** No page of ours sends it: the proof is the provider's signature, so it does not count as a change of ours. */
const BY_PROVIDER: RouteRules = { right: { kind: 'open' }, effect: 'read', rate: 'api' };
const LARGEST_FORM = 64 * 1024;

/** `POST /auth/backchannel-logout`: the provider says that somebody signed out of it. */
export function logoutTokenRoute(app: Gateway, core: Core, sessions: SessionsInside): void {
  // A scope of its own: nowhere else is a form taken.
  void app.register((scope: Gateway, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: LARGEST_FORM }, (_request, body, parsed) =>
      parsed(null, Object.fromEntries(new URLSearchParams(String(body)))));
    scope.post('/auth/backchannel-logout', {
      config: { rules: BY_PROVIDER }, bodyLimit: LARGEST_FORM,
      schema: { tags: ['session'], summary: 'The sign-on ends sessions', body: logoutTokenForm, response: { 200: z.null() } },
    }, async (request, reply) => {
      const configuration = await sessions.provider.configuration();
      if (!configuration) throw new Problem('sign-in-unavailable', { retryAfterSeconds: 30 });
      const read = await sessions.readLogoutToken(configuration, request.body.logout_token, Date.now());
      if (!read.ok) throw read.error === 'unavailable' ? new Problem('sign-in-unavailable', { retryAfterSeconds: 30 }) : new Problem('logout-token');
      const { id, issuer, subject, providerSession } = read.value;
      const about = { issuer, ...(subject === null ? {} : { subject }), ...(providerSession === null ? {} : { providerSession }) };
      const ended = await core.store.transact(async (db) =>
        (await sessions.attempts.isNew(db, `logout ${issuer} ${id}`))
          ? endSessions(core, db, about, 'provider-logout', { actor: { kind: 'system' }, from: askedFrom(request) }, sessions.steady())
          : null);
      if (ended === null) throw new Problem('logout-token');
      for (const each of ended) sessions.who.drop(each.id);
      return reply.code(200).send(null);
    });
    done();
  });
}

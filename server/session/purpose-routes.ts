import type { FastifyRequest } from 'fastify';
import type { SessionView } from '@/access/session-view';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { SessionsInside } from './create-sessions';
import { askedFrom } from '../http/asked-from';
import { purposeBody, purposeParams, sessionViewSchema } from './session-schemas';
import type { PersonActor } from './sessions';

const STATE: RouteRules = { right: { kind: 'may', action: 'unmask' }, effect: 'change', rate: 'api' };
const TAKE_BACK: RouteRules = { right: { kind: 'person' }, effect: 'change', rate: 'api' };
const tags = ['session'];

/** Stating why personal fields of a dataset are to be seen, and taking it back; in force at once on every gateway. */
export function purposeRoutes(app: Gateway, core: Core, sessions: SessionsInside): void {
  app.post('/api/purposes', { config: { rules: STATE }, schema: { tags, summary: 'State a purpose for personal fields', body: purposeBody, response: { 200: sessionViewSchema } } }, async (request) => {
    const actor = personOf(request);
    const { dataset: id, purpose, remark } = request.body;
    const province = core.province.current();
    const dataset = province.datasets.get(id);
    const share = dataset && request.rights.share(dataset);
    if (!share) throw new Problem('not-found');
    if (!share.mayUnmask) throw new Problem('not-allowed');
    if (!province.access.purposes.some((known) => known.id === purpose)) throw new Problem('bad-request', { at: '/purpose', expected: 'a configured purpose', got: purpose });
    const now = core.clock();
    const until = now + core.settings.times.purposeMs;
    await core.store.transact(async (db) => {
      await db
        .insertInto('purpose_stated')
        .values({ session: actor.session, person: actor.id, dataset: id, purpose, remark, stated_at: new Date(now), until: new Date(until) })
        .execute();
      await core.events.publish(db, { kind: 'rights-changed', audience: { to: 'session', id: actor.session }, payload: {} });
      // The remark is the person's own words and may name somebody: it stays in the table.
      await core.audit.append(db, { action: 'unmask', actor, target: `dataset:${id}`, outcome: 'done', from: askedFrom(request), detail: { purpose, until: new Date(until).toISOString() } });
    });
    return viewNow(sessions, actor);
  });

  app.delete('/api/purposes/:dataset', { config: { rules: TAKE_BACK }, schema: { tags, summary: 'Take a stated purpose back', params: purposeParams, response: { 200: sessionViewSchema } } }, async (request) => {
    const actor = personOf(request);
    const now = new Date(core.clock());
    await core.store.transact(async (db) => {
      const taken = await db
        .updateTable('purpose_stated').set({ until: now })
        .where('session', '=', actor.session).where('dataset', '=', request.params.dataset).where('until', '>', now)
        .returning('id').execute();
      if (taken.length === 0) throw new Problem('not-found');
      await core.events.publish(db, { kind: 'rights-changed', audience: { to: 'session', id: actor.session }, payload: {} });
      await core.audit.append(db, { action: 'unmask', actor, target: `dataset:${request.params.dataset}`, outcome: 'done', from: askedFrom(request), detail: { taken_back: true } });
    });
    return viewNow(sessions, actor);
  });
}

async function viewNow(sessions: SessionsInside, { session }: PersonActor): Promise<SessionView> {
  sessions.who.drop(session);
  const actor = await sessions.now(session);
  if (!actor) throw new Problem('sign-in-needed');
  return sessions.viewOf(actor);
}

function personOf({ actor }: FastifyRequest): PersonActor {
  if (actor.kind !== 'person') throw new Problem('sign-in-needed');
  return actor;
}

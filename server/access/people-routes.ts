import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Result } from '@/domain/result';
import type { Core } from '../core';
import { Problem, type ProblemPlace } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { Administrator, PeopleDirectory, PeopleRefusal } from './people';

const READ = { rules: { right: { kind: 'may', action: 'people.read' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const CHANGE = { rules: { right: { kind: 'may', action: 'people.grant' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const tags = ['access'];

const unitCode = z.string().regex(/^[0-9A-Z.]{1,35}$/);
const roleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const personParams = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });
const person = z.object({
  id: z.string(), name: z.string(), title: z.string(), unit: z.string().nullable(), status: z.enum(['active', 'disabled']),
  grants: z.array(z.object({ id: z.number(), role: z.string(), unit: z.string().nullable(), origin: z.enum(['claims', 'cli', 'admin']), grantedAt: z.number() })).readonly(),
  mayManage: z.boolean(),
});

/** People of the administrator's ground, their roles, their standing. Every route asks for the unit it is about; outside it nobody exists. */
export function peopleRoutes(app: Gateway, core: Core, people: PeopleDirectory): void {
  app.get('/api/people', {
    config: READ,
    schema: {
      tags, summary: 'People of a unit, or of all units of the reader, with the roles this reader may give there',
      querystring: z.object({ unit: unitCode.optional(), text: z.string().max(100).optional() }),
      response: { 200: z.object({ people: z.array(person), more: z.boolean(), mayGive: z.array(z.string()) }) },
    },
  }, async (request) => {
    const { unit, text } = request.query;
    const by = administrator(request);
    const found = await people.list(by, { unit, text });
    if (!found) return refuse(core, request, 'people', 'not-allowed');
    const ground = unit ?? (request.actor.kind === 'person' ? request.actor.unit : null);
    return { people: [...found.people], more: found.more, mayGive: [...people.mayGive(by, ground)] };
  });

  app.post('/api/people/:id/grants', {
    config: CHANGE,
    schema: { tags, summary: 'Give a role for a unit; null is the whole province', params: personParams, body: z.strictObject({ role: roleId, unit: unitCode.nullable() }), response: { 200: person } },
  }, async (request) => {
    const { id } = request.params;
    return settled(core, request, id, await people.grant(administrator(request), id, request.body), { at: 'body', expected: 'a role and a unit of this province' });
  });

  app.delete('/api/people/:id/grants/:grant', {
    config: CHANGE,
    schema: { tags, summary: 'Take a role that an administrator gave', params: personParams.extend({ grant: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }), response: { 200: person } },
  }, async (request) => {
    const { id, grant } = request.params;
    return settled(core, request, id, await people.revoke(administrator(request), id, grant));
  });

  app.put('/api/people/:id/status', {
    config: CHANGE,
    schema: { tags, summary: 'Disable somebody, which ends their sessions at once, or let them in again', params: personParams, body: z.strictObject({ status: z.enum(['active', 'disabled']) }), response: { 200: person } },
  }, async (request) => {
    const { id } = request.params;
    return settled(core, request, id, await people.setStatus(administrator(request), id, request.body.status));
  });

  app.delete('/api/people/:id/sessions', {
    config: CHANGE,
    schema: { tags, summary: 'End all sessions of somebody', params: personParams, response: { 200: z.object({ ended: z.number() }) } },
  }, async (request) => {
    const { id } = request.params;
    return settled(core, request, id, await people.endSessions(administrator(request), id));
  });
}

const administrator = ({ actor, rights, ip, id }: FastifyRequest): Administrator => ({ actor, rights, from: { address: ip, request: id } });

async function settled<T>(core: Core, request: FastifyRequest, person: string, done: Result<T, PeopleRefusal>, place: ProblemPlace = {}): Promise<T> {
  return done.ok ? done.value : refuse(core, request, `person:${person}`, done.error, place);
}

/** What was tried and refused is written down: reaching for more than one's own is worth knowing. */
async function refuse(core: Core, request: FastifyRequest, target: string, code: PeopleRefusal, place: ProblemPlace = {}): Promise<never> {
  const { actor, from } = administrator(request);
  if (code !== 'not-found' && code !== 'bad-request') await core.audit.write({ action: 'denied', actor, target, outcome: 'refused', from, detail: { code } });
  throw new Problem(code, code === 'bad-request' ? place : {});
}

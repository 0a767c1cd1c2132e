import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Core } from '../core';
import { askedFrom } from '../http/asked-from';
import { Problem, problemBody } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { Operator, Screens } from '../screens/screens';
import { expectedOf } from '../state/preconditions';
import { createDrive } from './create-drive';
import { createPlans, type Plans, type WallView } from './create-plans';
import { programFor, wallsFor } from './look-at-walls';
import {
  commandAnswer, commandBody, doneAnswer, matchHeaders, newWallBody, screenParams, screenProgramAnswer, wallAnswer, wallBody, wallParams, wallsAnswer, zonesBody, zonesSaved,
} from './wall-schemas';

const LOOK = { rules: { right: { kind: 'may', action: 'screen.command' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const DRIVE = { rules: { right: { kind: 'may', action: 'screen.command' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const PLAN = { rules: { right: { kind: 'may', action: 'screen.pair' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const SCREEN = { rules: { right: { kind: 'screen' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const tags = ['wall'];

const operatorOf = (request: FastifyRequest): Operator => ({ actor: request.actor, rights: request.rights, from: askedFrom(request) });

/** Walls: how they hang, what they show, who drives. */
export function wallRoutes(app: Gateway, core: Core, screens: Pick<Screens, 'forget'>): void {
  programRoutes(app, core, screens);
  planRoutes(app, createPlans(core));
}

function programRoutes(app: Gateway, core: Core, screens: Pick<Screens, 'forget'>): void {
  const drive = createDrive(core, screens);

  app.get('/api/walls', {
    config: LOOK, schema: { tags, summary: 'Walls, screens and scenes of the units of the operator', response: { 200: wallsAnswer } },
  }, (request) => wallsFor(core, operatorOf(request)));

  app.post('/api/wall/commands', {
    config: DRIVE, schema: { tags, summary: 'One deed for several screens, at one moment; the same key again is the same command', body: commandBody, response: { 200: commandAnswer } },
  }, (request) => drive(operatorOf(request), request.body));

  app.get('/api/screen/program', {
    config: SCREEN, schema: { tags, summary: 'What this display is to show', response: { 200: screenProgramAnswer } },
  }, (request) => {
    if (request.actor.kind !== 'screen') throw new Problem('not-allowed');
    return programFor(core, request.actor);
  });
}

function planRoutes(app: Gateway, plans: Plans): void {
  app.post('/api/walls', {
    config: PLAN, schema: { tags, summary: 'A new wall', body: newWallBody, response: { 200: wallAnswer } },
  }, async (request, reply) => {
    const wall = await plans.make(operatorOf(request), request.body.unit, request.body.plan);
    reply.header('etag', `"${wall.revision}"`);
    return wall;
  });

  app.put('/api/walls/:id', {
    config: PLAN, schema: { tags, summary: 'Another plan for a wall (If-Match)', params: wallParams, headers: matchHeaders, body: wallBody, response: { 200: wallAnswer } },
  }, async (request, reply) => {
    const expected = expectedOf(request.headers, true);
    if (typeof expected === 'string') throw new Problem('bad-request', { at: 'headers/if-match', expected: '"<revision>"' });
    const outcome = await plans.change(operatorOf(request), request.params.id, expected.match, request.body.plan);
    if ('conflict' in outcome) return conflict(request, reply, outcome.conflict);
    reply.header('etag', `"${outcome.wall.revision}"`);
    return outcome.wall;
  });

  app.delete('/api/walls/:id', {
    config: PLAN, schema: { tags, summary: 'Takes a wall away; its screens stay', params: wallParams, response: { 200: doneAnswer } },
  }, async (request) => {
    await plans.remove(operatorOf(request), request.params.id);
    return { done: true as const };
  });

  app.put('/api/screens/:id/zones', {
    config: PLAN, schema: { tags, summary: 'How a display is divided', params: screenParams, body: zonesBody, response: { 200: zonesSaved } },
  }, async (request) => ({ zones: await plans.divide(operatorOf(request), request.params.id, request.body.zones) }));
}

/** Carries the plan that stands, so that both can be looked at. */
async function conflict(request: FastifyRequest, reply: FastifyReply, current: WallView): Promise<undefined> {
  await reply.code(409).header('etag', `"${current.revision}"`).type('application/problem+json; charset=utf-8').serializer(JSON.stringify)
    .send({ ...problemBody('document-conflict', {}, request.id), current });
}

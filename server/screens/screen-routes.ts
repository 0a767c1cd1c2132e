import type { FastifyRequest } from 'fastify';
import type { Classification } from '@/domain/dataset';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { cookieOf } from '../session/cookies';
import {
  beginAnswer, changeBody, codeAnswer, codeParams, commandAnswer, commandBody, doneAnswer, emptyBody, giftBody, mineAnswer, screenAnswer, screenParams, screensAnswer,
  standingAnswer, standingBody,
} from './screen-schemas';
import { PAIRING_COOKIE, SCREEN_COOKIE, screenCookieLine } from './screen-cookies';
import type { Operator, Screens, ScreenView } from './screens';

const OPEN_CHANGE = { rules: { right: { kind: 'open' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const OPEN_READ = { rules: { right: { kind: 'open' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const PAIR_READ = { rules: { right: { kind: 'may', action: 'screen.pair' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const PAIR_CHANGE = { rules: { right: { kind: 'may', action: 'screen.pair' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const COMMAND = { rules: { right: { kind: 'may', action: 'screen.command' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const STANDING = { rules: { right: { kind: 'screen' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const tags = ['screens'];
/** Longest a browser keeps a cookie; renewed with each new secret. */
const SCREEN_COOKIE_SECONDS = 400 * 24 * 3_600;

const operatorOf = (request: FastifyRequest): Operator => ({ actor: request.actor, rights: request.rights, from: { address: request.ip, request: request.id } });
const cookie = (request: FastifyRequest, name: string): string | null => cookieOf(request.headers.cookie, name);
type Shown<C> = Omit<ScreenView, 'classes' | 'dashboards'> & { classes: C[]; dashboards: string[] };
const shown = (view: ScreenView): Shown<'public' | 'internal'> => ({ ...view, classes: view.classes.filter(isForScreens), dashboards: [...view.dashboards] });
const isForScreens = (each: Classification): each is 'public' | 'internal' => each === 'public' || each === 'internal';

/** Pairing of displays, what operators do with them, and what they say of themselves. */
export function screenRoutes(app: Gateway, core: Core, screens: Screens): void {
  deviceRoutes(app, core, screens);
  pairingRoutes(app, screens);
  operatorRoutes(app, core, screens);
}

function deviceRoutes(app: Gateway, core: Core, screens: Screens): void {
  app.post('/api/pairings', {
    config: OPEN_CHANGE, schema: { tags, summary: 'A code for a display that wants to be paired', body: emptyBody, response: { 200: beginAnswer } },
  }, async (request, reply) => {
    if (request.actor.kind !== 'anonymous') throw new Problem('not-allowed');
    const { code, expiresAt, device } = await screens.begin(cookie(request, PAIRING_COOKIE), request.ip);
    reply.header('set-cookie', screenCookieLine(PAIRING_COOKIE, device, Math.ceil(core.settings.times.pairingMs / 1_000) * 2));
    return { code, expiresAt };
  });

  app.get('/api/pairings/mine', {
    config: OPEN_READ, schema: { tags, summary: 'How the pairing of this display stands', response: { 200: mineAnswer } },
  }, async (request, reply) => {
    const standing = await screens.mine(cookie(request, PAIRING_COOKIE), cookie(request, SCREEN_COOKIE));
    if (standing.state !== 'paired') return standing;
    reply.header('set-cookie', screenCookieLine(SCREEN_COOKIE, standing.secret, SCREEN_COOKIE_SECONDS));
    return { state: standing.state, name: standing.name };
  });

  app.post('/api/screen/standing', {
    config: STANDING, schema: { tags, summary: 'What this display shows', body: standingBody, response: { 200: standingAnswer } },
  }, async (request, reply) => {
    if (request.actor.kind !== 'screen') throw new Problem('not-allowed');
    const secret = await screens.stand(request.actor, cookie(request, SCREEN_COOKIE), request.body.shows);
    if (secret !== null) reply.header('set-cookie', screenCookieLine(SCREEN_COOKIE, secret, SCREEN_COOKIE_SECONDS));
    return { serverTime: core.clock() };
  });
}

function pairingRoutes(app: Gateway, screens: Screens): void {
  app.get('/api/pairings/:code', {
    config: PAIR_READ, schema: { tags, summary: 'A code that a display shows', params: codeParams, response: { 200: codeAnswer } },
  }, (request) => screens.lookUp(operatorOf(request), request.params.code));

  app.post('/api/pairings/:code/confirm', {
    config: PAIR_CHANGE, schema: { tags, summary: 'Makes the display with this code a screen of the province', params: codeParams, body: giftBody, response: { 200: screenAnswer } },
  }, async (request) => shown(await screens.confirm(operatorOf(request), request.params.code, request.body)));
}

function operatorRoutes(app: Gateway, core: Core, screens: Screens): void {
  app.get('/api/screens', {
    config: PAIR_READ, schema: { tags, summary: 'Paired displays of the units of the reader', response: { 200: screensAnswer } },
  }, async (request) => ({ screens: (await screens.list(operatorOf(request))).map(shown), serverTime: core.clock() }));

  app.patch('/api/screens/:id', {
    config: PAIR_CHANGE, schema: { tags, summary: 'Another name, or other rights, for a display', params: screenParams, body: changeBody, response: { 200: screenAnswer } },
  }, async (request) => {
    const given = Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined));
    return shown(await screens.change(operatorOf(request), request.params.id, given));
  });

  app.delete('/api/screens/:id', {
    config: PAIR_CHANGE, schema: { tags, summary: 'Takes a display its right away', params: screenParams, response: { 200: doneAnswer } },
  }, async (request) => {
    await screens.revoke(operatorOf(request), request.params.id);
    return { done: true as const };
  });

  app.post('/api/screens/:id/commands', {
    config: COMMAND, schema: { tags, summary: 'A command for a display', params: screenParams, body: commandBody, response: { 200: commandAnswer } },
  }, (request) => screens.command(operatorOf(request), request.params.id, request.body.command, request.body.argument ?? null));
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInFault } from '@/access/sign-in-fault';
import type { Core } from '../core';
import { askedFrom } from '../http/asked-from';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { cookieLine, cookieOf, PORTAL_COOKIE, SIGN_IN_COOKIE } from './cookies';
import type { SessionsInside } from './create-sessions';
import { openFor } from './open-for';
import { originOf } from './request-place';
import { returnTo } from './return-to';
import { isSecret, newSecret } from './secrets';
import { loginQuery } from './session-schemas';
import { SignInFailure } from './sign-in-faults';
import { SIGN_IN_MS } from './sign-in';
import { createSignInLimit } from './sign-in-limit';

const LEAVE: RouteRules = { right: { kind: 'open' }, effect: 'read', rate: 'sign-in' };
const COME_BACK: RouteRules = { right: { kind: 'open' }, effect: 'read', rate: 'api' };

/**
 * The way to the provider and back. People come here by following links, so whatever goes wrong ends on a page of the portal with
 * `?sign-in=<code>`, and nothing here ever sends anybody to the provider a second time.
 */
export function signInRoutes(app: Gateway, core: Core, sessions: SessionsInside): void {
  const limit = createSignInLimit(core, sessions.attempts);

  app.get('/auth/login', { config: { rules: LEAVE }, schema: { tags: ['session'], summary: 'Go to the sign-on', querystring: loginQuery } }, async (request, reply) => {
    const left = await limit.take(request);
    if (left !== null) return tooMany(request, reply, left);
    const known = cookieOf(request.headers.cookie, SIGN_IN_COOKIE);
    // One mark for all sign-ins under way in this browser, so that two pages can sign in side by side.
    const browser = known !== null && isSecret(known) ? known : newSecret();
    const { returnTo: asked, prompt } = request.query;
    try {
      const to = await sessions.signIn.begin({
        browser, origin: originOf(core, request), returnTo: returnTo(typeof asked === 'string' ? asked : undefined), again: prompt === 'login',
      });
      return await reply.header('set-cookie', cookieLine(SIGN_IN_COOKIE, browser, SIGN_IN_MS / 1000)).redirect(to.href, 302);
    } catch (fault) {
      if (!(fault instanceof SignInFailure)) throw fault;
      return failed(core, request, reply, fault.code);
    }
  });

  app.get('/auth/callback', { config: { rules: COME_BACK }, schema: { tags: ['session'], summary: 'Come back from the sign-on' } }, async (request, reply) => {
    const at = (request.raw.url ?? '').indexOf('?');
    const query = new URLSearchParams(at < 0 ? '' : (request.raw.url ?? '').slice(at + 1));
    try {
      const signedIn = await sessions.signIn.finish(query, cookieOf(request.headers.cookie, SIGN_IN_COOKIE));
      const secret = await openFor(core, sessions, request, signedIn);
      await limit.forget(request);
      return await reply.header('set-cookie', cookieLine(PORTAL_COOKIE, secret)).redirect(signedIn.returnTo, 302);
    } catch (fault) {
      if (!(fault instanceof SignInFailure)) throw fault;
      const left = await limit.take(request);
      return left === null ? failed(core, request, reply, fault.code) : tooMany(request, reply, left);
    }
  });
}

/** Written down, and said on the portal's own page. Nothing of what came with the request is repeated. */
async function failed(core: Core, request: FastifyRequest, reply: FastifyReply, code: SignInFault): Promise<FastifyReply> {
  request.log.warn({ code }, 'sign-in failed');
  await core.audit.write({ action: 'sign-in-failed', actor: { kind: 'anonymous' }, target: `sign-in:${code}`, outcome: code === 'oidc-unavailable' ? 'failed' : 'refused', from: askedFrom(request) });
  return reply.redirect(`/?sign-in=${code}`, 302);
}

const WAIT = (seconds: number): string => `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Hãy chờ một lát</title></head>
<body><main><h1>Hãy chờ một lát</h1><p>Trình duyệt này vừa đăng nhập quá nhiều lần. Hãy thử lại sau ${seconds} giây.</p><p lang="en">Too many sign-ins. Try again in ${seconds} seconds.</p><p><a href="/">Về trang chủ</a></p></main></body>
</html>
`;

function tooMany(request: FastifyRequest, reply: FastifyReply, seconds: number): FastifyReply {
  if (!request.headers.accept?.includes('text/html')) throw new Problem('too-many', { retryAfterSeconds: seconds });
  return reply
    .code(429)
    .headers({ 'retry-after': String(seconds), 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'" })
    .type('text/html; charset=utf-8')
    .send(WAIT(seconds));
}

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Configuration, interactionPolicy, JWK, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { readBody } from '../http/read-body';
import type { UnitBook } from '../province/units';
import { ssoMemory } from './memory';
import { otherPersonPage, refusalPage, signedOutPage, signInPage, signOutPage, STYLE } from './pages';
import { claimsOf, ssoPeople, type SsoPerson } from './people';

/** The portal as the sign-on knows it. */
export interface SsoClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri?: string;
}

export interface SsoOptions {
  /** Ends with `/sso`, without a slash after it. */
  readonly issuer: string;
  readonly province: string;
  readonly units: UnitBook;
  readonly client: SsoClient;
}

/** Answers whatever is asked below `/sso`. */
export type SsoHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const MOUNT = '/sso';
const INTERACTION = /^\/interaction\/[\w-]+$/;
const HTML = 'text/html; charset=utf-8';
const HOUR = 3600;

/** The province's sign-on: a certified provider's code with invented people, their sign-in page, no consent, and no password. */
export async function createSso(options: SsoOptions): Promise<SsoHandler> {
  const people = ssoPeople(options.province, options.units);
  const library = await importProvider();
  const provider = new library.Provider(options.issuer, configuration(options, people, library.interactionPolicy));
  provider.use(ownSteps);
  const answer = provider.callback();
  const headers = pageHeaders(options.client);

  return async (req, res) => {
    const original = req.url ?? MOUNT;
    // The provider finds where it is mounted by comparing the two.
    Object.assign(req, { originalUrl: original, url: original.slice(MOUNT.length) || '/' });
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (path === '/style.css') return sendText(res, 200, 'text/css; charset=utf-8', STYLE);
    if (INTERACTION.test(path)) return choosePerson(provider, people, options.units.root.fullName, req, res);
    await answer(req, res);
  };
}

/** On start the library warns of Node 20, on which the tests of this mock run; everything else it says is passed on. */
async function importProvider(): Promise<typeof import('oidc-provider')> {
  const { warn } = console;
  console.warn = (...words: unknown[]): void => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

/** Forms end at the portal by redirects, so its origins stand in `form-action`. */
function pageHeaders({ redirectUris }: SsoClient): Readonly<Record<string, string>> {
  const portals = [...new Set(redirectUris.map((uri) => new URL(uri).origin))];
  return {
    'content-security-policy': `default-src 'none'; style-src 'self'; form-action 'self' ${portals.join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-sample-data': 'true',
  };
}

function sendText(res: ServerResponse, status: number, type: string, text: string): void {
  res.writeHead(status, { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) }).end(text);
}

async function choosePerson(provider: Provider, people: readonly SsoPerson[], province: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const form = req.method === 'POST' ? new URLSearchParams((await readBody(req)) ?? '') : null;
  try {
    await provider.interactionDetails(req, res);
    if (!form) return sendText(res, 200, HTML, signInPage(province, people));
    const accountId = form.get('account') ?? '';
    if (form.has('cancel')) return await provider.interactionFinished(req, res, { error: 'access_denied', error_description: 'the person went back' });
    if (!people.some(({ account }) => account === accountId)) return sendText(res, 400, HTML, refusalPage('unknown account'));
    await provider.interactionFinished(req, res, { login: { accountId, remember: true } }, { mergeWithLastSubmission: false });
  } catch (fault) {
    if (res.headersSent) throw fault;
    sendText(res, 400, HTML, refusalPage(fault instanceof Error && 'error' in fault ? String(fault.error) : 'invalid_request'));
  }
}

/** Pages that the library would send on by a script, which none here may run: they get a button. */
async function ownSteps(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const xsrf = ctx.status === 200 ? ctx.oidc?.session?.state?.['secret'] : undefined;
  if (typeof xsrf !== 'string') return;
  const action = ctx.oidc.urlFor('end_session_confirm');
  if (ctx.oidc.route === 'end_session') ctx.body = signOutPage(action, xsrf);
  if (ctx.oidc.route === 'resume') ctx.body = otherPersonPage(action, xsrf);
}

function configuration({ client }: SsoOptions, people: readonly SsoPerson[], policy: typeof interactionPolicy): Configuration {
  const prompts = policy.base();
  prompts.remove('consent');
  return {
    adapter: ssoMemory(),
    clients: [clientOf(client)],
    jwks: { keys: [signingKey()] },
    // Browsers send cookies to every port of a host: the path keeps these away from the portal.
    cookies: { keys: [randomBytes(32).toString('base64url')], long: { path: MOUNT, signed: true }, short: { path: MOUNT, signed: true } },
    claims: { openid: ['sub'], profile: ['name', 'chuc_danh', 'vai_tro', 'don_vi'] },
    // The claims stand in the identity token itself: the portal asks nothing else of the sign-on.
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    ttl: { Session: 12 * HOUR, Interaction: HOUR, Grant: 12 * HOUR, IdToken: HOUR, AccessToken: HOUR },
    interactions: { policy: prompts, url: (_ctx, interaction) => `${MOUNT}/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => {
      const person = people.find(({ account }) => account === sub);
      return person && { accountId: sub, claims: () => claimsOf(person) };
    },
    loadExistingGrant: async (ctx) => {
      const held = ctx.oidc.session?.grantIdFor(ctx.oidc.client?.clientId ?? '');
      const known = held === undefined ? undefined : await ctx.oidc.provider.Grant.find(held);
      if (known) return known;
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client?.clientId, accountId: ctx.oidc.session?.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.type = HTML;
      ctx.body = refusalPage(out.error);
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => {
          ctx.body = '';
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.type = HTML;
          ctx.body = signedOutPage();
        },
      },
    },
    // The library's own refuses addresses of this machine, where the portal of the demonstration is.
    fetch: (url, given) => fetch(url, { ...given, dispatcher: undefined } as RequestInit),
  };
}

const clientOf = (client: SsoClient): NonNullable<Configuration['clients']>[number] => ({
  client_id: client.clientId,
  client_secret: client.clientSecret,
  client_name: 'Toàn Cảnh',
  redirect_uris: [...client.redirectUris],
  post_logout_redirect_uris: [...client.postLogoutRedirectUris],
  response_types: ['code'],
  grant_types: ['authorization_code'],
  id_token_signed_response_alg: 'ES256',
  ...(client.backchannelLogoutUri === undefined ? {} : { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }),
});

/** A key of its own for each run. */
function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), use: 'sig', alg: 'ES256' } as JWK;
}

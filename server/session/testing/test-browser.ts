import type { Gateway } from '../../http/route';

interface Answer {
  readonly status: number;
  readonly url: URL;
  readonly text: string;
  readonly headers: Headers;
  /** Every address that was gone to, in order. */
  readonly hops: readonly string[];
}

interface Asked {
  readonly method?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stops before an address for which this holds. */
  readonly stopAt?: (url: URL) => boolean;
}

export interface TestBrowser {
  readonly go: (address: string, asked?: Asked) => Promise<Answer>;
  /** Cookies of the portal, by name. */
  readonly cookies: Map<string, string>;
  /** What the page would be told of itself. */
  readonly session: () => Promise<Readonly<Record<string, unknown>> & { readonly csrf: string | null; readonly actor: Readonly<Record<string, unknown>> }>;
  /** A change sent as our own page sends it. */
  readonly change: (method: string, path: string, json?: unknown) => Promise<Answer>;
  /** The whole way: from the portal to the sign-on, one button, and back. Stops before an address for which `stopAt` holds. */
  readonly signIn: (account: string, path?: string, stopAt?: Asked['stopAt']) => Promise<Answer>;
}

const MOST_HOPS = 12;

/** A small browser without scripts: keeps cookies by host and path, follows redirects, posts forms. The portal is asked in memory. */
export function testBrowser(portal: Gateway, origin: string, agent = 'Test/1.0'): TestBrowser {
  const outside = new Map<string, { readonly value: string; readonly path: string }>();
  const cookies = new Map<string, string>();

  const keep = (url: URL, lines: readonly string[]): void => {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
      const gone = attributes.some((each) => /^max-age=0$/i.test(each) || /^expires=Thu, 01 Jan 1970/i.test(each));
      if (url.origin === origin && gone) cookies.delete(name);
      else if (url.origin === origin) cookies.set(name, value);
      else if (gone) outside.delete(`${name} ${path}`);
      else outside.set(`${name} ${path}`, { value, path });
    }
  };
  const cookieHeader = (url: URL): string =>
    url.origin === origin
      ? [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      : [...outside].filter(([, { path }]) => url.pathname.startsWith(path)).map(([key, { value }]) => `${key.split(' ')[0] ?? ''}=${value}`).join('; ');

  const once = async (url: URL, { method = 'GET', form, json, headers = {} }: Asked): Promise<Answer> => {
    const body = form ? new URLSearchParams(form).toString() : json === undefined ? undefined : JSON.stringify(json);
    const sent: Record<string, string> = {
      'user-agent': agent, ...(cookieHeader(url) === '' ? {} : { cookie: cookieHeader(url) }),
      ...(body === undefined ? {} : { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' }), ...headers,
    };
    if (url.origin !== origin) {
      const answer = await fetch(url, { method, headers: sent, redirect: 'manual', ...(body === undefined ? {} : { body }) });
      keep(url, answer.headers.getSetCookie());
      return { status: answer.status, url, text: await answer.text(), headers: answer.headers, hops: [] };
    }
    const answer = await portal.inject({ method: method as 'GET', url: `${url.pathname}${url.search}`, headers: { host: url.host, ...sent }, ...(body === undefined ? {} : { payload: body }) });
    const given = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) for (const each of [value].flat()) given.append(name, String(each));
    keep(url, given.getSetCookie());
    return { status: answer.statusCode, url, text: answer.body, headers: given, hops: [] };
  };

  const go = async (address: string, asked: Asked = {}): Promise<Answer> => {
    const hops: string[] = [];
    let [url, next] = [new URL(address, origin), asked];
    for (;;) {
      hops.push(url.href);
      const answer = await once(url, next);
      const to = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
      if (to === null) return { ...answer, hops };
      if (hops.length > MOST_HOPS) throw new Error(`a loop of redirects: ${hops.join(' → ')}`);
      url = new URL(to, url);
      next = { headers: asked.headers ?? {} };
      // The page itself is none of this test's business.
      const isPage = url.origin === origin && !/^\/(api|auth)\//.test(url.pathname);
      if (isPage || asked.stopAt?.(url)) return { ...answer, url, hops: [...hops, url.href] };
    }
  };
  const browser: TestBrowser = {
    go, cookies,
    session: async () => JSON.parse((await go('/api/session')).text),
    change: async (method, path, json) => {
      const { csrf } = await browser.session();
      return go(path, { method, headers: { 'sec-fetch-site': 'same-origin', ...(csrf === null ? {} : { 'x-csrf-token': csrf }) }, ...(json === undefined ? {} : { json }) });
    },
    signIn: async (account, path = '/auth/login', stopAt) => {
      const page = await go(path);
      if (page.status !== 200) return page;
      return go(page.url.href, { method: 'POST', form: { account }, ...(stopAt ? { stopAt } : {}) });
    },
  };
  return browser;
}

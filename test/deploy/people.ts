import type { Front } from './front';
import { ORIGIN } from './front';
import { json, Visitor } from './visitor';

/** Somebody signed in through the front. */
export interface Person {
  readonly visitor: Visitor;
  /** What a change carries besides the cookie. */
  readonly proof: Readonly<Record<string, string>>;
  /** The same person's request to one gateway, past the front. */
  readonly direct: () => Readonly<Record<string, string>>;
  readonly session: string;
}

const COOKIE = '__Host-portal';
const MOST_HOPS = 15;

/** The whole way: the portal, the province's sign-on, its one button, and back. */
export async function signIn(front: Front, account: string, address?: string): Promise<Person> {
  const visitor = new Visitor(front, address);
  const begun = await visitor.ask('/auth/login');
  const provider = new Provider();
  const page = await provider.follow(begun.headers.location ?? '');
  const back = await provider.follow(page, new URLSearchParams({ account }));
  const done = await visitor.ask(back.slice(ORIGIN.length), { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } });
  if (done.status >= 400 || !visitor.cookie(COOKIE)) throw new Error(`${account} could not sign in: ${done.status} ${done.headers.location ?? ''} ${done.body.toString()}`);
  const view = json(await visitor.ask('/api/session')) as { readonly csrf: string; readonly actor: { readonly session: string } };
  const proof = { 'x-csrf-token': view.csrf, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
  return { visitor, proof, session: view.actor.session, direct: () => ({ ...proof, cookie: `${COOKIE}=${visitor.cookie(COOKIE) ?? ''}` }) };
}

/** The browser at the sign-on, with the cookies it has from there. */
class Provider {
  readonly #cookies = new Map<string, string>();

  /** Goes on until a page is shown or the way leads back to the portal; that address. */
  async follow(address: string, form?: URLSearchParams): Promise<string> {
    let [url, body] = [address, form];
    for (let hops = 0; hops < MOST_HOPS; hops += 1) {
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { method: body ? 'POST' : 'GET', redirect: 'manual', headers: { cookie, accept: 'text/html' }, ...(body ? { body } : {}) });
      await answer.arrayBuffer();
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
        if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.#cookies.delete(name);
        else this.#cookies.set(name, value);
      }
      const to = answer.headers.get('location');
      if (to === null) return url;
      [url, body] = [new URL(to, url).href, undefined];
      if (url.startsWith(`${ORIGIN}/`)) return url;
    }
    throw new Error('a loop of redirects');
  }
}

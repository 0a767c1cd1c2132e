/** What a request of somebody signed in carries. Follows the cookie where the gateway turns it. */
export interface SignedIn {
  readonly headers: () => Readonly<Record<string, string>>;
  readonly heed: (answer: Response) => void;
}

const COOKIE = '__Host-portal';

export function signedIn(secret: string, csrf: string): SignedIn {
  let current = secret;
  return {
    headers: () => ({ cookie: `${COOKIE}=${current}`, 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' }),
    heed: (answer) => {
      const turned = answer.headers.getSetCookie().find((line) => line.startsWith(`${COOKIE}=`))?.split(';')[0]?.slice(COOKIE.length + 1);
      if (turned) current = turned;
      // A turned cookie may die with the gateway that turned it: the first one was put there anew at the start.
      else if (answer.status === 401) current = secret;
    },
  };
}

/** The whole way a person goes: from the portal to the sign-on, one button, and back. */
export async function signInThroughSso(origin: string, account: string): Promise<SignedIn> {
  const jars = new Map<string, Map<string, string>>();
  const go = async (address: string, form?: URLSearchParams): Promise<Response & { readonly at: string }> => {
    let [url, body] = [address, form];
    for (let hops = 0; hops < 15; hops += 1) {
      const jar = jars.get(new URL(url).origin) ?? new Map<string, string>();
      jars.set(new URL(url).origin, jar);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { method: body ? 'POST' : 'GET', redirect: 'manual', headers: { cookie, accept: 'text/html' }, ...(body ? { body } : {}) });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
        if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
      const to = answer.headers.get('location');
      const isPage = to !== null && new URL(to, url).origin === origin && !/^\/auth\//.test(new URL(to, url).pathname);
      if (to === null || isPage) return Object.assign(answer, { at: url });
      [url, body] = [new URL(to, url).href, undefined];
    }
    throw new Error('a loop of redirects');
  };
  const page = await go(`${origin}/auth/login`);
  await go(page.at, new URLSearchParams({ account }));
  const secret = jars.get(origin)?.get(COOKIE);
  if (!secret) throw new Error(`${account} could not sign in`);
  const told = await fetch(`${origin}/api/session`, { headers: { cookie: `${COOKIE}=${secret}` } });
  const view = (await told.json()) as { readonly csrf: string | null };
  const known = signedIn(secret, view.csrf ?? '');
  known.heed(told);
  return known;
}

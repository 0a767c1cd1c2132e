/** Somebody who signed in through the mock sign-on, with everything secret that passed through the browser. */
export interface SignedInByHand {
  readonly headers: Readonly<Record<string, string>>;
  /** In the cookies and in the addresses on the way: session, mark of the browser, code, state. */
  readonly secrets: readonly string[];
}

const COOKIE = '__Host-portal';
const MOST_HOPS = 20;
const SECRET_PARAMETERS = ['code', 'state', 'nonce', 'code_challenge'];

/** From the portal to the sign-on, one button, and back. */
export async function signInByHand(origin: string, account: string): Promise<SignedInByHand> {
  const jars = new Map<string, Map<string, string>>();
  const secrets = new Set<string>();
  let [url, form]: [string, URLSearchParams | null] = [`${origin}/auth/login`, null];
  for (let hops = 0; hops < MOST_HOPS; hops += 1) {
    const here = new URL(url);
    for (const name of SECRET_PARAMETERS) for (const value of here.searchParams.getAll(name)) secrets.add(value);
    const jar = jars.get(here.origin) ?? new Map<string, string>();
    jars.set(here.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer: Response = await fetch(url, { method: form ? 'POST' : 'GET', redirect: 'manual', headers: { cookie, accept: 'text/html' }, ...(form ? { body: form } : {}) });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value !== '' && here.origin === origin) secrets.add(value);
      jar.set(name, value);
    }
    const to: string | null = answer.headers.get('location');
    const session = jars.get(origin)?.get(COOKIE);
    if (session) return signedIn(origin, session, [...secrets]);
    [url, form] = to === null ? [url, new URLSearchParams({ account })] : [new URL(to, url).href, null];
  }
  throw new Error(`${account} could not sign in`);
}

async function signedIn(origin: string, session: string, secrets: readonly string[]): Promise<SignedInByHand> {
  const told = await fetch(`${origin}/api/session`, { headers: { cookie: `${COOKIE}=${session}` } });
  const { csrf } = (await told.json()) as { readonly csrf: string };
  const turned = told.headers.getSetCookie().map((line) => line.split(';')[0]?.slice(COOKIE.length + 1) ?? '');
  const current = turned[0] ?? session;
  return { headers: { cookie: `${COOKIE}=${current}`, 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' }, secrets: [...secrets, ...turned] };
}

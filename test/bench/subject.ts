import type { Cookie } from 'playwright-core';

/** The portal under measurement: cut off and brought back at the same address. */
export interface Subject {
  /** Ends with `/`. */
  readonly url: string;
  /** What a browser holds in which somebody has signed in. */
  readonly cookies: Pick<Cookie, 'name' | 'value' | 'domain' | 'path' | 'secure' | 'httpOnly' | 'sameSite' | 'expires'>[];
  cut(): Promise<void>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

export interface SubjectOptions {
  readonly mode: 'gateway' | 'direct';
  readonly province: string;
  /** Account of the mock sign-on who looks; `anonymous` is nobody. Direct mode has no accounts. */
  readonly as: string;
}

const COOKIE = '__Host-portal';
/** Held on the device like that of a browser which restores its tabs: the visit offline is another process. */
const HELD_S = 3_600;

/** Starts it, with nothing asked of any source yet. What each part needs is loaded only here: the limit page alone needs no province. */
export async function openSubject({ mode, province, as }: SubjectOptions): Promise<Subject> {
  if (mode === 'direct') return { ...(await (await import('../e2e/support/portal')).startPortal(province)), cookies: [] };
  const { startTestGateway } = await import('../e2e/support/gateway');
  const gateway = await startTestGateway({ province });
  const origin = gateway.url.slice(0, -1);
  const cookies: Subject['cookies'] = [];
  if (as !== 'anonymous') {
    const { signInThroughSso } = await import('../durability/people');
    const { cookie = '' } = (await signInThroughSso(origin, as)).headers();
    cookies.push({ name: COOKIE, value: cookie.slice(COOKIE.length + 1), domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', expires: Date.now() / 1_000 + HELD_S });
  }
  return { url: gateway.url, cookies, cut: () => gateway.stop(), restore: () => gateway.start(), close: () => gateway.close() };
}

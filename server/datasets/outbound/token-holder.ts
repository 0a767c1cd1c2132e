import { err, ok, type Result } from '@/domain/result';
import type { Failure } from '@/federation/fault';
import { attempt } from '@/federation/http/attempt';
import type { Authorise, Connection } from '@/federation/http/connection';

/** OAuth 2 client credentials (RFC 6749 §4.4) of one source. */
export interface TokenPlan {
  readonly tokenUrl: URL;
  readonly clientId: string;
  readonly secret: string;
  readonly scope?: string;
  readonly audience?: string;
  /** How the client says who it is: a Basic header (what the standard asks servers to know), or in the body. */
  readonly auth: 'basic' | 'body';
}

export interface TokenParts {
  readonly clock: () => number;
  /** Agents that open a connection to the token's host and nowhere else. */
  readonly agents: Pick<Connection, 'httpAgent' | 'httpsAgent'>;
}

/** Fetches, keeps and renews the token of one source. */
export interface TokenHolder {
  readonly authorise: Authorise;
  /** Tokens that may still be on their way: the one in use and the one before. Secrets. */
  readonly tokens: () => readonly string[];
}

/** A token is not used in its last seconds: a question may take as long to arrive. */
const SKEW_MS = 30_000;
/** Where the server does not say how long it lasts (RFC 6749 §5.1 recommends that it does). */
const UNSAID_MS = 5 * 60_000;
const LONGEST_MS = 24 * 3_600_000;
/** After a refusal nobody knocks for 20 minutes: three tries an hour lock no account. */
const DENIED_HOLD_MS = 20 * 60_000;
/** Questions that were refused together are renewed together: a token this young is the renewal they ask for. */
const YOUNG_MS = 5_000;
const DEADLINE_MS = 10_000;
const MAX_BYTES = 64 * 1024;
/** What a header can carry (RFC 6750 §2.1). */
const BEARER = /^[A-Za-z0-9._~+/-]{1,8192}=*$/;

interface Held {
  readonly token: string;
  readonly from: number;
  readonly until: number;
}

const DENIED: Failure = { kind: 'denied', httpStatus: 401, expected: 'a token for our client', got: 'token-refused' };
const unreadable = (pointer: string, expected: string): Failure => ({ kind: 'malformed', pointer, expected, got: 'not shown (token)' });

/** One fetch serves every question that waits for it; a question that is given up leaves it to the others. */
export function createTokenHolder(plan: TokenPlan, { clock, agents }: TokenParts): TokenHolder {
  let held: Held | null = null;
  let before: string | null = null;
  let deniedUntil = -Infinity;
  let underWay: Promise<Result<Held, Failure>> | null = null;

  async function fetched(): Promise<Result<Held, Failure>> {
    const reply = await askToken(plan, clock, agents);
    const made = reply.ok ? heldOf(reply.value, clock()) : reply;
    if (made.ok) {
      before = held?.token ?? null;
      held = made.value;
    } else if (made.error.kind === 'denied') {
      held = null;
      deniedUntil = clock() + DENIED_HOLD_MS;
    }
    return made;
  }

  function token(renew: boolean): Promise<Result<Held, Failure>> {
    const now = clock();
    if (now < deniedUntil) return Promise.resolve(err({ ...DENIED, retryAfterMs: deniedUntil - now }));
    if (held && now < held.until && !(renew && now - held.from >= YOUNG_MS)) return Promise.resolve(ok(held));
    underWay ??= fetched().finally(() => { underWay = null; });
    return underWay;
  }

  return {
    async authorise({ signal, renew }) {
      const made = await unlessLeft(token(renew), signal);
      return made.ok ? ok({ Authorization: `Bearer ${made.value.token}` }) : made;
    },
    tokens: () => [...(held ? [held.token] : []), ...(before === null ? [] : [before])],
  };
}

/** What came, or why the asker left before it did. */
function unlessLeft<T>(work: Promise<Result<T, Failure>>, signal: AbortSignal): Promise<Result<T, Failure>> {
  const left = (): Result<T, Failure> => err({ kind: signal.reason === 'timed-out' ? 'timed-out' : 'cancelled' });
  if (signal.aborted) return Promise.resolve(left());
  return new Promise((done) => {
    const leave = (): void => done(left());
    signal.addEventListener('abort', leave, { once: true });
    void work.then((outcome) => {
      signal.removeEventListener('abort', leave);
      done(outcome);
    });
  });
}

/** RFC 6749 §2.3.1: each part is form-encoded before it is packed. */
export const formed = (text: string): string => new URLSearchParams({ t: text }).toString().slice(2);
export const packedClient = (clientId: string, secret: string): string => Buffer.from(`${formed(clientId)}:${formed(secret)}`).toString('base64');

async function askToken({ tokenUrl, clientId, secret, scope, audience, auth }: TokenPlan, clock: () => number, agents: TokenParts['agents']): Promise<Result<string, Failure>> {
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== undefined) body.set('scope', scope);
  if (audience !== undefined) body.set('audience', audience);
  if (auth === 'body') {
    body.set('client_id', clientId);
    body.set('client_secret', secret);
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort('timed-out'), DEADLINE_MS);
  const text = { vi: '', en: '' };
  const asked = await attempt(
    tokenUrl,
    { method: 'POST', path: '', query: [], headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: body.toString(), idempotent: false },
    { id: 'token', name: text, shortName: text, owner: text, baseUrl: '', deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES, settings: {}, sampleData: false },
    stop.signal, clock, { ...agents, ...(auth === 'basic' ? { headers: { Authorization: `Basic ${packedClient(clientId, secret)}` } } : {}) },
  );
  clearTimeout(timer);
  if (asked.ok) return ok(Buffer.from(asked.value.body).toString('utf8'));
  // An unknown client, a wrong secret, a scope that is not ours: all come as 400, 401 or 403 (§5.2), and asking again changes none of them.
  return err([400, 401, 403].includes(asked.error.httpStatus ?? 0) ? DENIED : asked.error);
}

/** Reads a token answer (§5.1). What stands in it is never told. */
function heldOf(body: string, now: number): Result<Held, Failure> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return err(unreadable('', 'a token answer in JSON'));
  }
  if (typeof parsed !== 'object' || parsed === null) return err(unreadable('', 'an object'));
  const { access_token: token, token_type: type, expires_in: seconds } = parsed as Readonly<Record<string, unknown>>;
  if (typeof token !== 'string' || !BEARER.test(token)) return err(unreadable('/access_token', 'a bearer token'));
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') return err(unreadable('/token_type', 'Bearer'));
  // Some servers write the number as text.
  const said = Number(seconds);
  const lasts = Number.isFinite(said) && said > 0 ? Math.min(said * 1_000, LONGEST_MS) : UNSAID_MS;
  // Of a very short one half is used, so that it is used at all.
  return ok({ token, from: now, until: now + Math.max(lasts - SKEW_MS, lasts / 2) });
}

import * as z from 'zod/mini';
import type { Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import type { GatewayProblem } from '@/federation/gateway/call';

/** What stands on the pairing page. */
export type Pairing =
  | { readonly kind: 'asking' }
  | { readonly kind: 'waiting'; readonly code: string; readonly until: Instant; readonly formerName: string | null }
  | { readonly kind: 'failed'; readonly problem: GatewayProblem; readonly again: Instant }
  | { readonly kind: 'paired' };

export interface PairingParts {
  readonly begin: () => Promise<Result<unknown, GatewayProblem>>;
  readonly look: () => Promise<Result<unknown, GatewayProblem>>;
  readonly clock: { now(): Instant; later(ms: number, run: () => void): () => void };
  readonly show: (pairing: Pairing) => void;
}

const LOOK_EVERY_MS = 2_500;
const AGAIN_MS = 10_000;
/** A code that names a moment nobody can mean is shown this long. */
const LIKELY_MS = 10 * 60_000;

const moment = z.union([z.number(), z.pipe(z.string(), z.transform((text: string) => Date.parse(text)))]);
const begun = z.object({ code: z.string().check(z.minLength(1), z.maxLength(32)), expiresAt: moment });
const looked = z.object({ state: z.enum(['waiting', 'paired', 'expired']), formerName: z._default(z.nullable(z.string()), null) });

/**
 * Gets a display paired without a person at it: asks for a code, shows it until it runs out or somebody confirms it, asks for another. A
 * gateway that does not answer is asked again, for ever. Returns how to stop.
 */
export function pair(parts: PairingParts): () => void {
  const { clock } = parts;
  let stopped = false;
  let callOff = (): void => undefined;
  const wait = (ms: number, next: () => void): void => {
    if (!stopped) callOff = clock.later(ms, next);
  };
  const show = (pairing: Pairing): void => {
    if (!stopped) parts.show(pairing);
  };

  /** A display that keeps no cookies hears "expired" for every code: that must not become a storm. */
  let begunAt = -Infinity;
  const again = (): void => wait(Math.max(0, begunAt + AGAIN_MS - clock.now()), () => void begin());

  async function begin(): Promise<void> {
    begunAt = clock.now();
    const reply = await parts.begin();
    const given = reply.ok ? begun.safeParse(reply.value) : null;
    if (!given?.success) return failed(reply.ok ? { code: 'unexpected', status: 200, body: null } : reply.error);
    const { code, expiresAt } = given.data;
    // Counted by this device's clock, which may be wrong by more than a code lives.
    const left = expiresAt - clock.now();
    const until = toInstant(clock.now() + (left > 0 && left <= 6 * LIKELY_MS ? left : LIKELY_MS));
    show({ kind: 'waiting', code, until, formerName: null });
    // At once: the gateway may know what this display was before.
    void look(code, until);
  }

  async function look(code: string, until: Instant): Promise<void> {
    const reply = await parts.look();
    const found = reply.ok ? looked.safeParse(reply.value) : null;
    const state = found?.success ? found.data.state : null;
    if (state === 'paired') return show({ kind: 'paired' });
    if (state === 'expired' || clock.now() >= until) return again();
    if (found?.success && found.data.formerName !== null) show({ kind: 'waiting', code, until, formerName: found.data.formerName });
    wait(LOOK_EVERY_MS, () => void look(code, until));
  }

  function failed(problem: GatewayProblem): void {
    const ms = Math.max(AGAIN_MS, problem.retryAfterMs ?? 0);
    show({ kind: 'failed', problem, again: toInstant(clock.now() + ms) });
    wait(ms, () => void begin());
  }

  show({ kind: 'asking' });
  void begin();
  return () => {
    stopped = true;
    callOff();
  };
}

import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import type { Text } from '@/domain/text';
import { readTaken } from '../parse-wall';
import type { TakenAnswer } from '../parse-wall';
import type { Command } from './deed';

/** Why the gateway did not do something, as far as the console must know. */
export interface Refused {
  readonly code: string;
  /** 0 where nobody answered. */
  readonly status: number;
  readonly hint?: Text;
  readonly retryAfterMs?: number;
}
/** One call to the gateway; the body comes back as nobody has checked it. */
export type Call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers?: { readonly [name: string]: string }) => Promise<Result<unknown, Refused>>;

export interface Sending {
  readonly call: Call;
  /** Settles after so many ms. */
  readonly pause: (ms: number) => Promise<void>;
  /** Told of each try that nobody heard, from 1. */
  readonly onUnheard: (tries: number) => void;
  readonly isGivenUp: () => boolean;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 8_000;
const GIVEN_UP: Refused = { code: 'given-up', status: 0 };

/** Whether the gateway may not have heard, or may yet do it: then the same command is sent again. */
const isUnheard = ({ status }: Refused): boolean => status === 0 || status === 429 || status >= 500;

/**
 * Sends one command until it is answered or given up. Every try has the same key, so that one which was done and whose answer was lost
 * is not done twice.
 */
export async function sendCommand({ screens, deed }: Command, key: string, { call, pause, onUnheard, isGivenUp }: Sending): Promise<Result<TakenAnswer, Refused>> {
  for (let tries = 1; ; tries += 1) {
    if (isGivenUp()) return err(GIVEN_UP);
    const reply = await call('POST', '/api/wall/commands', { screens, deed, key });
    if (reply.ok) {
      const { value } = readTaken(reply.value);
      return value ? ok(value) : err({ code: 'unexpected', status: 0 });
    }
    if (!isUnheard(reply.error)) return reply;
    onUnheard(tries);
    await pause(reply.error.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)));
  }
}

import pino, { type Logger } from 'pino';
import { faultForLog } from './fault-for-log';
import type { LogSink } from './log-sink';

/** Names whose value is in no line, however deep a caller hid it (three levels). */
const SECRET_NAMES = [
  'cookie', '["set-cookie"]', 'authorization', '["x-csrf-token"]', 'token', 'id_token', 'access_token', 'refresh_token', 'idToken', 'secret', 'clientSecret',
  'password', 'csrf', 'verifier', 'nonce', 'databaseUrl', 'metricsToken', 'name', 'title', 'remark', 'body',
] as const;
const below = (prefix: string, name: string): string => (name.startsWith('[') ? `${prefix}${name}` : prefix === '' ? name : `${prefix}.${name}`);
const REDACTED = ['', '*', '*.*'].flatMap((prefix) => SECRET_NAMES.map((name) => below(prefix, name)));

/** A path without its query: what stands there may be a code of the sign-in or what somebody searched for. */
const withoutQuery = (url: unknown): string => (typeof url === 'string' ? (url.split(/[?#]/, 1)[0] ?? '') : '');

export interface LogOptions {
  readonly sink: Pick<LogSink, 'write'>;
  readonly level?: string;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** The log of a gateway: one line of JSON an event, UTC, without secrets, names of people, addresses of ours, statements or stacks. */
export function createLog({ sink, level = 'info', clock }: LogOptions): Logger {
  return pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date(clock()).toISOString()}"`,
    redact: { paths: REDACTED, censor: '[redacted]' },
    serializers: { err: faultForLog, error: faultForLog, req: () => undefined, res: () => undefined, url: withoutQuery },
  }, sink);
}

/** The line that tells how many were lost while nobody read. */
export const lostLine = (clock: () => number) => (count: number): string =>
  `${JSON.stringify({ level: 40, time: new Date(clock()).toISOString(), lost: count, msg: 'log lines lost' })}\n`;

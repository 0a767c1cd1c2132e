import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { isIPv6 } from 'node:net';
import { Problem } from '../http/problems';
import type { Gateway, RateClass } from '../http/route';
import type { Refusals } from './refusals';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type RateLimits = Readonly<Record<Exclude<RateClass, 'none' | 'stream'>, { readonly max: number; readonly windowMs: number }>>;
/** Per session, screen or address, in one gateway. Streams are bounded by how many stand open, sign-ins besides by account and address. */
export const RATE_LIMITS: RateLimits = {
  api: { max: 600, windowMs: MINUTE_MS },
  'sign-in': { max: 60, windowMs: MINUTE_MS },
  export: { max: 10, windowMs: HOUR_MS },
  file: { max: 300, windowMs: HOUR_MS },
  import: { max: 20, windowMs: HOUR_MS },
  // A map of a wall asks for some fifty of a layer at once.
  tile: { max: 3_000, windowMs: MINUTE_MS },
  report: { max: 60, windowMs: MINUTE_MS },
  push: { max: 1_200, windowMs: MINUTE_MS },
};
/** For everything behind one address before it is known who asks; a whole office may stand behind it. */
export const ADDRESS_LIMIT = { max: 12_000, windowMs: MINUTE_MS };
/** Keys remembered; the least recent is forgotten. */
const KEYS = 50_000;

/** An address as one reader holds it: of IPv6 the network, for each device there has many. */
export function addressKey(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip.replace('::ffff:', '');
  const [head = '', tail] = ip.split('%', 1).join('').split('::');
  const before = head.split(':').filter((part) => part !== '');
  const after = (tail ?? '').split(':').filter((part) => part !== '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4).map((part) => part.replace(/^0+(?=.)/, '').toLowerCase()).join(':');
}

const readerKey = ({ actor, ip }: FastifyRequest): string => {
  switch (actor.kind) {
    case 'person': return `session:${actor.session}`;
    case 'screen': return `screen:${actor.id}`;
    case 'anonymous': return addressKey(ip);
  }
};

export interface RateLimiter {
  /** Hang before the guard. */
  readonly byAddress: (app: Gateway) => void;
  /** Hang behind the guard: who asks is known. */
  readonly byReader: (app: Gateway) => void;
}

/** Registers the counters. Counts in this process alone: N gateways let through N times as much at most. */
export async function createRateLimiter(app: Gateway, refusals: Pick<Refusals, 'note'>, onLimited: (rate: string) => void, limits: RateLimits = RATE_LIMITS, address = ADDRESS_LIMIT): Promise<RateLimiter> {
  await app.register(rateLimit, { global: false, cache: KEYS });
  const counter = (max: number, timeWindow: number, keyGenerator: (request: FastifyRequest) => string) => {
    const counted = { max, timeWindow, keyGenerator, cache: KEYS };
    return app.createRateLimit(counted);
  };
  const refuse = async (request: FastifyRequest, rate: string, ttlMs: number): Promise<never> => {
    onLimited(rate);
    await refusals.note(request, 'too-many');
    throw new Problem('too-many', { retryAfterSeconds: Math.max(1, ttlMs / 1_000) });
  };
  const ceiling = counter(address.max, address.windowMs, ({ ip }) => addressKey(ip));
  const classes = new Map(Object.entries(limits).map(([rate, { max, windowMs }]) => [rate, counter(max, windowMs, rate === 'report' || rate === 'sign-in' ? ({ ip }) => addressKey(ip) : readerKey)]));
  return {
    byAddress: (on) => {
      on.addHook('onRequest', async (request) => {
        const { rules } = request.routeOptions.config;
        if (!rules || rules.rate === 'none') return;
        request.actor = { kind: 'anonymous' };
        const count = await ceiling(request);
        if (!count.isAllowed && count.isExceeded) await refuse(request, 'address', count.ttl);
      });
    },
    byReader: (on) => {
      on.addHook('onRequest', async (request) => {
        const rate = request.routeOptions.config.rules?.rate;
        const count = await (rate === undefined ? undefined : classes.get(rate))?.(request);
        if (count && !count.isAllowed && count.isExceeded) await refuse(request, rate ?? '', count.ttl);
      });
    },
  };
}

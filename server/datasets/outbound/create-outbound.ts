import type { Source } from '@/domain/dataset';
import type { Connection } from '@/federation/http/connection';
import { guardedAgents, systemResolve, type Destination, type RefusedBecause, type Resolve } from './guarded-agents';
import type { SourcePlan } from './read-sources';

export interface OutboundOptions {
  /** From `readSources`; empty where the operator named none. */
  readonly plans: ReadonlyMap<string, SourcePlan>;
  /** Where a source without an address of its own is asked, at this base and its id: the mock province. Null: not at all. */
  readonly fallback: URL | null;
  /** Told of every connection that was not opened. */
  readonly onRefused: (source: string, because: RefusedBecause) => void;
  readonly resolve?: Resolve;
}

/** The ways out of the gateway: to configured sources, and nowhere else. */
export interface Outbound {
  /** A source that nobody gave an address has a connection without a base. */
  readonly connectionOf: (source: Source) => Connection;
  /** Whether any secret we send to sources stands in a text: a source that echoes its caller must not pass it on. */
  readonly holdsSecret: (text: string | Buffer) => boolean;
}

export function createOutbound({ plans, fallback, onRefused, resolve = systemResolve }: OutboundOptions): Outbound {
  const holdsSecret = secretFinder([...plans.values()].flatMap((plan) => plan.secrets));
  return {
    connectionOf(source) {
      const plan = plans.get(source.id) ?? planOf(source, fallback);
      if (!plan) return {};
      const agents = guardedAgents(plan, { resolve, refused: (because) => onRefused(source.id, because) });
      return { base: plan.base.href, headers: plan.headers, ...agents };
    },
    holdsSecret,
  };
}

/** Of a text as short as a fault's own words a piece of a secret is enough: what is told of a source is cut at some length. Characters. */
const SHORT = 4_096;
const PIECE = 12;

/** Finds secrets in a text as they are and as JSON writes them. */
function secretFinder(secrets: readonly string[]): Outbound['holdsSecret'] {
  const written = [...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))];
  // An account's name stands before its password in one of them, and is no secret.
  const innermost = secrets.filter((secret) => !secrets.some((other) => other !== secret && secret.includes(other)));
  const pieces = new Set(innermost.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]).flatMap((secret) =>
    Array.from({ length: Math.max(0, secret.length - PIECE + 1) }, (_, at) => secret.slice(at, at + PIECE))));
  return (text) => written.some((secret) => text.includes(secret)) || (text.length <= SHORT && [...pieces].some((piece) => text.includes(piece)));
}

/** A source the operator's file does not name: by its own address in the pack, or at the mock province. */
function planOf({ id, baseUrl }: Source, fallback: URL | null): (Destination & Pick<SourcePlan, 'headers'>) | null {
  if (/^https:\/\//.test(baseUrl) && URL.canParse(baseUrl)) return { base: new URL(baseUrl), internal: false, addresses: [], headers: {} };
  return fallback && { base: new URL(`${id}/`, fallback), internal: true, addresses: [], headers: {} };
}

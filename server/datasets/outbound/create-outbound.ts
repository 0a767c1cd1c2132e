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
  const secrets = [...plans.values()].flatMap((plan) => plan.secrets);
  return {
    connectionOf(source) {
      const plan = plans.get(source.id) ?? planOf(source, fallback);
      if (!plan) return {};
      const agents = guardedAgents(plan, { resolve, refused: (because) => onRefused(source.id, because) });
      return { base: plan.base.href, headers: plan.headers, ...agents };
    },
    holdsSecret: (text) => secrets.some((secret) => text.includes(secret)),
  };
}

/** A source the operator's file does not name: by its own address in the pack, or at the mock province. */
function planOf({ id, baseUrl }: Source, fallback: URL | null): (Destination & Pick<SourcePlan, 'headers'>) | null {
  if (/^https:\/\//.test(baseUrl) && URL.canParse(baseUrl)) return { base: new URL(baseUrl), internal: false, addresses: [], headers: {} };
  return fallback && { base: new URL(`${id}/`, fallback), internal: true, addresses: [], headers: {} };
}

import type { Source } from '@/domain/dataset';
import type { Connection, Transport } from '@/federation/http/connection';
import type { DatabasePlan } from './database-plan';
import { guardedAgents, systemResolve, type Destination, type RefusedBecause, type Resolve } from './guarded-agents';
import { DATABASE_BASE, type SourcePlan } from './read-sources';
import { createTokenHolder, type TokenHolder, type TokenPlan } from './token-holder';

export interface OutboundOptions {
  /** From `readSources`; empty where the operator named none. */
  readonly plans: ReadonlyMap<string, SourcePlan>;
  /** Where a source without an address of its own is asked, at this base and its id: the mock province. Null: not at all. */
  readonly fallback: URL | null;
  /** Told of every connection that was not opened. */
  readonly onRefused: (source: string, because: RefusedBecause) => void;
  readonly resolve?: Resolve;
  readonly clock?: () => number;
  /** Ways to sources that are databases; without it there are none. */
  readonly transportOf?: (source: string, plan: DatabasePlan) => Transport;
}

/** The ways out of the gateway: to configured sources, and nowhere else. */
export interface Outbound {
  /** A source that nobody gave an address has a connection without a base. */
  readonly connectionOf: (source: Source) => Connection;
  /** Whether any secret we send to sources stands in a text: a source that echoes its caller must not pass it on. */
  readonly holdsSecret: (text: string | Buffer) => boolean;
}

export function createOutbound({ plans, fallback, onRefused, resolve = systemResolve, clock = Date.now, transportOf }: OutboundOptions): Outbound {
  const holdsKept = secretFinder([...plans.values()].flatMap((plan) => plan.secrets));
  const holdsToken = tokenFinder();
  // A token outlives the configuration it was fetched under: another pack is no reason to sign in again.
  const holders = new Map<string, TokenHolder>();
  const holderOf = (id: string, token: TokenPlan, plan: Destination): TokenHolder => {
    const agents = guardedAgents(placeOf(token, plan), { resolve, refused: (because) => onRefused(id, because) });
    const holder = holders.get(id) ?? createTokenHolder(token, { clock, agents });
    holders.set(id, holder);
    return holder;
  };
  return {
    connectionOf(source) {
      const plan = plans.get(source.id) ?? planOf(source, fallback);
      const database = plan?.database ?? (plans.has(source.id) || fallback === null ? undefined : demoDatabase(source));
      if (database) return transportOf ? { base: DATABASE_BASE.href, transport: transportOf(source.id, database) } : {};
      if (!plan) return {};
      const agents = guardedAgents(plan, { resolve, refused: (because) => onRefused(source.id, because) });
      const authorise = plan.token && holderOf(source.id, plan.token, plan).authorise;
      return { base: plan.base.href, headers: plan.headers, ...agents, ...(authorise ? { authorise } : {}) };
    },
    holdsSecret: (text) => holdsKept(text) || holdsToken([...holders.values()].flatMap((holder) => holder.tokens()), text),
  };
}

/** Where tokens come from: a name of its own, or the very host of the source, whose addresses then hold for it too. */
function placeOf({ tokenUrl }: TokenPlan, { base, internal, addresses, tls }: Destination): Destination {
  const same = tokenUrl.hostname === base.hostname;
  const { servername: _, ...without } = tls ?? {};
  return { base: tokenUrl, internal, addresses: same ? addresses : [], ...(tls ? { tls: same ? tls : without } : {}) };
}

/** {@link secretFinder} of secrets that change: it is made anew only when they have. */
function tokenFinder(): (tokens: readonly string[], text: string | Buffer) => boolean {
  let known = '';
  let find: Outbound['holdsSecret'] = () => false;
  return (tokens, text) => {
    const now = tokens.join(' ');
    if (now !== known) {
      known = now;
      find = secretFinder(tokens);
    }
    return find(text);
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

/** A source the pack calls a PostgreSQL is, in the demonstration, the warehouse in the gateway's own store. */
const demoDatabase = ({ settings }: Source): DatabasePlan | undefined => (settings['engine'] === 'postgresql' ? { kind: 'embedded' } : undefined);

/** A source the operator's file does not name: by its own address in the pack, or at the mock province. */
function planOf({ id, baseUrl }: Source, fallback: URL | null): (Destination & Pick<SourcePlan, 'headers' | 'token' | 'database'>) | null {
  if (/^https:\/\//.test(baseUrl) && URL.canParse(baseUrl)) return { base: new URL(baseUrl), internal: false, addresses: [], headers: {} };
  return fallback && { base: new URL(`${id}/`, fallback), internal: true, addresses: [], headers: {} };
}

import { lookup as systemLookup } from 'node:dns/promises';
import { Agent as HttpAgent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { isIP, Socket, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { mayConnect } from './special-addresses';
import type { TlsPlan } from './tls-plan';

/** Why no connection was opened. */
export type RefusedBecause = 'address-not-allowed' | 'another-host';

/** Addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;
export const systemResolve: Resolve = async (host) => (await systemLookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** Where one source's connections may go. */
export interface Destination {
  readonly base: URL;
  readonly internal: boolean;
  /** Addresses to be used instead of asking the name service; empty asks. */
  readonly addresses: readonly string[];
  readonly tls?: TlsPlan;
}

export interface GuardParts {
  readonly resolve: Resolve;
  readonly refused: (because: RefusedBecause) => void;
}

/** A connection that was not opened; says nothing of where to. */
class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused';
  constructor(readonly because: RefusedBecause) {
    super(because);
  }
}

type Connected = (fault: Error | null, stream: Duplex) => void;
/** What of a connection's options the guard reads. */
interface Wanted {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
}

/**
 * Agents of one source. Every connection is its own: the name is resolved once for it, every address of the answer is looked at, and
 * the socket goes to exactly those addresses, so that a name which changes its mind between two questions gains nothing.
 */
export function guardedAgents(destination: Destination, parts: GuardParts): { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent } {
  const guard = guardOf(destination, parts);
  return { httpAgent: new GuardedHttp(guard), httpsAgent: new GuardedHttps(guard, destination.tls) };
}

interface Guard {
  /** Null where the connection may be tried. */
  readonly refuse: (protocol: string, wanted: Wanted) => OutboundRefused | null;
  readonly lookup: LookupFunction;
}

function guardOf({ base, internal, addresses }: Destination, { resolve, refused }: GuardParts): Guard {
  const host = plainHost(base);
  const port = portOf(base);
  const no = (because: RefusedBecause): OutboundRefused => {
    refused(because);
    return new OutboundRefused(because);
  };
  return {
    refuse(protocol, wanted) {
      if (protocol !== base.protocol || wanted.host !== host || Number(wanted.port) !== port) return no('another-host');
      // A literal address is never looked up, so it is looked at here.
      return isIP(host) !== 0 && !mayConnect(host, internal) ? no('address-not-allowed') : null;
    },
    lookup(name, options, done) {
      const found = addresses.length > 0 ? Promise.resolve(addresses) : resolve(name);
      found.then((all) => {
        // One bad address among good ones is an answer that was tampered with, or a name that is not ours to ask.
        if (all.length === 0 || !all.every((address) => mayConnect(address, internal))) return done(no('address-not-allowed'), '');
        const entries = all.map((address) => ({ address, family: isIP(address) }));
        const [first] = entries;
        return options.all ? done(null, entries) : done(null, first?.address ?? '', first?.family);
      }).catch((fault: unknown) => done(fault instanceof Error ? fault : new Error('no such name'), ''));
    },
  };
}

/** The name service of one source, for a way out that opens its sockets itself; a literal address is for the caller to look at. */
export const guardedLookup = (destination: Destination, parts: GuardParts): LookupFunction => guardOf(destination, parts).lookup;

/** Host without the brackets of an IPv6 address, as connections name it. */
export const plainHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
const portOf = ({ port, protocol }: URL): number => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));

class GuardedHttp extends HttpAgent {
  constructor(private readonly guard: Guard) {
    super({ maxSockets: 64 });
  }
  override createConnection(options: ClientRequestArgs, connected?: Connected): Duplex | null | undefined {
    const refusal = this.guard.refuse('http:', options);
    if (refusal) return void connected?.(refusal, new Socket());
    return super.createConnection({ ...options, lookup: this.guard.lookup });
  }
}

class GuardedHttps extends HttpsAgent {
  constructor(private readonly guard: Guard, tls: TlsPlan = {}) {
    super({ maxSockets: 64, ...tls, minVersion: 'TLSv1.2', rejectUnauthorized: true });
  }
  override createConnection(options: RequestOptions, connected?: Connected): Duplex | null | undefined {
    const refusal = this.guard.refuse('https:', options);
    if (refusal) return void connected?.(refusal, new Socket());
    return super.createConnection({ ...options, lookup: this.guard.lookup });
  }
}

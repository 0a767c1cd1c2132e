import { Socket, type LookupFunction } from 'node:net';

/** A socket whose names are resolved by a guard: it goes to an address that was looked at, and to no other. */
export class GuardedSocket extends Socket {
  constructor(private readonly guardedLookup: LookupFunction) {
    super();
  }
  /** As the PostgreSQL driver calls it: port, then host. */
  override connect(...wanted: unknown[]): this {
    const [port, host] = wanted;
    if (typeof port !== 'number' || typeof host !== 'string') throw new Error('a guarded socket takes a port and a host');
    return super.connect({ port, host, lookup: this.guardedLookup });
  }
}

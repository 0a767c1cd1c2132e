import type { Logger } from 'pino';
import type { Transport } from '@/federation/http/connection';
import type { DatabasePlan } from '../datasets/outbound/database-plan';
import { systemResolve, type RefusedBecause, type Resolve } from '../datasets/outbound/guarded-agents';
import type { Store } from '../store/store';
import { embeddedTransport } from './embedded-transport';
import { postgresWay, type DatabaseWay } from './postgres-transport';
import type { WarehouseLoad } from './warehouse-table';

export interface DatabasesOptions {
  readonly store: Store;
  readonly log: Logger;
  readonly load: WarehouseLoad | null;
  readonly onRefused: (source: string, because: RefusedBecause) => void;
  readonly resolve?: Resolve;
}

/** Sources that are databases: one pool each, however often the configuration is loaded again. */
export interface Databases {
  readonly transportOf: (source: string, plan: DatabasePlan) => Transport;
  readonly close: () => Promise<void>;
}

export function createDatabases({ store, log, load, onRefused, resolve = systemResolve }: DatabasesOptions): Databases {
  const embedded = embeddedTransport({ store, log, load });
  const ways = new Map<string, DatabaseWay>();
  return {
    transportOf(source, plan) {
      if (plan.kind === 'embedded') return embedded;
      const way = ways.get(source) ?? postgresWay(plan, { source, log, resolve, refused: (because) => onRefused(source, because) });
      ways.set(source, way);
      return way.transport;
    },
    close: async () => void (await Promise.all([...ways.values()].map((way) => way.close()))),
  };
}

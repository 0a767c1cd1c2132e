import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Province } from '@/config/province';
import type { Dataset, DatasetData, Source } from '@/domain/dataset';
import type { Answer } from '@/federation/answer';
import { createFederation } from '@/federation/create-federation';
import type { Federation, FederationOptions } from '@/federation/federation';
import { nodeThread } from '@/federation/worker/node-thread';
import { ROOT } from '../../server/build/build';
import { createOutbound } from '../../server/datasets/outbound/create-outbound';
import { systemResolve } from '../../server/datasets/outbound/guarded-agents';
import { readSources } from '../../server/datasets/outbound/read-sources';
import { readPack } from '../../server/operate/province-in-force';
import { postgresWay, type DatabaseWay } from '../../server/warehouse/postgres-transport';

/** The whole way as an operator opens it: the shipped pack, a `SOURCES_FILE`, the guarded connections, the reading thread. */
export interface Ways {
  readonly federation: Federation;
  readonly ask: (dataset: string, params?: Readonly<Record<string, string>>) => ReturnType<Federation['ask']>;
  /** The answer. Throws with the error where there is none. */
  readonly answered: (dataset: string, params?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface WaysOptions {
  /** What stands in `SOURCES_FILE`. */
  readonly sourcesFile: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
  /** Besides those of the pack. */
  readonly sources?: readonly Source[];
  readonly datasets?: readonly Dataset[];
  readonly times?: FederationOptions['times'];
  /** Files that entries name, beside it. */
  readonly beside?: Readonly<Record<string, string>>;
}

export async function shippedProvince(): Promise<Province> {
  const { pack } = await readPack(join(ROOT, 'public', 'provinces'), 'nghe-an');
  if (pack === null) throw new Error('the pack cannot be read');
  return pack.province;
}

/** Throws with the faults where the file is refused. */
export async function openWays({ sourcesFile, env = {}, sources = [], datasets = [], times = {}, beside = {} }: WaysOptions): Promise<Ways> {
  const province = await shippedProvince();
  const known = new Map([...province.sources, ...sources.map((source) => [source.id, source] as const)]);
  const folder = mkdtempSync(join(tmpdir(), 'portal-ways-'));
  for (const [name, text] of Object.entries({ ...beside, 'sources.json': JSON.stringify(sourcesFile) })) writeFileSync(join(folder, name), text);
  const plans = readSources(join(folder, 'sources.json'), [...known.keys()], env);
  rmSync(folder, { recursive: true });
  if (!plans.ok) throw new Error(plans.error.join('\n'));
  const databases: DatabaseWay[] = [];
  const outbound = createOutbound({
    plans: plans.value, fallback: null, onRefused: () => undefined,
    transportOf: (source, plan) => {
      if (plan.kind === 'embedded') throw new Error('no store here');
      const way = postgresWay(plan, { source, log: pino({ level: 'silent' }), resolve: systemResolve, refused: () => undefined });
      databases.push(way);
      return way.transport;
    },
  });
  const federation = createFederation({
    sources: known, datasets: new Map([...province.datasets, ...datasets.map((dataset) => [dataset.id, dataset] as const)]), startThread: nodeThread, resolveUrl: () => '', times,
    connection: (id) => {
      const source = known.get(id);
      return source ? outbound.connectionOf(source) : {};
    },
  });
  const ask: Ways['ask'] = (dataset, params = {}) => federation.ask({ dataset, params }, new AbortController().signal);
  return {
    federation, ask,
    answered: async (dataset, params) => {
      const answer = await ask(dataset, params);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    },
    close: async () => {
      federation.dispose();
      await Promise.all(databases.map((way) => way.close()));
    },
  };
}

/** Rows of an answer by id. Throws where it holds none. */
export function rowsOf({ data }: { readonly data: DatasetData }): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  if (data.kind !== 'events') throw new Error(data.kind);
  return new Map(data.rows.map(({ id, values }) => [id, values]));
}

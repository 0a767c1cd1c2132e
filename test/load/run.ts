import { findPostgres, startPostgres, type PostgresServer } from '../servers/postgres';
import type { CoalescingReport } from './coalescing';
import { readOptions, type LoadOptions } from './options';
import { QUESTIONS, runCoalescing, runSse, runUsers, sseFaults } from './parts';
import type { SseLoadReport } from './sse';
import type { UsersReport } from './users';

/**
 * The gateway under load, on the embedded store and on PostgreSQL. Everything but the last line is told aside; the last line is one JSON
 * object, of both stores the worse figure each. Exit code 1 where anything failed that must hold.
 */
interface Found {
  readonly coalescing: CoalescingReport[];
  readonly users: UsersReport[];
  readonly sse: SseLoadReport[];
}
const say = (line: string): void => void process.stderr.write(`${line}\n`);

function storesOf({ store }: LoadOptions): readonly ('pglite' | 'postgres')[] {
  if (store === 'pglite') return [store];
  if (findPostgres() !== null) return store === 'postgres' ? [store] : ['pglite', 'postgres'];
  if (store === 'postgres') throw new Error('there is no PostgreSQL on this machine');
  say('no PostgreSQL on this machine: the embedded store alone');
  return ['pglite'];
}

async function runOn(server: PostgresServer | null, { parts, short, seconds }: LoadOptions, found: Found): Promise<void> {
  for (const part of parts) {
    if (part === 'coalescing') found.coalescing.push(await runCoalescing(server, say));
    else if (part === 'users') found.users.push(await runUsers(server, { short, seconds }, say));
    else found.sse.push(await runSse(server, short, say));
  }
}

const worst = <T>(of: readonly T[], figure: (each: T) => number): number => of.reduce((most, each) => Math.max(most, figure(each)), 0);
const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Parts that were not run are left out. */
function answerOf({ coalescing, users, sse }: Found) {
  const strays = coalescing.map(({ upstream }) => upstream).find((upstream) => upstream !== 1);
  return {
    ...(coalescing.length > 0 ? { coalescing: { questions: QUESTIONS, upstream: strays ?? 1 } } : {}),
    ...(users.length > 0 ? { users: { errors: worst(users, ({ errors }) => errors), p95Ms: worst(users, ({ p95Ms }) => p95Ms), p99Ms: worst(users, ({ p99Ms }) => p99Ms) } } : {}),
    ...(sse.length > 0 ? { sse: { clients: worst(sse, ({ clients }) => clients), gaps: worst(sse, ({ gaps }) => gaps), kibPerClient: rounded(worst(sse, ({ kibPerClient }) => kibPerClient)) } } : {}),
  };
}

function faultsOf({ coalescing, users, sse }: Found): readonly string[] {
  return [
    ...coalescing.flatMap(({ upstream, upstreamOfTwo, faults }) => [
      ...(upstream === 1 ? [] : [`${upstream} calls upstream for one question`]), ...(upstreamOfTwo <= 2 ? [] : [`${upstreamOfTwo} calls upstream for two permission sets`]), ...faults,
    ]),
    ...users.flatMap(({ errors, streams }) => [...(errors > 0 ? [`${errors} errors`] : []), ...(streams.gaps > 0 ? [`${streams.gaps} events missed in silence`] : [])]),
    ...sse.flatMap(sseFaults),
  ];
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const found: Found = { coalescing: [], users: [], sse: [] };
  for (const store of storesOf(options)) {
    say(`${store}:`);
    const server = store === 'postgres' ? await startPostgres({ durable: true }) : null;
    try {
      await runOn(server, options, found);
    } finally {
      await server?.stop();
    }
  }
  const faults = faultsOf(found);
  for (const fault of faults) say(`✗ ${fault}`);
  if (!options.json) process.stdout.write(`${faults.length === 0 ? 'Everything held.' : 'Not everything held.'}\n`);
  process.stdout.write(`${JSON.stringify(answerOf(found))}\n`);
  return faults.length === 0 ? 0 : 1;
}

// What was started ends with this process: whoever is told to stop leaves by the way out.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(2));
process.exitCode = await main().catch((fault: unknown) => {
  say(fault instanceof Error ? fault.message : String(fault));
  return 2;
});

import { findPostgres, startPostgres } from '../servers/postgres';
import { seededHouse, startedHouse } from './house';
import { readOptions, type DurabilityOptions } from './options';
import { rehearse, type Rehearsal } from './rehearse';

/**
 * Acknowledged is kept: people save while the gateway, and a real database server, are killed at random instants. The last line is one
 * JSON object; the exit code is 1 where anything was lost or is not as it was sent.
 */
async function run(options: DurabilityOptions): Promise<readonly Rehearsal[]> {
  // With `--json` the last line of the output is the answer, and everything before it is told aside.
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const stores = storesOf(options, say);
  const share = { kills: Math.ceil(options.kills / stores.length), seconds: options.seconds / stores.length };
  const house = options.gateway === 'start' ? startedHouse : seededHouse;
  const done: Rehearsal[] = [];
  for (const store of stores) {
    const server = store === 'postgres' ? await startPostgres({ durable: true }) : null;
    say(`${store}: ${share.kills} kills, at most ${Math.round(share.seconds)} s`);
    try {
      const rehearsal = await rehearse({ ...share, server, house, say });
      done.push(rehearsal);
      const { kills, submitted, acknowledged, found, conflicts, faults } = rehearsal;
      say(`${store}: ${kills} kills, ${submitted} saves, ${acknowledged} acknowledged, ${found} found, ${conflicts} conflicts`);
      for (const fault of faults) say(`${store}: ✗ ${fault}`);
    } finally {
      await server?.stop();
    }
  }
  return done;
}

function storesOf({ store }: DurabilityOptions, say: (line: string) => void): readonly ('pglite' | 'postgres')[] {
  if (store === 'pglite') return [store];
  if (findPostgres() !== null) return store === 'postgres' ? [store] : ['pglite', 'postgres'];
  if (store === 'postgres') throw new Error('there is no PostgreSQL on this machine');
  say('no PostgreSQL on this machine: the embedded store alone');
  return ['pglite'];
}

const sum = (done: readonly Rehearsal[], of: (each: Rehearsal) => number): number => done.reduce((total, each) => total + of(each), 0);

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const done = await run(options);
  const [kills, acknowledged, found] = [sum(done, (each) => each.kills), sum(done, (each) => each.acknowledged), sum(done, (each) => each.found)];
  const lost = acknowledged - found;
  const isWhole = lost === 0 && acknowledged > 0 && done.every((each) => each.faults.length === 0);
  if (!options.json) process.stdout.write(`${isWhole ? 'Nothing acknowledged was lost.' : 'Not everything is as it was sent.'}\n`);
  process.stdout.write(`${JSON.stringify({ kills, acknowledged, found, lost })}\n`);
  return isWhole ? 0 : 1;
}

// What was started ends with this process: whoever is told to stop leaves by the way out.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(2));
process.exitCode = await main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  return 2;
});

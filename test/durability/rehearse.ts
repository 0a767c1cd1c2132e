import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openStore } from '../../server/store/open-store';
import type { PostgresServer } from '../servers/postgres';
import { judge, type Verdict } from './judge';
import { peopleOf, type House } from './house';
import { keepSaving, type Acknowledged, type Submission } from './saver';

export interface Rehearsal extends Verdict {
  readonly kills: number;
  readonly submitted: number;
  readonly conflicts: number;
}
export interface RehearseOptions {
  readonly kills: number;
  readonly seconds: number;
  /** A server to kill as well; null is the embedded store, which dies with its gateway. */
  readonly server: PostgresServer | null;
  readonly house: (dataDir: string, databaseUrl: string | null) => Promise<House>;
  readonly say: (line: string) => void;
}

const CLIENTS = 5;
const SHOWN = 10;
const DOCUMENTS = Array.from({ length: 10 }, (_, index) => `canh-${index + 1}`);
/** One kill in so many is the database's. */
const SERVER_ONE_IN = 3;
/** From health to the kill: often at once, sometimes in the midst of much work. */
const moment = (): number => 20 + 1_500 * Math.random() ** 2;
/** After the last kill everything under way must come to its answer. */
const ANSWERED_MS = 60_000;
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Saves while gateway and database are killed at random instants, then looks at what there is. */
export async function rehearse({ kills, seconds, server, house: build, say }: RehearseOptions): Promise<Rehearsal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-durability-'));
  const databaseUrl = (await server?.createDatabase()) ?? null;
  const house = await build(dataDir, databaseUrl);
  try {
    await house.gateway.start();
    const submitted = new Map<string, Submission>();
    const acknowledged: Acknowledged[] = [];
    let [over, giveUpAt] = [false, Number.POSITIVE_INFINITY];
    const people = await peopleOf(house, CLIENTS);
    const savers = people.map((as) => keepSaving({
      origin: house.gateway.origin, as, documents: DOCUMENTS,
      onSubmit: (made) => submitted.set(made.nonce, made), onAcknowledged: (saved) => acknowledged.push(saved), isOver: () => over, giveUpAt: () => giveUpAt,
    }));
    const saved = Promise.all(savers).finally(() => { over = true; });
    // Awaited below; a fault of a client ends the killing before that.
    saved.catch(() => undefined);
    const killed = await killAtRandom({ kills, seconds, server, house, isOver: () => over, onKill: (count) => { if (count % 10 === 0) say(`  ${count} kills, ${acknowledged.length} acknowledged`); } });
    over = true;
    giveUpAt = performance.now() + ANSWERED_MS;
    const ended = await saved;
    await house.gateway.stop();
    const verdict = await looked(dataDir, databaseUrl, submitted, acknowledged);
    const unanswered = ended.reduce((sum, each) => sum + each.unanswered, 0);
    return {
      ...verdict, kills: killed, submitted: submitted.size, conflicts: ended.reduce((sum, each) => sum + each.conflicts, 0),
      faults: [...verdict.faults, ...ended.flatMap(({ refused }) => refused).slice(0, SHOWN), ...(unanswered > 0 ? [`${unanswered} saves without an answer`] : [])],
    };
  } finally {
    await house.gateway.kill9();
    await house.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Killing extends Pick<RehearseOptions, 'kills' | 'seconds' | 'server'> {
  readonly house: House;
  readonly isOver: () => boolean;
  readonly onKill: (count: number) => void;
}

async function killAtRandom({ kills, seconds, server, house, isOver, onKill }: Killing): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let count = 0;
  while (count < kills && performance.now() < until && !isOver()) {
    await wait(moment());
    if (server && count % SERVER_ONE_IN === SERVER_ONE_IN - 1) {
      await server.kill9();
      await server.restart();
    } else {
      await house.gateway.kill9();
      await house.gateway.start();
    }
    count += 1;
    onKill(count);
  }
  return count;
}

async function looked(dataDir: string, databaseUrl: string | null, submitted: ReadonlyMap<string, Submission>, acknowledged: readonly Acknowledged[]): Promise<Verdict> {
  const store = await openStore({ dataDir, databaseUrl, log: pino({ level: 'error' }, pino.destination(2)), clock: Date.now });
  try {
    return await judge(store, dataDir, submitted, acknowledged);
  } finally {
    await store.close();
  }
}

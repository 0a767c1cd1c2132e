import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SseAnswer, SseOrder } from './sse-gateway';
import { openReader, type Reader } from './sse-swarm';

export interface SseLoadOptions {
  readonly clients: number;
  /** Of them, how many fall asleep with their connection open. */
  readonly sleepers: number;
  /** Events a second, and for how long. */
  readonly rate: number;
  readonly seconds: number;
  /** Readers sent away at a restart come back spread over this long, ms. */
  readonly returnSpreadMs: number;
  /** A PostgreSQL server instead of the embedded store. */
  readonly databaseUrl?: string;
}
export interface SseLoadReport {
  readonly clients: number;
  readonly events: number;
  /** Events missed in silence by any reader: must be 0. */
  readonly gaps: number;
  readonly kibPerClient: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Sleepers that were told to look anew when they woke, and what the gateway grew by for each while they slept. */
  readonly sleepers: { readonly asleep: number; readonly toldToResync: number; readonly kibPerSleeper: number };
  /** After a restart: until all were back, over how long they came, and the share of one core used once they were. */
  readonly storm: { readonly backMs: number; readonly spreadMs: number; readonly missing: number; readonly cpu: number };
}

const GATEWAY = fileURLToPath(new URL('./sse-gateway.ts', import.meta.url));
/** Bytes of each event while readers sleep: enough to fill what the system keeps for a connection. */
const PADDING = 16_384;
const FLOOD_EVENTS = 600;
/** Readers who begin at once; all at the same instant would measure the system's queue of connections. */
const OPENED_AT_ONCE = 100;

const EARLY = 20;

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
async function until(is: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (!is() && performance.now() < end) await wait(20);
  return is();
}

/** The gateway in its own process, asked one thing at a time. */
class Child {
  readonly #process: ChildProcess;
  readonly #folder: string;

  constructor({ databaseUrl, returnSpreadMs }: Pick<SseLoadOptions, 'databaseUrl' | 'returnSpreadMs'>, stored: boolean) {
    this.#folder = stored ? mkdtempSync(join(tmpdir(), 'sse-load-')) : '';
    this.#process = fork(GATEWAY, [this.#folder, databaseUrl ?? '', String(returnSpreadMs)], { execArgv: ['--expose-gc', '--import', 'tsx'] });
  }
  answer<K extends SseAnswer['is']>(is: K, order?: SseOrder): Promise<Extract<SseAnswer, { is: K }>> {
    return new Promise((done, failed) => {
      const heard = (answer: SseAnswer): void => {
        if (answer.is !== is) return;
        this.#process.off('message', heard).off('exit', died);
        done(answer as Extract<SseAnswer, { is: K }>);
      };
      const died = (code: number | null): void => failed(new Error(`the gateway ended with ${code}`));
      this.#process.on('message', heard).once('exit', died);
      if (order) this.#process.send(order);
    });
  }
  async stop(): Promise<void> {
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.disconnect();
    await Promise.race([ended, wait(10_000).then(() => this.#process.kill('SIGKILL'))]);
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Runs the whole of it: fan-out, sleepers, restart. */
export async function sseLoad(options: SseLoadOptions): Promise<SseLoadReport> {
  const memory = await memoryOf(options);
  const child = new Child(options, true);
  const readers: Reader[] = [];
  try {
    const { port } = await child.answer('listening');
    const ages: number[] = [];
    const awake = options.clients - options.sleepers;
    for (let n = 0; n < options.clients; n += 1) {
      readers.push(openReader({ port, onAge: (ms) => ages.push(ms), returnMs: 10_000, ...(n >= awake ? { cookie: `person-${n % 20}` } : {}) }));
      if (n % OPENED_AT_ONCE === OPENED_AT_ONCE - 1) await until(() => readers.every((reader) => reader.isOpen()), 30_000);
    }
    await until(() => readers.every((reader) => reader.isOpen()), 30_000);
    await child.answer('published', { order: 'publish', rate: options.rate, seconds: options.seconds, padding: 40, to: 'everyone' });
    const during = await child.answer('measured', { order: 'measure', overMs: 500 });
    await until(() => readers.every((reader) => reader.at() >= during.head), 10_000);
    ages.sort((a, b) => a - b);
    const quantile = (share: number): number => ages[Math.min(ages.length - 1, Math.floor(share * ages.length))] ?? NaN;
    const [p95Ms, p99Ms] = [quantile(0.95), quantile(0.99)];

    const sleepers = await sleep(child, readers.slice(awake));
    const storm = await restart(child, readers, options);
    return {
      clients: readers.length, events: readers.slice(0, awake).reduce((sum, reader) => sum + reader.events, 0),
      gaps: readers.reduce((sum, reader) => sum + reader.gaps, 0),
      kibPerClient: memory.perClient, p95Ms, p99Ms, sleepers: { ...sleepers, kibPerSleeper: memory.perSleeper }, storm,
    };
  } finally {
    for (const reader of readers) reader.close();
    await child.stop();
  }
}

/** What a gateway grows by for each reader, KiB, while events go out; and by for each that never reads while too much comes for it. */
async function memoryOf({ clients, sleepers, rate, seconds, returnSpreadMs }: SseLoadOptions): Promise<{ readonly perClient: number; readonly perSleeper: number }> {
  const child = new Child({ returnSpreadMs }, false);
  const readers: Reader[] = [];
  const few = { order: 'publish', rate, seconds: Math.min(seconds, 10), padding: 40, to: 'everyone' } as const;
  const open = async (many: number, port: number): Promise<void> => {
    for (let n = 0; n < many; n += 1) {
      readers.push(openReader({ port, onAge: () => undefined, returnMs: 1_000, ...(n < sleepers ? { cookie: `person-${n % 20}` } : {}) }));
      if (n % OPENED_AT_ONCE === 0) await until(() => readers.every((reader) => reader.isOpen()), 30_000);
    }
    await until(() => readers.every((reader) => reader.isOpen()), 30_000);
  };
  try {
    const { port } = await child.answer('listening');
    // Code and buffers that any use brings are not counted against readers.
    await open(EARLY, port);
    await child.answer('published', { ...few, rate: 100, seconds: 2 });
    const before = await child.answer('measured', { order: 'measure', overMs: 500 });
    await open(clients, port);
    await child.answer('published', few);
    const during = await child.answer('measured', { order: 'measure', overMs: 500 });
    const { kibPerSleeper } = await sleep(child, readers.slice(EARLY, EARLY + sleepers));
    return { perClient: grown(before, during) / clients, perSleeper: kibPerSleeper };
  } finally {
    for (const reader of readers) reader.close();
    await child.stop();
  }
}

type Measured = Extract<SseAnswer, { is: 'measured' }>;
/** The larger of what the system and what the runtime say: the one counts what is only kept ready, the other leaves out what it cannot see. */
const grown = (before: Measured, after: Measured): number => Math.max(after.rssKiB - before.rssKiB, after.heapKiB - before.heapKiB);

/** Some never read, while more comes for them than any buffer holds; when they wake, they must be told. */
async function sleep(child: Child, asleep: readonly Reader[]): Promise<SseLoadReport['sleepers']> {
  const before = await child.answer('measured', { order: 'measure', overMs: 0 });
  for (const reader of asleep) reader.sleep();
  await child.answer('published', { order: 'publish', rate: 200, seconds: FLOOD_EVENTS / 200, padding: PADDING, to: 'persons' });
  const full = await child.answer('measured', { order: 'measure', overMs: 200 });
  const told = asleep.map(({ resyncs }) => resyncs);
  for (const reader of asleep) reader.wake();
  await until(() => asleep.every((reader) => reader.at() >= full.head), 20_000);
  const toldToResync = asleep.filter(({ resyncs }, n) => resyncs > (told[n] ?? 0)).length;
  return { asleep: asleep.length, toldToResync, kibPerSleeper: asleep.length === 0 ? 0 : grown(before, full) / asleep.length };
}

async function restart(child: Child, readers: readonly Reader[], { returnSpreadMs }: SseLoadOptions): Promise<SseLoadReport['storm']> {
  const begun = performance.now();
  await child.answer('listening', { order: 'restart', downMs: 500 });
  // Something happens while they are away.
  await child.answer('published', { order: 'publish', rate: 20, seconds: 0.5, padding: 40, to: 'everyone' });
  await until(() => readers.every((reader) => reader.isOpen() && reader.since() > begun), Math.max(30_000, 2 * returnSpreadMs));
  const back = readers.map((reader) => reader.since()).filter((since) => since > begun).sort((a, b) => a - b);
  const after = await child.answer('measured', { order: 'measure', overMs: 1_000 });
  await until(() => readers.every((reader) => reader.at() >= after.head), 5_000);
  return {
    backMs: (back.at(-1) ?? NaN) - begun, spreadMs: (back.at(-1) ?? NaN) - (back[0] ?? NaN),
    missing: readers.filter((reader) => reader.at() < after.head).length, cpu: after.cpu,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name: string, fallback: number): number => Number(process.argv[process.argv.indexOf(`--${name}`) + 1] ?? NaN) || fallback;
  const clients = option('clients', 1_000);
  const databaseUrl = process.env['DATABASE_URL'];
  const report = await sseLoad({ clients, sleepers: option('sleepers', clients / 5), rate: option('rate', 20), seconds: option('seconds', 30), returnSpreadMs: 12_000, ...(databaseUrl ? { databaseUrl } : {}) });
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

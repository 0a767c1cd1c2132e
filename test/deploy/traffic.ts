import { randomUUID } from 'node:crypto';
import type { Person } from './people';
import { ReaderStream } from './reader-stream';
import { BrokenOff, json, type Answer } from './visitor';

/** What people at work came to. */
export interface TrafficReport {
  readonly reads: number;
  /** Reads that were answered otherwise than they should, or not at all. */
  readonly failed: readonly string[];
  /** Reads whose answer broke off midway and that were right when asked once more, as the page does. */
  readonly repeated: number;
  readonly acknowledged: readonly Saved[];
  /** Saves that had to be sent again under their key. */
  readonly resent: number;
  /** Saves refused, or without an answer for too long. */
  readonly lost: readonly string[];
  readonly streams: readonly ReaderStream[];
}
export interface Saved {
  readonly id: string;
  readonly revision: number;
  readonly nonce: string;
}

/** Between two requests of one person: people at work, not a flood that the limits would hold back. */
const PAUSE_MS = 130;
const SAVE_PAUSE_MS = 170;
const AGAIN_MS = 300;
/** A save without an answer for so long would be shown as waiting. */
const PATIENCE_MS = 15_000;
const QUESTIONS = JSON.stringify({ questions: [
  { id: 'a', dataset: 'procedure-by-unit', params: { period: 'calendar:2026-09' } },
  { id: 'b', dataset: 'index-766-totals', params: { period: 'calendar:2026-09' } },
] });
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Readers read and hear, savers save, until `stop`. */
export class Traffic {
  #over = false;
  #reads = 0;
  #repeated = 0;
  #resent = 0;
  readonly #failed: string[] = [];
  readonly #acknowledged: Saved[] = [];
  readonly #lost: string[] = [];
  readonly #streams: ReaderStream[];
  readonly #running: Promise<unknown>;
  readonly #mayFail: (answer: Answer) => boolean;

  /** `mayFail`: answers that do not count, while what is behind the gateways is away. */
  constructor(readers: readonly Person[], savers: readonly Person[], asset: string, mayFail: (answer: Answer) => boolean = () => false) {
    this.#mayFail = mayFail;
    this.#streams = readers.map(({ visitor }) => new ReaderStream(visitor));
    this.#running = Promise.all([...readers.map((each) => this.#read(each, asset)), ...savers.map((each) => this.#save(each))]);
  }

  get reads(): number { return this.#reads; }
  get saves(): number { return this.#acknowledged.length; }
  get streams(): readonly ReaderStream[] { return this.#streams; }

  async stop(): Promise<TrafficReport> {
    this.#over = true;
    await this.#running;
    const last = new Map(this.#acknowledged.map(({ id, revision }) => [id, revision]));
    const hasAll = (stream: ReaderStream): boolean => [...last].every(([id, revision]) => stream.heard.some(({ payload }) => payload['id'] === id && payload['revision'] === revision));
    for (const until = performance.now() + 10_000; performance.now() < until && !this.#streams.every(hasAll); ) await wait(50);
    await Promise.all(this.#streams.map((stream) => stream.close()));
    return { reads: this.#reads, failed: this.#failed, repeated: this.#repeated, acknowledged: this.#acknowledged, resent: this.#resent, lost: this.#lost, streams: this.#streams };
  }

  async #read({ visitor }: Person, asset: string): Promise<void> {
    const ways = [
      () => visitor.ask('/api/session'), () => visitor.ask('/'), () => visitor.ask('/api/documents/scene'), () => visitor.ask(asset),
      () => visitor.ask('/api/datasets/ask', { method: 'POST', headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }, body: QUESTIONS }),
    ];
    while (!this.#over) {
      for (const way of ways) {
        await this.#readOnce(way, ways.indexOf(way));
        await wait(PAUSE_MS * (0.5 + Math.random()));
      }
    }
  }

  async #readOnce(way: () => Promise<Answer>, which: number): Promise<void> {
    this.#reads += 1;
    for (let time = 0; time < 2; time += 1) {
      try {
        const answer = await way();
        const isRight = answer.status === 200 && (which !== 0 || answer.body.includes('"kind":"person"'));
        if (!isRight && !this.#mayFail(answer)) this.#failed.push(`way ${which}: ${answer.status} ${answer.body.toString().slice(0, 200)}`);
        if (time > 0) this.#repeated += 1;
        return;
      } catch (fault) {
        // What had begun to arrive cannot be asked of another by the front; what had not, must have been.
        if (time > 0 || !(fault instanceof BrokenOff && fault.begun)) {
          this.#failed.push(`way ${which}: ${String(fault)}`);
          return;
        }
        await wait(AGAIN_MS);
      }
    }
  }

  async #save(person: Person): Promise<void> {
    const id = `canh-${randomUUID()}`;
    // Whoever listens, listens from the first save on.
    while (!this.#over && !this.#streams.every((stream) => stream.isOpen())) await wait(20);
    for (let revision = 0; !this.#over; ) {
      const [key, nonce] = [randomUUID(), randomUUID()];
      const answer = await this.#untilAnswered(person, { id, key, nonce, on: revision });
      if (answer?.status !== 200) {
        this.#lost.push(`${id} on ${revision}: ${answer?.status ?? 'no answer'} ${answer?.body.toString().slice(0, 300) ?? ''}`);
        return;
      }
      revision = Number(json(answer)['revision']);
      this.#acknowledged.push({ id, revision, nonce });
      await wait(SAVE_PAUSE_MS * (0.5 + Math.random()));
    }
  }

  async #untilAnswered({ visitor, proof }: Person, { id, key, nonce, on }: { readonly id: string; readonly key: string; readonly nonce: string; readonly on: number }): Promise<Answer | null> {
    const body = JSON.stringify({
      body: { schemaVersion: 1, title: { vi: nonce, en: nonce }, dashboards: ['tong-quan'], seconds: 30 }, reason: 'thử', ...(on === 0 ? { owner: 'unit', unit: null } : {}),
    });
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await wait(AGAIN_MS)) {
      try {
        const answer = await visitor.ask(`/api/documents/scene/${id}`, {
          method: 'PUT', headers: { ...proof, 'idempotency-key': key, ...(on === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${on}"` }) }, body,
        });
        if (answer.status < 500) return answer;
      } catch (fault) {
        if (!(fault instanceof BrokenOff)) throw fault;
      }
      this.#resent += 1;
    }
    return null;
  }
}

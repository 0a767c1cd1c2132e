import { openWorkStore, type WorkStore } from '@/cache/open-work-store';
import type { ShelfId } from '@/cache/work-record';
import type { Json } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import type { GatewayProblem, GatewayReply } from '@/federation/gateway/call';
import type { Surroundings } from './outbox-pump';
import type { Send, StateRequest } from './sending';
import { createWorkspace, type TabChannel, type Workspace } from './workspace';

/** What the gateway does with documents, in memory: revisions, preconditions, save keys. */
export class ModelGateway {
  readonly revisions = new Map<string, { readonly body: Json; readonly key: string }[]>();
  readonly keys = new Map<string, { readonly path: string; readonly revision: number; readonly at: number }>();
  puts = 0;

  handle({ method, path, headers = {}, body }: StateRequest): Result<GatewayReply, GatewayProblem> {
    const [base = '', rest] = path.split(/\/(?=restore$|revisions)/);
    const history = this.revisions.get(base) ?? [];
    const current = history.at(-1);
    const view = current && { revision: history.length, deleted: current.body === null, body: current.body, at: history.length, author: { id: 'other', name: 'Khác' }, owner: 'unit', unit: null, mayEdit: true };
    if (method === 'GET') return current && current.body !== null ? ok({ status: 200, body: view, etag: null }) : err({ code: 'not-found', status: 404, body: null });
    this.puts += 1;
    const key = headers['Idempotency-Key'] ?? '';
    const before = this.keys.get(key);
    if (before) return before.path === base ? ok({ status: 200, body: { revision: before.revision, at: before.at }, etag: null }) : err({ code: 'save-key-reused', status: 422, body: null });
    const stands = headers['If-None-Match'] === '*' ? !current || current.body === null : headers['If-Match'] === `"${history.length}"`;
    if (!stands) return current ? err({ code: 'document-conflict', status: 409, body: { current: view } }) : err({ code: 'not-found', status: 404, body: null });
    const told = body as { readonly body?: Json; readonly revision?: number };
    const revision = this.write(base, method === 'DELETE' ? null : rest === 'restore' ? (history[(told.revision ?? 1) - 1]?.body ?? null) : (told.body ?? null), key);
    return ok({ status: 200, body: { revision, at: revision }, etag: null });
  }

  /** Somebody saves, here or elsewhere. */
  write(path: string, body: Json, key: string): number {
    const history = [...(this.revisions.get(path) ?? []), { body, key }];
    this.revisions.set(path, history);
    this.keys.set(key, { path, revision: history.length, at: history.length });
    return history.length;
  }
}

/** A browser: one store, one channel between tabs, one network, a clock that a test turns. */
export class Browser {
  readonly gateway = new ModelGateway();
  readonly store: Promise<WorkStore>;
  /** What happens to the next requests that change something, in order; then all goes well. */
  fates: Fate[] = [];
  readonly acknowledged: { readonly key: string; readonly path: string; readonly body: Json }[] = [];
  now = 1_000_000;
  #keys = 0;
  #timers: { readonly at: number; readonly run: () => void }[] = [];
  #locks = new Map<string, Promise<void>>();
  readonly #heard = new Set<(at: ShelfId) => void>();

  constructor(store: Promise<WorkStore> = openWorkStore({ indexedDB: null })) {
    this.store = store;
  }

  async tab(): Promise<Tab> {
    let die = (): void => undefined;
    const death = new Promise<void>((resolve) => { die = resolve; });
    const tab: Life = { alive: true, death, die: () => { tab.alive = false; die(); } };
    const own = new Set<(at: ShelfId) => void>();
    const channel: TabChannel = {
      post: (at) => { for (const heard of this.#heard) if (!own.has(heard)) queueMicrotask(() => heard(at)); },
      listen: (heard) => {
        this.#heard.add(heard);
        own.add(heard);
        return () => void this.#heard.delete(heard);
      },
    };
    const workspace = createWorkspace({ store: await this.store, send: this.#send(tab), person: { id: 'p1', name: 'Tôi' }, channel, ...this.#surroundings(tab) });
    void death.then(() => workspace.close());
    return { workspace, kill: () => { workspace.close(); tab.die(); }, isAlive: () => tab.alive };
  }

  /** Lets everything that can happen now happen. */
  async settle(): Promise<void> {
    for (let round = 0; round < 60; round += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    for (let round = 0; round < 60; round += 1) await Promise.resolve();
  }
  /** Time passes, and what waited for it happens. */
  async pass(ms: number): Promise<void> {
    await this.settle();
    this.now += ms;
    const due = this.#timers.filter(({ at }) => at <= this.now);
    this.#timers = this.#timers.filter(({ at }) => at > this.now);
    for (const { run } of due) run();
    await this.settle();
  }

  #surroundings(tab: Life): Surroundings {
    return {
      clock: () => this.now,
      chance: () => 0.5,
      newKey: () => `save-key-${String((this.#keys += 1)).padStart(12, '0')}`,
      later: (ms, run) => {
        const timer = { at: this.now + ms, run: () => { if (tab.alive) run(); } };
        this.#timers.push(timer);
        return () => void (this.#timers = this.#timers.filter((each) => each !== timer));
      },
      alone: async (name, work) => {
        const before = this.#locks.get(name) ?? Promise.resolve();
        // The browser frees the lock of a tab that dies while it holds it.
        const mine = before.then(() => Promise.race([work(), tab.death]));
        this.#locks.set(name, mine);
        await mine;
      },
    };
  }
  #send(tab: Life): Send {
    return async (request) => {
      await Promise.resolve();
      if (!tab.alive) return new Promise(() => undefined);
      const fate = request.method === 'GET' ? 'well' : (this.fates.shift() ?? 'well');
      if (fate === 'lost') return UNREACHABLE;
      if (fate === 'busy') return err({ code: 'store-unavailable', status: 503, retryAfterMs: 5_000, body: null });
      if (fate === 'signed-out') return err({ code: 'sign-in-needed', status: 401, body: null });
      if (fate === 'killed-before') return this.#never(tab);
      const answer = this.gateway.handle(request);
      if (fate === 'killed-after') return this.#never(tab);
      if (fate === 'answer-lost') return UNREACHABLE;
      if (fate === 'twice') this.gateway.handle(request);
      const { body } = (request.body ?? {}) as { readonly body?: Json };
      if (request.method === 'PUT' && answer.ok) this.acknowledged.push({ key: request.headers?.['Idempotency-Key'] ?? '', path: request.path, body: body ?? null });
      return answer;
    };
  }
  /** The tab dies while the request is under way. */
  #never(tab: Life): Promise<never> {
    tab.die();
    return new Promise(() => undefined);
  }
}

export type Fate = 'well' | 'lost' | 'answer-lost' | 'busy' | 'twice' | 'signed-out' | 'killed-before' | 'killed-after';
export interface Tab {
  readonly workspace: Workspace;
  readonly kill: () => void;
  readonly isAlive: () => boolean;
}
interface Life {
  alive: boolean;
  readonly death: Promise<void>;
  readonly die: () => void;
}
const UNREACHABLE: Result<GatewayReply, GatewayProblem> = err({ code: 'unreachable', status: 0, body: null });

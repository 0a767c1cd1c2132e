import type { RawFrame, StreamEvent } from './frame';
import { openEventStream, type EventStream, type EventStreamOptions } from './open-event-stream';
import type { Followed, OpenChannel, OpenSource, Standing, TabLocks } from './parts';

/** Lets every promise that can settle do so. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

export function signalOf<T>(initial: T): Followed<T> & { set(value: T): void } {
  const listeners = new Set<(value: T) => void>();
  let current = initial;
  return {
    get: () => current,
    subscribe: (listener) => { listeners.add(listener); return () => void listeners.delete(listener); },
    set(value) {
      current = value;
      for (const listener of [...listeners]) listener(value);
    },
  };
}

/** The wires opened so far and what the gateway may do with them. */
export class FakeGateway {
  readonly urls: string[] = [];
  #wires = new Set<{ frame: (frame: RawFrame) => void; failed: () => void }>();
  heartbeatMs = 15_000;
  /** How it meets whoever comes. */
  greets = true;
  head = 0;
  epoch = 'e1';

  get open(): number {
    return this.#wires.size;
  }
  readonly source: OpenSource = (url, on) => {
    this.urls.push(url);
    this.#wires.add(on);
    if (this.greets) {
      const from = new URL(url, 'http://portal.test').searchParams.get('lastEventId');
      queueMicrotask(() => { if (this.#wires.has(on)) on.frame({ type: 'hello', id: from ?? `${this.epoch}.${this.head}`, data: JSON.stringify({ serverTime: 1, heartbeatMs: this.heartbeatMs }) }); });
    }
    return () => void this.#wires.delete(on);
  };
  raw(frame: RawFrame): void {
    for (const wire of [...this.#wires]) wire.frame(frame);
  }
  frame(type: string, data: object, id = `${this.epoch}.${this.head}`): void {
    this.raw({ type, id, data: JSON.stringify(data) });
  }
  event(payload: StreamEvent['payload'] = { dataset: 'd' }, type = 'dataset-changed'): void {
    const after = this.head;
    this.head += 1;
    this.frame(type, { after, at: 0, payload });
  }
  beat(): void {
    this.frame('heartbeat', { after: this.head, serverTime: 2 });
  }
  break(): void {
    const broken = [...this.#wires];
    this.#wires.clear();
    for (const wire of broken) wire.failed();
  }
}

interface Wish {
  readonly held: () => Promise<void>;
  readonly done: () => void;
  readonly tab: number;
}

/** Locks and channels that the tabs of one browser share. */
export class FakeBrowser {
  readonly gateway = new FakeGateway();
  #queues = new Map<string, Wish[]>();
  #holders = new Map<string, { tab: number; lose: () => void }>();
  #channels = new Map<string, Set<{ tab: number; heard: (message: unknown) => void }>>();
  #dead = new Set<number>();
  #tabs = 0;

  tab(more: Partial<EventStreamOptions> = {}): Tab {
    return new Tab(this, (this.#tabs += 1), more);
  }
  /** The tab says and hears nothing more, yet keeps what it holds. */
  hang(tab: number): void {
    this.#dead.add(tab);
  }
  /** The tab's process is gone: the browser frees what it held. */
  kill(tab: number): void {
    this.hang(tab);
    for (const holder of [...this.#holders.values()]) if (holder.tab === tab) holder.lose();
  }
  channel(tab: number): OpenChannel {
    return (name, heard) => {
      const listeners = this.#channels.get(name) ?? new Set();
      this.#channels.set(name, listeners);
      const own = { tab, heard };
      listeners.add(own);
      return {
        post: (message) => {
          const copy: unknown = structuredClone(message);
          if (this.#dead.has(tab)) return;
          for (const other of [...listeners]) {
            queueMicrotask(() => { if (other !== own && listeners.has(other) && !this.#dead.has(other.tab)) other.heard(copy); });
          }
        },
        close: () => void listeners.delete(own),
      };
    };
  }
  locks(tab: number): TabLocks {
    return {
      request: (name, { signal, steal }, held) => new Promise((done) => {
        const queue = this.#queues.get(name) ?? [];
        this.#queues.set(name, queue);
        const wish: Wish = { held, done, tab };
        if (steal) {
          this.#holders.get(name)?.lose();
          this.#grant(name, wish);
          return;
        }
        queue.push(wish);
        signal.addEventListener('abort', () => {
          if (!queue.includes(wish)) return;
          queue.splice(queue.indexOf(wish), 1);
          done();
        });
        this.#next(name);
      }),
    };
  }
  #next(name: string): void {
    if (this.#holders.has(name)) return;
    const wish = this.#queues.get(name)?.shift();
    if (wish) this.#grant(name, wish);
  }
  #grant(name: string, wish: Wish): void {
    let lost = false;
    const lose = (): void => {
      if (lost) return;
      lost = true;
      if (this.#holders.get(name) === holder) this.#holders.delete(name);
      wish.done();
      this.#next(name);
    };
    const holder = { tab: wish.tab, lose };
    this.#holders.set(name, holder);
    void Promise.resolve().then(wish.held).then(lose);
  }
}

/** One tab and what its listeners heard. */
export class Tab {
  readonly events: StreamEvent[] = [];
  readonly standings: Standing[] = [];
  resyncs = 0;
  readonly online = signalOf(true);
  readonly visible = signalOf(true);
  readonly stream: EventStream;

  constructor(browser: FakeBrowser, readonly id: number, more: Partial<EventStreamOptions>) {
    this.stream = openEventStream({
      url: '/api/events', identity: 'person:an',
      onEvent: (event) => this.events.push(event),
      onResync: () => { this.resyncs += 1; },
      onStanding: (standing) => this.standings.push(standing),
      clock: { now: () => Date.now(), later: (ms, run) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); } },
      random: () => 0.5,
      channel: browser.channel(id), locks: browser.locks(id), eventSource: browser.gateway.source,
      online: this.online, visible: this.visible, ...more,
    });
  }
  get link(): string {
    return this.stream.standing().link;
  }
}

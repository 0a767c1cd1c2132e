import type { Actor } from '@/domain/access';
import type { Core } from '../core';
import type { EventLogService, PortalEvent } from './event-log';
import { EventStream } from './event-stream';
import { EventFrames, HeartbeatFrames, helloFrame, retryFrame } from './frames';
import { hubMetrics, type HubMetrics } from './hub-metrics';
import type { Position } from './position';
import { Reader, readerKey, type ReaderParts } from './reader';
import type { StreamSocket } from './slow-socket';
import { StreamCount, type StreamLimits } from './stream-count';

export interface EventHubParts extends Omit<ReaderParts, 'province' | 'clock'> {
  readonly core: Pick<Core, 'clock' | 'log' | 'metrics'> & { readonly province: Pick<Core['province'], 'current' | 'onChange'>; readonly settings: Pick<Core['settings'], 'times'> };
  readonly log: EventLogService;
  /**
   * The same reader as it stands now, read past every cache; null where the session has ended, the person is disabled, the screen is
   * revoked. Asked after each change of rights and every `identityCacheMs`, which is what makes a revocation hold when events are lost.
   */
  readonly actorNow: (actor: Actor) => Promise<Actor | null>;
  /** `[0, 1)`. */
  readonly random?: () => number;
  readonly limits?: Partial<HubLimits>;
}
export interface HubLimits extends StreamLimits {
  /** Bytes that may wait for one reader. */
  readonly boundBytes: number;
  /** A reader that takes nothing for so long is gone, ms. */
  readonly stalledMs: number;
  /** Readers sent away at once come back spread over this long, ms. */
  readonly returnSpreadMs: number;
}
const LIMITS: HubLimits = { perReader: 100, perAddress: 2_000, total: 5_000, boundBytes: 256 * 1024, stalledMs: 40_000, returnSpreadMs: 12_000 };
const RETURN_LEAST_MS = 1_000;
/** Readers looked up at once. */
const LOOKED_UP_AT_ONCE = 16;

export interface OpenStream {
  readonly actor: Actor;
  readonly address: string;
  readonly socket: StreamSocket;
  /** Where the reader left off; null begins at the newest event. */
  readonly from: Position | null;
}

export interface EventHub {
  /** Why no further stream may be opened now, or null. */
  readonly refusal: (actor: Actor, address: string) => 'too-many' | 'overloaded' | null;
  /** Streams until the socket closes. The header of the answer must be on its way. */
  readonly open: (wish: OpenStream) => void;
  readonly clients: () => number;
  /** Sends everybody away, each with its own time to come back. */
  readonly drain: () => void;
  readonly stop: () => void;
}

/** All event streams of this gateway. */
export const createEventHub = (parts: EventHubParts): EventHub => new Hub(parts);

class Hub implements EventHub {
  readonly #parts: EventHubParts;
  readonly #limits: HubLimits;
  readonly #metrics: HubMetrics;
  readonly #count: StreamCount;
  readonly #readerParts: ReaderParts;
  readonly #readers = new Map<string, { readonly reader: Reader; readonly streams: Set<EventStream> }>();
  readonly #stops: (() => void)[];
  #epoch: string;
  #draining = false;
  #looking: Promise<void> | null = null;

  constructor(parts: EventHubParts) {
    const { core, log, rightsOf, maySeeDocument } = parts;
    this.#parts = parts;
    this.#limits = { ...LIMITS, ...parts.limits };
    this.#metrics = hubMetrics(core.metrics);
    this.#count = new StreamCount(this.#limits);
    this.#readerParts = { rightsOf, maySeeDocument, province: core.province.current, clock: core.clock };
    this.#epoch = log.epoch();
    const { heartbeatMs, identityCacheMs } = core.settings.times;
    const beat = setInterval(() => this.#beat(), heartbeatMs).unref();
    const look = setInterval(() => this.#lookAtAll(), identityCacheMs).unref();
    this.#stops = [
      log.subscribe((event) => this.#tell(event)),
      core.province.onChange(() => this.#reconfigure()),
      () => clearInterval(beat),
      () => clearInterval(look),
    ];
  }

  clients = (): number => this.#count.total;
  refusal: EventHub['refusal'] = (actor, address) => (this.#draining ? 'overloaded' : this.#count.refusal(actor, address));

  open: EventHub['open'] = ({ actor, address, socket, from }) => {
    const { core, log } = this.#parts;
    const place = this.#placeOf(actor);
    const leave = this.#count.enter(actor, address);
    const resumes = from !== null && from.epoch === log.epoch();
    const head = { epoch: log.epoch(), id: log.head() };
    const start = resumes ? from.id : head.id;
    const stream = new EventStream({
      reader: place.reader, socket, boundBytes: this.#limits.boundBytes, count: this.#metrics,
      head: () => ({ epoch: log.epoch(), id: log.head() }),
    }, start);
    place.streams.add(stream);
    this.#metrics.clients(this.#count.total);
    socket.once('close', () => {
      leave();
      place.streams.delete(stream);
      if (place.streams.size === 0) this.#readers.delete(place.reader.key);
      this.#metrics.clients(this.#count.total);
    });
    stream.say(helloFrame({ epoch: head.epoch, id: start }, core.clock(), core.settings.times.heartbeatMs));
    if (resumes) this.#catchUp(stream, start);
    else if (from !== null) stream.resync();
  };

  drain = (): void => {
    this.#draining = true;
    for (const stream of this.#streams()) stream.end(this.#comeBack());
  };

  stop = (): void => {
    this.#draining = true;
    for (const stop of this.#stops) stop();
    for (const stream of this.#streams()) stream.destroy();
  };

  #placeOf(actor: Actor): { readonly reader: Reader; readonly streams: Set<EventStream> } {
    const known = this.#readers.get(readerKey(actor));
    if (known) {
      known.reader.renew(actor);
      return known;
    }
    const place = { reader: new Reader(actor, this.#readerParts), streams: new Set<EventStream>() };
    this.#readers.set(place.reader.key, place);
    return place;
  }

  #comeBack(): Buffer {
    const random = this.#parts.random ?? Math.random;
    return retryFrame(RETURN_LEAST_MS + Math.floor(random() * this.#limits.returnSpreadMs));
  }

  #streams(): EventStream[] {
    return [...this.#readers.values()].flatMap(({ streams }) => [...streams]);
  }

  #catchUp(stream: EventStream, from: number): void {
    const { log, core } = this.#parts;
    stream.hold();
    void log.since(from)
      .catch((fault: unknown) => {
        core.log.warn({ err: fault }, 'missed events could not be read');
        return { kind: 'gap' as const, head: log.head() };
      })
      .then((replay) => {
        stream.replay(replay);
        stream.release();
      });
  }

  #tell(event: PortalEvent): void {
    if (event.epoch !== this.#epoch) this.#beginAnew(event.epoch);
    const frames = new EventFrames(event);
    for (const { reader, streams } of this.#readers.values()) {
      // Asked before the event changes what the reader may hear.
      const concerned = (event.kind === 'rights-changed' || event.kind === 'session-ended') && reader.hears(event);
      for (const stream of streams) stream.offer(event, frames);
      if (!concerned) continue;
      if (event.kind === 'session-ended') for (const stream of streams) stream.endSession(reasonOf(event));
      else void this.#lookAt(reader, streams);
    }
  }

  #beginAnew(epoch: string): void {
    this.#epoch = epoch;
    for (const stream of this.#streams()) stream.resync();
  }

  #beat(): void {
    const { log, core } = this.#parts;
    if (log.epoch() !== this.#epoch) this.#beginAnew(log.epoch());
    const now = core.clock();
    const id = log.head();
    const frames = new HeartbeatFrames({ epoch: this.#epoch, id }, now);
    for (const stream of this.#streams()) {
      stream.beat(frames, id);
      if (stream.stalledMs(now) >= this.#limits.stalledMs) stream.destroy();
    }
  }

  #reconfigure(): void {
    for (const { reader } of this.#readers.values()) reader.reconfigure();
  }

  /** One round at a time, a few readers at once: the store serves others too. */
  #lookAtAll(): void {
    if (this.#looking) return;
    const waiting = [...this.#readers.values()].filter(({ reader }) => reader.actor.kind !== 'anonymous');
    const worker = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.#check(next.reader, next.streams);
    };
    this.#looking = Promise.all(Array.from({ length: LOOKED_UP_AT_ONCE }, worker)).then(() => { this.#looking = null; });
  }

  /** What is told meanwhile waits for the outcome: nothing is heard with rights that may be gone. */
  async #lookAt(reader: Reader, streams: ReadonlySet<EventStream>): Promise<void> {
    const held = [...streams];
    for (const stream of held) stream.hold();
    const known = await this.#check(reader, streams);
    for (const stream of held) {
      if (known) stream.release();
      else stream.end(this.#comeBack());
    }
  }

  /** False where the store did not say. */
  async #check(reader: Reader, streams: ReadonlySet<EventStream>): Promise<boolean> {
    try {
      const actor = await this.#parts.actorNow(reader.actor);
      if (actor === null || readerKey(actor) !== reader.key) for (const stream of streams) stream.endSession('ended');
      else if (reader.renew(actor)) for (const stream of streams) stream.resync();
      return true;
    } catch (fault) {
      // While the store is away nothing can be revoked either; the next round looks again.
      this.#parts.core.log.warn({ err: fault }, 'a reader of events could not be looked up');
      return false;
    }
  }
}

const reasonOf = ({ payload }: PortalEvent): string => (typeof payload['reason'] === 'string' ? payload['reason'] : 'ended');

import type { PortalEvent, Replay } from './event-log';
import { EventFrames, endedFrame, resyncFrame, type HeartbeatFrames } from './frames';
import type { Reader } from './reader';
import { SlowSocket, type StreamSocket } from './slow-socket';

/** Events that may wait while a reader's rights or missed events are being looked up. */
const MOST_HELD = 500;

export interface EventStreamParts {
  readonly reader: Reader;
  readonly socket: StreamSocket;
  readonly boundBytes: number;
  readonly head: () => { readonly epoch: string; readonly id: number };
  readonly count: { readonly dropped: () => void; readonly resync: () => void };
}

/** One open answer: what was sent, what waits, and from where to go on. */
export class EventStream {
  readonly reader: Reader;
  readonly #parts: EventStreamParts;
  readonly #out: SlowSocket;
  /** Last position on the wire. */
  #sent: number;
  /** Last event looked at, sent or not. */
  #considered: number;
  #holds = 0;
  #held: { readonly event: PortalEvent; readonly frames: EventFrames }[] = [];
  #overflowed = false;

  constructor(parts: EventStreamParts, from: number) {
    this.#parts = parts;
    this.reader = parts.reader;
    this.#sent = from;
    this.#considered = from;
    this.#out = new SlowSocket({
      socket: parts.socket,
      boundBytes: parts.boundBytes,
      caughtUp: () => { if (this.#holds === 0) this.resync(); },
    });
  }

  /** Bytes that are no event. */
  say(bytes: Buffer): void {
    this.#out.write(bytes);
  }

  offer(event: PortalEvent, frames: EventFrames): void {
    if (this.#holds > 0) {
      if (this.#held.length < MOST_HELD) this.#held.push({ event, frames });
      else this.#overflowed = true;
      return;
    }
    if (event.id <= this.#considered) return;
    this.#considered = event.id;
    if (!this.reader.hears(event)) return;
    const wasDropping = this.#out.isDropping;
    if (this.#out.write(frames.after(this.#sent))) this.#sent = event.id;
    else if (!wasDropping) this.#parts.count.dropped();
  }

  /** Everything waits until `release`; may be held more than once. */
  hold(): void {
    this.#holds += 1;
  }
  release(): void {
    this.#holds -= 1;
    if (this.#holds > 0) return;
    const [held, overflowed] = [this.#held, this.#overflowed];
    this.#held = [];
    this.#overflowed = false;
    if (overflowed) return this.resync();
    for (const { event, frames } of held) this.offer(event, frames);
  }

  /** What was missed before the stream began; the stream is still held. */
  replay(replay: Replay): void {
    if (replay.kind === 'gap') {
      this.#overflowed = true;
      return;
    }
    const missed = replay.events.map((event) => ({ event, frames: new EventFrames(event) }));
    // Ids that came in by both ways are passed over when they are offered the second time.
    this.#held = [...missed, ...this.#held];
  }

  /** Tells the reader to look at everything anew, and goes on from the newest event. */
  resync(): void {
    const { epoch, id } = this.#parts.head();
    this.#held = [];
    if (!this.#out.write(resyncFrame({ epoch, id }))) return;
    this.#considered = id;
    this.#sent = id;
    this.#parts.count.resync();
  }

  /** Moves the reader to `id`, the newest event there is. */
  beat(frames: HeartbeatFrames, id: number): void {
    if (this.#holds > 0) return;
    if (this.#out.write(frames.after(this.#sent))) this.#sent = id;
  }

  stalledMs(now: number): number {
    return this.#out.stalledMs(now);
  }

  end(last: Buffer): void {
    this.#out.end(last);
  }
  endSession(reason: string): void {
    this.#out.end(endedFrame(reason));
  }
  destroy(): void {
    this.#out.destroy();
  }
}


import type { Json } from '@/domain/dataset';
import type { PortalEvent } from './event-log';
import { writePosition, type Position } from './position';

/**
 * What goes over the wire. JSON holds no line break, so a field is one line. Every frame but `retry` and `session-ended` carries the
 * position to go on from; events and heartbeats also name the one before it on this stream (`after`), so that a reader sees that it missed
 * something.
 */
const frame = (kind: string, body: { readonly [key: string]: Json }, at?: Position): Buffer =>
  Buffer.from(`${at ? `id: ${writePosition(at)}\n` : ''}event: ${kind}\ndata: ${JSON.stringify(body)}\n\n`);

/** First of each stream: where it begins, how often it beats. */
export const helloFrame = (at: Position, serverTime: number, heartbeatMs: number): Buffer => frame('hello', { serverTime, heartbeatMs }, at);

const HEARTBEAT_COMMENT = Buffer.from(': heartbeat\n');

/** Something was missed for good: look at everything anew; the stream goes on from here. */
export const resyncFrame = (at: Position): Buffer => frame('resync', {}, at);

/** The stream ends and will not come back for this reader. */
export const endedFrame = (reason: string): Buffer => frame('session-ended', { after: null, payload: { reason } });

/** The stream ends because the gateway does: come back after so many milliseconds. */
export const retryFrame = (retryMs: number): Buffer => Buffer.concat([Buffer.from(`retry: ${retryMs}\n`), frame('retry', { retryMs })]);

/** A frame in all the forms it takes on the streams of this gateway, each written once. */
abstract class Forms {
  readonly #forms = new Map<number, Buffer>();

  /** For a stream whose last position is `after`. */
  after(after: number): Buffer {
    const known = this.#forms.get(after);
    if (known) return known;
    const made = this.write(after);
    this.#forms.set(after, made);
    return made;
  }
  protected abstract write(after: number): Buffer;
}

export class EventFrames extends Forms {
  readonly #event: PortalEvent;

  constructor(event: PortalEvent) {
    super();
    this.#event = event;
  }
  protected write(after: number): Buffer {
    const { id, epoch, kind, at, payload } = this.#event;
    return frame(kind, { after, at, payload }, { epoch, id });
  }
}

/** Shows that the stream lives, tells the time, and moves on who heard nothing for a while. */
export class HeartbeatFrames extends Forms {
  readonly #at: Position;
  readonly #serverTime: number;

  constructor(at: Position, serverTime: number) {
    super();
    this.#at = at;
    this.#serverTime = serverTime;
  }
  protected write(after: number): Buffer {
    return Buffer.concat([HEARTBEAT_COMMENT, frame('heartbeat', { after, serverTime: this.#serverTime }, this.#at)]);
  }
}

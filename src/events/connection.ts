import { readFrame, writePosition, type Frame, type Position, type RawFrame } from './frame';
import type { EventClock, Followed, Link, OpenSource, Standing } from './parts';

/** Until the gateway says how often it beats, ms. */
const HEARTBEAT_MS = 15_000;
const MISSED_BEATS = 3;
/** The first frame must be there by then. */
const OPENING_MS = 15_000;
/** Readers that lost the same gateway come back spread over this long, then over more. */
const WINDOWS_MS = [10_000, 10_000, 20_000, 30_000] as const;
/** After a lost network or a tab that was put away: nearly at once. */
const SOON_MS = 2_000;
const DEGRADED_AFTER = 3;

export interface ConnectionParts {
  readonly url: string;
  readonly clock: EventClock;
  /** `[0, 1)`. */
  readonly random: () => number;
  readonly open: OpenSource;
  readonly online: Followed<boolean>;
  readonly visible: Followed<boolean>;
  /** Where to go on from. */
  readonly position: () => Position | null;
  readonly onFrame: (frame: Frame, raw: RawFrame) => void;
  readonly onStanding: (standing: Standing) => void;
}

/** The one wire of a browser: opened again with patience when it breaks, watched for silence. */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #stops: readonly (() => void)[];
  #closeSource: (() => void) | null = null;
  #callOff: (() => void) | null = null;
  #heartbeatMs = HEARTBEAT_MS;
  #heardAt = 0;
  #failures = 0;
  #retryMs: number | null = null;
  #link: Link = 'opening';
  #malformed = 0;
  #unknown = 0;
  #closed = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#stops = [
      parts.online.subscribe((online) => (online ? this.#again(SOON_MS * parts.random()) : this.#pause())),
      parts.visible.subscribe((visible) => { if (visible) this.#lookedAt(); }),
    ];
    if (parts.online.get()) this.#open();
    else this.#pause();
  }

  get standing(): Standing {
    return { link: this.#link, degraded: this.#malformed >= DEGRADED_AFTER, malformed: this.#malformed, unknown: this.#unknown };
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#letGo();
  }

  #open(): void {
    this.#letGo();
    const { url, open, position, clock } = this.#parts;
    const at = position();
    this.#retryMs = null;
    let mine = true;
    const close = open(at ? `${url}${url.includes('?') ? '&' : '?'}lastEventId=${encodeURIComponent(writePosition(at))}` : url, {
      frame: (raw) => { if (mine) this.#take(raw); },
      failed: () => { if (mine) this.#failed(); },
    });
    this.#closeSource = () => {
      mine = false;
      close();
    };
    this.#callOff = clock.later(OPENING_MS, () => this.#failed());
  }

  #take(raw: RawFrame): void {
    const frame = readFrame(raw);
    this.#heardAt = this.#parts.clock.now();
    if (frame === 'unknown') this.#unknown += 1;
    else if (frame === 'malformed') this.#malformed += 1;
    else {
      if (frame.type === 'hello') this.#heartbeatMs = frame.heartbeatMs;
      if (frame.type === 'retry') this.#retryMs = frame.retryMs;
      this.#failures = 0;
    }
    this.#watch();
    this.#say('live');
    if (typeof frame === 'object') this.#parts.onFrame(frame, raw);
  }

  /** Silence is a broken wire, even where nobody says so: a proxy that keeps events back, a network that swallowed them. */
  #watch(): void {
    this.#callOff?.();
    this.#callOff = this.#closed ? null : this.#parts.clock.later(MISSED_BEATS * this.#heartbeatMs, () => this.#failed());
  }

  #failed(): void {
    const window = WINDOWS_MS[Math.min(this.#failures, WINDOWS_MS.length - 1)] ?? 0;
    this.#failures += 1;
    this.#again(this.#retryMs ?? window * this.#parts.random());
  }

  #again(ms: number): void {
    this.#letGo();
    if (this.#closed || !this.#parts.online.get()) return;
    this.#callOff = this.#parts.clock.later(ms, () => this.#open());
    this.#say('reconnecting');
  }

  #pause(): void {
    this.#letGo();
    this.#say('offline');
  }

  /** Timers of a tab that was put away may stand still; whoever looks at it again waits for none of them. */
  #lookedAt(): void {
    const silent = this.#parts.clock.now() - this.#heardAt > MISSED_BEATS * this.#heartbeatMs;
    if (this.#link === 'reconnecting' || (this.#link === 'live' && silent)) this.#again(SOON_MS * this.#parts.random());
  }

  #letGo(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#closeSource?.();
    this.#closeSource = null;
  }

  #say(link: Link): void {
    this.#link = link;
    this.#parts.onStanding(this.standing);
  }
}

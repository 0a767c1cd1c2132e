import { Connection } from './connection';
import { writePosition, type Frame, type Position, type StreamEvent } from './frame';
import { Leadership } from './leadership';
import type { EventClock, Followed, OpenChannel, OpenSource, Standing, TabChannel, TabLocks } from './parts';
import { follow } from './sequence';
import { frameOf, readMessage, type TabMessage } from './tab-messages';

/** A leader is heard of at least at each heartbeat and each try to connect; silent for longer, it hangs. */
const LEADER_SILENT_MS = 60_000;
/** Opened later than this after the page began to ask for its figures, something may have changed unheard. */
const UNHEARD_MS = 3_000;

export interface EventStreamOptions {
  readonly url: string;
  /** Whose stream it is: tabs share one only with their like. Another identity is another stream. */
  readonly identity: string;
  readonly onEvent: (event: StreamEvent) => void;
  /** Something may have been missed: look at everything anew. */
  readonly onResync: () => void;
  readonly onStanding: (standing: Standing) => void;
  /** The gateway's clock, epoch ms, with each heartbeat. */
  readonly onServerTime?: (serverTime: number) => void;
  readonly clock: EventClock;
  /** `[0, 1)`. */
  readonly random: () => number;
  /** Null where the browser has no channel between tabs, or no locks: the tab then stands alone. */
  readonly channel: OpenChannel | null;
  readonly locks: TabLocks | null;
  readonly eventSource: OpenSource;
  readonly online: Followed<boolean>;
  readonly visible: Followed<boolean>;
}

export interface EventStream {
  readonly standing: () => Standing;
  readonly close: () => void;
}

/**
 * What changes at the gateway, told to this tab. All tabs of one identity share one connection: the one that holds the lock has it, the
 * others hear everything from it, and the next takes over where it was when the first goes.
 */
export const openEventStream = (options: EventStreamOptions): EventStream => new SharedStream(options);

class SharedStream implements EventStream {
  readonly #options: EventStreamOptions;
  readonly #leadership: Leadership;
  readonly #openedAt: number;
  #channel: TabChannel | null = null;
  #connection: Connection | null = null;
  #position: Position | null = null;
  #standing: Standing = { link: 'opening', degraded: false, malformed: 0, unknown: 0 };
  #callOff: (() => void) | null = null;
  #closed = false;

  constructor(options: EventStreamOptions) {
    const { channel, locks, identity, clock } = options;
    const name = `events ${identity}`;
    const shares = channel !== null && locks !== null;
    this.#options = options;
    this.#openedAt = clock.now();
    if (shares) this.#channel = channel(name, (raw) => this.#hear(raw));
    this.#leadership = new Leadership({ name, locks: shares ? locks : null, lead: () => this.#lead() });
    this.#post({ say: 'who' });
    this.#watchLeader();
  }

  standing = (): Standing => this.#standing;

  close = (): void => {
    if (this.#closed) return;
    this.#closed = true;
    this.#callOff?.();
    this.#leadership.close();
    this.#channel?.close();
    this.#channel = null;
  };

  #lead(): () => void {
    const { url, clock, random, eventSource, online, visible } = this.#options;
    this.#callOff?.();
    const connection = new Connection({
      url, clock, random, open: eventSource, online, visible,
      position: () => this.#position,
      onFrame: (frame, raw) => {
        this.#post({ say: 'frame', frame: raw });
        this.#take(frame);
      },
      onStanding: (standing) => {
        this.#stand(standing);
        this.#tellStanding();
      },
    });
    this.#connection = connection;
    return () => {
      this.#connection = null;
      connection.close();
      this.#watchLeader();
    };
  }

  #hear(raw: unknown): void {
    const message = readMessage(raw);
    if (!message || this.#closed) return;
    if (this.#connection) {
      if (message.say === 'who') this.#tellStanding();
      return;
    }
    if (message.say === 'who') return;
    this.#watchLeader();
    if (message.say === 'standing') {
      if (message.position) this.#adopt(message.position);
      this.#stand(message.standing);
      return;
    }
    const frame = frameOf(message.frame);
    if (frame) this.#take(frame);
  }

  /** A tab that came later begins where its leader is. */
  #adopt(text: string): void {
    const frame = frameOf({ type: 'resync', id: text, data: '{}' });
    if (this.#position === null && frame?.type === 'resync') this.#begin(frame.at);
  }

  #begin(at: Position): void {
    this.#position = at;
    if (this.#options.clock.now() - this.#openedAt > UNHEARD_MS) this.#options.onResync();
  }

  #take(frame: Frame): void {
    if (this.#closed) return;
    const { onEvent, onResync, onServerTime } = this.#options;
    const isFirst = this.#position === null;
    const told = follow(this.#position, frame);
    if (isFirst && told.at) this.#begin(told.at);
    this.#position = told.at;
    if (told.resync) onResync();
    if (frame.type === 'hello' || frame.type === 'heartbeat') onServerTime?.(frame.serverTime);
    if (told.event) onEvent(told.event);
    if (told.event?.kind === 'session-ended') {
      this.#stand({ ...this.#standing, link: 'ended' });
      this.close();
    }
  }

  #stand(standing: Standing): void {
    const { link, degraded, malformed, unknown } = this.#standing;
    if (this.#closed || (standing.link === link && standing.degraded === degraded && standing.malformed === malformed && standing.unknown === unknown)) return;
    this.#standing = standing;
    this.#options.onStanding(standing);
  }

  #tellStanding(): void {
    this.#post({ say: 'standing', standing: this.#standing, position: this.#position && writePosition(this.#position) });
  }

  #post(message: TabMessage): void {
    this.#channel?.post(message);
  }

  #watchLeader(): void {
    this.#callOff?.();
    this.#callOff = null;
    if (this.#closed || this.#connection || !this.#channel) return;
    this.#callOff = this.#options.clock.later(LEADER_SILENT_MS, () => {
      this.#leadership.take();
      this.#watchLeader();
    });
  }
}

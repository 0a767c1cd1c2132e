/** What of a `net.Socket` the writer uses. */
export interface StreamSocket {
  readonly writableLength: number;
  readonly bytesWritten: number;
  readonly destroyed: boolean;
  write(bytes: Uint8Array): boolean;
  end(bytes: Uint8Array): unknown;
  destroy(): unknown;
  once(moment: 'drain' | 'close', run: () => void): unknown;
}

export interface SlowSocketParts {
  readonly socket: StreamSocket;
  /** Bytes that may wait for a reader; past it nothing more is kept. */
  readonly boundBytes: number;
  /** Called once the reader has caught up after something was thrown away. */
  readonly caughtUp: () => void;
}

/** Writes to a reader that may be slow, with a bound on what waits for it. */
export class SlowSocket {
  readonly #parts: SlowSocketParts;
  #dropping = false;
  #taken = -1;
  #taker = 0;

  constructor(parts: SlowSocketParts) {
    this.#parts = parts;
  }

  /** Too much waits already: what is given now is thrown away until the reader has caught up. */
  get isDropping(): boolean {
    return this.#dropping;
  }

  /** False where the bytes were thrown away. */
  write(bytes: Buffer): boolean {
    const { socket, boundBytes } = this.#parts;
    if (this.#dropping || socket.destroyed) return false;
    if (socket.writableLength + bytes.length > boundBytes) {
      this.#dropping = true;
      socket.once('drain', () => {
        this.#dropping = false;
        this.#parts.caughtUp();
      });
      return false;
    }
    socket.write(bytes);
    return true;
  }

  /** To be called now and then with the time: how long bytes have waited without one of them being taken, ms. */
  stalledMs(now: number): number {
    const { socket } = this.#parts;
    const taken = socket.bytesWritten - socket.writableLength;
    if (socket.writableLength === 0 || taken !== this.#taken) {
      this.#taken = taken;
      this.#taker = now;
    }
    return now - this.#taker;
  }

  /** Says a last word where the reader can still hear it, and lets go. */
  end(last: Buffer): void {
    const { socket } = this.#parts;
    if (this.#dropping || socket.writableLength > 0) return void socket.destroy();
    socket.end(last);
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  }

  destroy(): void {
    this.#parts.socket.destroy();
  }
}

/** How long a reader may take to hear the last word. */
const LINGER_MS = 1_000;

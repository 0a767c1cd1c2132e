import { write } from 'node:fs';
import { promisify } from 'node:util';

const writeTo = promisify(write);

/** Lines held while whoever reads our output does not. */
export const QUEUE_LINES = 10_000;
/** Lines joined into one write, and the wait before a refused one is tried again, ms. */
const BATCH_LINES = 200;
const AGAIN_MS = 200;

/** Where log lines go: a descriptor written to one batch at a time, never waiting in the event loop. */
export interface LogSink {
  /** For pino: takes a line, or drops and counts it where the queue is full. */
  readonly write: (line: string) => void;
  readonly queued: () => number;
  /** Lines lost since the start. */
  readonly dropped: () => number;
  /** Empties the queue, for at most `ms`. */
  readonly end: (ms: number) => Promise<void>;
}

export interface LogSinkOptions {
  readonly fd: number;
  readonly limit?: number;
  /** Line that says how many were lost, written once they can be again. */
  readonly lost: (count: number) => string;
  /** For tests: bytes written of the text given. */
  readonly put?: (fd: number, text: Buffer) => Promise<number>;
}

/**
 * Node writes to a pipe synchronously: a collector that stops reading would stop the gateway. Here the writing waits in a thread of
 * its own; meanwhile lines queue up to `limit`, newer ones are dropped, and the loss is told as soon as it can be.
 */
export function createLogSink({ fd, limit = QUEUE_LINES, lost, put = async (to, bytes) => (await writeTo(to, bytes)).bytesWritten }: LogSinkOptions): LogSink {
  const queue: string[] = [];
  let [dropped, untold] = [0, 0];
  let running: Promise<void> | null = null;
  let ending = false;

  const flush = async (): Promise<void> => {
    while (queue.length > 0 || untold > 0) {
      if (untold > 0 && queue.length < limit) {
        queue.push(lost(untold));
        untold = 0;
      }
      await putWhole(Buffer.from(queue.splice(0, BATCH_LINES).join('')));
    }
  };
  const putWhole = async (bytes: Buffer): Promise<void> => {
    let rest = bytes;
    while (rest.length > 0) {
      const written = await put(fd, rest).catch(() => null);
      if (written !== null) rest = rest.subarray(written);
      else if (ending) return;
      else await new Promise((done) => setTimeout(done, AGAIN_MS).unref());
    }
  };
  const run = (): Promise<void> => (running ??= flush().finally(() => { running = null; }));
  return {
    write: (line) => {
      if (queue.length >= limit) {
        dropped += 1;
        untold += 1;
        return;
      }
      queue.push(line);
      void run();
    },
    queued: () => queue.length,
    dropped: () => dropped,
    end: async (ms) => {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([run(), new Promise<void>((done) => { timer = setTimeout(done, ms); })]);
      clearTimeout(timer);
      ending = true;
    },
  };
}

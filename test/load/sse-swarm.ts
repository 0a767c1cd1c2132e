import { connect, type Socket } from 'node:net';

/** A reader of events that costs its own process next to nothing: it looks at the heads of frames alone. */
export interface Reader {
  /** Last position, -1 before the first frame. */
  readonly at: () => number;
  /** Events that were missed in silence. */
  readonly gaps: number;
  readonly events: number;
  readonly resyncs: number;
  readonly isOpen: () => boolean;
  /** When the present stream began, `performance.now()`. */
  readonly since: () => number;
  readonly close: () => void;
  readonly sleep: () => void;
  readonly wake: () => void;
}

export interface SwarmOptions {
  readonly port: number;
  /** Called with the age of each event on arrival, ms. */
  readonly onAge: (ms: number) => void;
  readonly cookie?: string;
  /** Longest time to come back where the gateway named none, ms. */
  readonly returnMs: number;
}

const FRAME = /(?:id: (\w+)\.(\d+)\n)?event: ([\w-]+)\ndata: (?:\{"after":(\d+),"at":(\d+)|\{"after":(\d+)|\{"retryMs":(\d+))?/g;

/** Opens a stream and keeps it open, coming back as the page does. */
export function openReader(options: SwarmOptions): Reader {
  let [at, epoch, rest, since, retryMs, gaps, events, resyncs] = [-1, '', '', 0, -1, 0, 0, 0];
  let socket: Socket | null = null;
  let [isClosed, isAsleep] = [false, false];
  let timer: NodeJS.Timeout | null = null;

  const take = (text: string): void => {
    for (const [, frameEpoch, id, kind, after, sentAt, beatAfter, retry] of text.matchAll(FRAME)) {
      if (retry !== undefined) retryMs = Number(retry);
      if (id === undefined || frameEpoch === undefined) continue;
      const before = after ?? beatAfter;
      if (kind === 'hello') since = performance.now();
      if (kind === 'resync') resyncs += 1;
      else if (at >= 0 && ((epoch !== '' && frameEpoch !== epoch) || (before !== undefined && Number(before) > at) || (kind === 'hello' && Number(id) > at))) gaps += 1;
      if (sentAt !== undefined) {
        events += 1;
        options.onAge(Date.now() - Number(sentAt));
      }
      epoch = frameEpoch;
      at = Number(id);
    }
  };
  const open = (): void => {
    retryMs = -1;
    rest = '';
    const made = connect({ port: options.port, host: '127.0.0.1' });
    socket = made;
    made.setEncoding('utf8');
    made.write(`GET /api/events HTTP/1.1\r\nHost: portal\r\n${options.cookie ? `Cookie: ${options.cookie}\r\n` : ''}${at >= 0 ? `Last-Event-ID: ${epoch}.${at}\r\n` : ''}\r\n`);
    made.on('data', (part: string) => {
      const text = rest + part;
      const end = text.lastIndexOf('\n\n') + 2;
      rest = end < 2 ? text : text.slice(end);
      if (end >= 2) take(text.slice(0, end));
    });
    made.on('error', () => made.destroy());
    made.on('close', () => {
      since = 0;
      if (!isClosed) timer = setTimeout(open, retryMs >= 0 ? retryMs : Math.random() * options.returnMs);
    });
    if (isAsleep) made.pause();
  };
  open();
  return {
    at: () => at, since: () => since, isOpen: () => since > 0,
    get gaps() { return gaps; },
    get events() { return events; },
    get resyncs() { return resyncs; },
    close: () => {
      isClosed = true;
      if (timer) clearTimeout(timer);
      socket?.destroy();
    },
    sleep: () => {
      isAsleep = true;
      socket?.pause();
    },
    wake: () => {
      isAsleep = false;
      socket?.resume();
    },
  };
}

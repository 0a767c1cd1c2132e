import { connect as connectTls } from 'node:tls';
import { HOST, type Front } from './front';
import type { PortalHouse } from './portal-house';
import { ReaderStream } from './reader-stream';
import { Visitor } from './visitor';

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What takes long by itself: begun while the house is new, looked at when the rest is done. */
export interface LongWays {
  /** How long the front bore whoever sends the head of a request, or its body, too slowly, ms. */
  readonly slowHead: Promise<number>;
  readonly slowBody: Promise<number>;
  /** When the line of each question came, ms, in this order; the source of `hangs` never answers. */
  readonly lines: Promise<readonly { readonly id: string; readonly ms: number }[]>;
  /** A stream to each gateway, to which nothing happens but heartbeats. */
  readonly quiet: readonly ReaderStream[];
  readonly close: () => Promise<void>;
}

export async function longWays(house: PortalHouse): Promise<LongWays> {
  const { front, gateways } = house;
  const visitors = gateways.map(() => new Visitor(front, '127.0.0.20'));
  const quiet: ReaderStream[] = [];
  for (const visitor of visitors) {
    const stream = new ReaderStream(visitor);
    quiet.push(stream);
    // One after the other: the front gives the next to the gateway with fewer.
    for (const until = performance.now() + 5_000; !stream.isOpen() && performance.now() < until; ) await wait(20);
  }
  const lines = hangingQuestion(house);
  // Where the house ends early, the test that waits for them says so.
  lines.catch(() => undefined);
  return {
    slowHead: slowReader(front, `GET / HTTP/1.1\r\nHost: ${HOST}\r\nX-Slow: `, 'x'),
    slowBody: slowReader(front, `POST /api/datasets/ask HTTP/1.1\r\nHost: ${HOST}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`, ''),
    lines,
    quiet,
    close: async () => {
      await Promise.all(quiet.map((stream) => stream.close()));
      for (const visitor of visitors) visitor.close();
    },
  };
}

async function hangingQuestion({ front, mock }: PortalHouse): Promise<readonly { readonly id: string; readonly ms: number }[]> {
  await fetch(`${mock.url}__scenario`, { method: 'POST', body: JSON.stringify({ source: 'statistics-office', scenario: 'hang' }) });
  const questions = [
    { id: 'hangs', dataset: 'population-by-unit', params: { period: 'calendar:2024' } },
    { id: 'ready', dataset: 'procedure-by-field', params: { unit: 'H41', period: 'calendar:2026-08' } },
  ];
  const lines: { readonly id: string; readonly ms: number }[] = [];
  const [visitor, began] = [new Visitor(front, '127.0.0.21'), performance.now()];
  let rest = '';
  await visitor.ask('/api/datasets/ask', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ questions }), timeoutMs: 60_000,
    onPart: (part) => {
      const found = `${rest}${part.toString()}`.split('\n');
      rest = found.pop() ?? '';
      for (const line of found) lines.push({ id: String((JSON.parse(line) as { readonly id: unknown }).id), ms: performance.now() - began });
    },
  });
  visitor.close();
  return lines;
}

/** Sends `request`, then `more` every second. */
function slowReader({ port, certificate }: Front, request: string, more: string): Promise<number> {
  const began = performance.now();
  return new Promise((done) => {
    const socket = connectTls({ host: '127.0.0.1', port, ca: certificate, servername: HOST, ALPNProtocols: ['http/1.1'] }, () => socket.write(request));
    const trickle = setInterval(() => { if (more !== '' && !socket.destroyed) socket.write(more); }, 1_000);
    socket.on('error', () => socket.destroy());
    socket.resume();
    socket.on('close', () => {
      clearInterval(trickle);
      done(performance.now() - began);
    });
  });
}

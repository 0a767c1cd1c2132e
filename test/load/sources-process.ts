import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMock } from '../../mock/main';

/**
 * The province's sources in a process of their own: the mock behind a counter that may let every question wait. Told what to do by its
 * parent.
 */
export type SourcesOrder = { readonly order: 'count' } | { readonly order: 'delay'; readonly ms: number };
export type SourcesAnswer = { readonly is: 'listening'; readonly url: string } | { readonly is: 'counted'; readonly calls: number };

const tell = (answer: SourcesAnswer): void => void process.send?.(answer);

async function run(): Promise<void> {
  const mock = await startMock({ port: 0, province: 'nghe-an' });
  let [calls, delayMs] = [0, 0];
  const pass = (req: IncomingMessage, res: ServerResponse): void => {
    const onward = request(`${mock.url.slice(0, -1)}${req.url ?? '/'}`, { method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  };
  const front = createServer((req, res) => {
    calls += 1;
    setTimeout(() => pass(req, res), delayMs);
  });
  front.listen(0, '127.0.0.1', () => tell({ is: 'listening', url: `http://127.0.0.1:${(front.address() as AddressInfo).port}/` }));
  process.on('message', (order: SourcesOrder) => {
    if (order.order === 'delay') delayMs = order.ms;
    tell({ is: 'counted', calls });
  });
  process.once('disconnect', () => process.exit(0));
}

await run();

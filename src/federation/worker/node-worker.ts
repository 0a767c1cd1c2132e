// eslint-disable-next-line no-restricted-imports -- Node's half of the reading thread; nothing in the page imports it
import { parentPort } from 'node:worker_threads';
import type { ToThread } from './protocol';
import { serve } from './run-job';

/** Node's reading thread; started by `node-boot.mjs`, which teaches it to load TypeScript. */
const port = parentPort;
if (!port) throw new Error('node-worker runs only as a worker thread');
const take = serve((message, transfer) => port.postMessage(message, transfer));
port.on('message', ({ id, job }: ToThread) => take(id, job));

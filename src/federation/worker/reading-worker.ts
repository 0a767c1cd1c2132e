import type { ToThread } from './protocol';
import { serve } from './run-job';

/** The browser's reading thread: everything that parses lives in this chunk and nowhere in the page's. */
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const take = serve((message, transfer) => scope.postMessage(message, transfer));
scope.addEventListener('message', ({ data }: MessageEvent<ToThread>) => take(data.id, data.job));

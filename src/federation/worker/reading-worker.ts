import type { ToThread } from './protocol';
import { serve } from './run-job';

/** The browser's reading thread: everything that parses lives in this chunk and nowhere in the page's. */
const take = serve((message, transfer) => postMessage(message, { transfer }));
addEventListener('message', ({ data }: MessageEvent<ToThread>) => take(data.id, data.job));

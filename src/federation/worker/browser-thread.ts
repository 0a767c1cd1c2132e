import type { FromThread, ReadingThread } from './protocol';

/**
 * A thread started ahead: it loads and compiles beside the page's own start. The first asked for is this one; a thread that
 * has to be replaced is started anew.
 */
export function startAhead(start: () => ReadingThread = browserThread): () => ReadingThread {
  let ahead: ReadingThread | null = start();
  return () => {
    const thread = ahead ?? start();
    ahead = null;
    return thread;
  };
}

/** Starts the reading thread of a page. */
export function browserThread(): ReadingThread {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), { type: 'module', name: 'reading' });
  return {
    post: (message) => worker.postMessage(message),
    listen(answer, gone) {
      worker.addEventListener('message', ({ data }: MessageEvent<FromThread>) => answer(data));
      worker.addEventListener('error', (event) => gone(event.message || 'the script did not load'));
    },
    kill: () => worker.terminate(),
  };
}

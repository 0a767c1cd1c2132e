import type { FromThread, ReadingThread } from './protocol';

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

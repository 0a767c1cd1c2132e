// eslint-disable-next-line no-restricted-imports -- Node's half of the reading thread; nothing in the page imports it
import { Worker } from 'node:worker_threads';
import type { FromThread, ReadingThread } from './protocol';

/** Starts a reading thread in Node: the gateway's, and the tests'. Does not keep the process alive. */
export function nodeThread(): ReadingThread {
  const worker = new Worker(new URL('./node-boot.mjs', import.meta.url), { execArgv: [], name: 'reading' });
  worker.unref();
  let killed = false;
  return {
    post: (message) => worker.postMessage(message),
    listen(answer, gone) {
      worker.on('message', (message: FromThread) => answer(message));
      worker.on('error', (error) => gone(error.message));
      worker.on('exit', () => killed || gone('the thread ended'));
    },
    kill() {
      killed = true;
      void worker.terminate();
    },
  };
}

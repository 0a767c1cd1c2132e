import { parseShellMessage } from './shell-build';
import type { ShellBuild, ShellReply } from './shell-build';
import { createShellWorker } from './shell-worker';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const __SHELL_BUILD__: ShellBuild;

const shell = createShellWorker({
  build: __SHELL_BUILD__,
  origin: self.location.origin,
  caches: self.caches,
  fetch: (request, init) => fetch(request, init),
  later: (ms, run) => setTimeout(run, ms),
});

self.addEventListener('install', (event) => {
  // Safe without a click: the files of the build that pages still run stay in its cache.
  event.waitUntil(shell.install().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  // The page is asked for while the worker is still starting.
  const preload = self.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([shell.activate(), preload]).then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const response = shell.respond({
    request: event.request,
    preload: Promise.resolve(event.preloadResponse as Promise<Response | undefined>),
    keepAlive: (work) => event.waitUntil(work),
  });
  if (response) event.respondWith(response);
});

self.addEventListener('message', (event) => {
  const message = parseShellMessage(event.data);
  const done = { type: 'kept' } satisfies ShellReply;
  // What cannot be kept now is asked of the network when it is needed.
  if (message) event.waitUntil(shell.message(message).then(() => event.source?.postMessage(done), () => undefined));
});

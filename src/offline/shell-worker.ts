import { KEPT_COPY, PACKS_CACHE, SHELL_PREFIX } from './shell-build';
import type { ShellBuild, ShellMessage } from './shell-build';

/** A page or pack that the network has not given by then comes from the cache. */
const NETWORK_LIMIT_MS = 3_000;
/** A cache that has not answered by then is stuck: the network is asked instead. */
const CACHE_LIMIT_MS = 1_000;
/** Paths that never lead to the portal's page: answers, and signing in. */
const NO_PAGE = /^(sources|provinces|api|auth)\//;
const PACK = /^provinces\/[^/]+\/(?:pack|catalogue)\.json$/;

export interface ShellParts {
  readonly build: ShellBuild;
  readonly origin: string;
  readonly caches: CacheStorage;
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
  readonly later: (ms: number, run: () => void) => void;
}

/** The parts of a fetch event that matter here. */
export interface ShellRequest {
  readonly request: Request;
  /** Navigation preload; undefined where the browser has none. */
  readonly preload: Promise<Response | undefined>;
  readonly keepAlive: (work: Promise<unknown>) => void;
}

export interface ShellWorker {
  install(): Promise<void>;
  activate(): Promise<void>;
  /** Null: none of our business, the browser goes its own way. */
  respond(event: ShellRequest): Promise<Response> | null;
  message(message: ShellMessage): Promise<void>;
}

/**
 * The portal's own files without a network, and nothing else: page, hashed files, packs. Sources, the gateway's answers and
 * signing in are never touched.
 * Each build has a cache of its own; the one before stays until the next is activated, for pages still running it.
 * Nothing can get stuck: page and packs are asked of the network first, and a cache that does not answer is passed by.
 */
export function createShellWorker(parts: ShellParts): ShellWorker {
  const { build, caches, fetch } = parts;
  const own = SHELL_PREFIX + build.id;
  const files = new Set([...build.core, ...build.rest]);
  const assets = `${build.base}assets/`;

  async function install(): Promise<void> {
    try {
      const cache = await caches.open(own);
      await keepPage(cache);
      await Promise.all(build.core.map((path) => keep(cache, path)));
    } catch (error) {
      await caches.delete(own);
      throw error;
    }
  }

  /** Keys come in the order of their making: the last of the others is the build before this one. */
  async function activate(): Promise<void> {
    const others = (await caches.keys()).filter((name) => name.startsWith(SHELL_PREFIX) && name !== own);
    await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  }

  function respond(event: ShellRequest): Promise<Response> | null {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== parts.origin || !url.pathname.startsWith(build.base)) return null;
    const path = url.pathname.slice(build.base.length);
    if (PACK.test(path)) return pack(event);
    if (request.mode === 'navigate') return NO_PAGE.test(path) ? passedOn(event) : page(event);
    return files.has(url.pathname) || url.pathname.startsWith(assets) ? file(event, url.pathname) : null;
  }

  async function message(message: ShellMessage): Promise<void> {
    const cache = await caches.open(own);
    const has = async (path: string): Promise<boolean> => (await cache.match(path, { ignoreVary: true })) !== undefined;
    const all = message.type === 'complete';
    // The browser may have thrown out what install() kept.
    if (all && !(await has(build.base))) await keepPage(cache);
    const wanted = all ? [...files] : message.urls.map((url) => new URL(url, parts.origin).pathname);
    // One after another: nothing the reader does now has to share the line with it.
    for (const path of wanted) {
      if (files.has(path) && !(await has(path))) await keep(cache, path);
      // The page asked for its pack before there was a worker to keep it.
      if (PACK.test(path.slice(build.base.length))) await storePack(path, await fetch(path, { cache: 'force-cache' }));
    }
  }

  /**
   * Where the browser has asked ahead already, its answer is the answer: left alone it would ask a second time, and a code for signing in is
   * good only once. Null of the preload is a browser that asks nothing ahead.
   */
  async function passedOn({ request, preload }: ShellRequest): Promise<Response> {
    return (await preload) ?? fetch(request);
  }

  async function page({ request, preload, keepAlive }: ShellRequest): Promise<Response> {
    const network = preload.then((preloaded) => preloaded ?? fetch(request));
    keepAlive(network.catch(() => undefined));
    return (await within(NETWORK_LIMIT_MS, network.then(unlessServerError))) ?? (await kept(build.base)) ?? network;
  }

  async function pack({ request, keepAlive }: ShellRequest): Promise<Response> {
    const network = fetch(request);
    const stored = network.then((response) => storePack(request, response));
    keepAlive(stored.catch(() => undefined));
    const live = await within(NETWORK_LIMIT_MS, network.then(unlessServerError));
    if (live) return live;
    const copy = await kept(request.url);
    return copy ? marked(copy) : network;
  }

  async function file({ request, keepAlive }: ShellRequest, path: string): Promise<Response> {
    const cached = await kept(path);
    if (cached) return cached;
    const response = await fetch(request);
    if (files.has(path) && isFile(response)) {
      const copy = response.clone();
      keepAlive(caches.open(own).then((cache) => cache.put(path, copy)).catch(() => undefined));
    }
    return response;
  }

  async function storePack(request: Request | string, response: Response): Promise<void> {
    if (!isFile(response)) return;
    const copy = response.clone();
    const cache = await caches.open(PACKS_CACHE);
    const before = await cache.match(request, { ignoreVary: true });
    const tag = response.headers.get('etag');
    if (tag === null || before?.headers.get('etag') !== tag) await cache.put(request, copy);
  }

  /** The page is told that the portal did not answer: it would otherwise hold its kept figures to be live. */
  function marked(copy: Response): Response {
    const headers = new Headers(copy.headers);
    headers.set(KEPT_COPY, '1');
    return new Response(copy.body, { status: copy.status, headers });
  }

  const kept = (path: string): Promise<Response | undefined> => within(CACHE_LIMIT_MS, caches.match(path, { ignoreVary: true }));

  /** During a deploy the page may be one build and this worker another: together they would not run. */
  async function keepPage(cache: Cache): Promise<void> {
    const response = await fetch(build.base, { cache: 'no-cache' });
    const isOurs = response.ok && !response.redirected && (await response.clone().text()).includes(build.id);
    if (!isOurs) throw new Error('The server has another build by now');
    await cache.put(build.base, response);
  }

  /** `force-cache`: what the page has just loaded is not loaded again; only a name with a digest stands for its contents. */
  async function keep(cache: Cache, path: string): Promise<void> {
    const response = await fetch(path, { cache: path.startsWith(assets) ? 'force-cache' : 'no-cache' });
    if (!isFile(response)) throw new Error(`${path}: ${response.status}`);
    await cache.put(path, response);
  }

  /** The outcome, or undefined when it failed or is not there after `ms`. */
  function within<T>(ms: number, outcome: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      parts.later(ms, () => resolve(undefined));
      outcome.then(resolve, () => resolve(undefined));
    });
  }

  return { install, activate, respond, message };
}

/** A portal that is down behind its proxy is answered for by the cache. */
const unlessServerError = (response: Response): Response | undefined => (response.status >= 500 ? undefined : response);

/** Servers of single-page portals answer a missing file with the page: that is not a script. */
const isFile = (response: Response): boolean => response.ok && !(response.headers.get('content-type') ?? '').includes('text/html');

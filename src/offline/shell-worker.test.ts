import { beforeEach, describe, expect, it } from 'vitest';
import { FakeCaches } from './cache-storage.fixture';
import { parseShellMessage } from './shell-build';
import type { ShellBuild } from './shell-build';
import { createShellWorker } from './shell-worker';
import type { ShellWorker } from './shell-worker';

const ORIGIN = 'https://portal.test';
const buildOf = (id: string): ShellBuild => ({
  id, base: '/', core: ['/boot-guard.js', `/assets/main-${id}.js`, `/assets/main-${id}.css`], rest: [`/assets/map-${id}.js`, `/assets/vi-${id}.js`],
});
const PACK = '/provinces/nghe-an/pack.json';

let caches: FakeCaches;
let served: Map<string, () => Response | Promise<Response>>;
let asked: string[];
let timers: { readonly ms: number; readonly run: () => void }[];
const html = (id: string) => () => new Response(`<meta name="build" content="${id}">`, { headers: { 'content-type': 'text/html; charset=utf-8' } });
const script = (text: string) => () => new Response(text, { headers: { 'content-type': 'text/javascript' } });

/** Puts a whole build on the server, in place of what was there. */
function deploy(id: string): void {
  served = new Map([['/', html(id)], [PACK, () => new Response(`{"build":"${id}"}`, { headers: { 'content-type': 'application/json', etag: id } })]]);
  for (const path of [...buildOf(id).core, ...buildOf(id).rest]) served.set(path, script(path));
}
const cut = () => {
  for (const path of served.keys()) served.set(path, () => Promise.reject(new TypeError('Failed to fetch')));
};
const hang = () => {
  for (const path of served.keys()) served.set(path, () => new Promise<Response>(() => undefined));
};

beforeEach(() => {
  caches = new FakeCaches();
  asked = [];
  timers = [];
  deploy('one');
});

function workerOf(id: string): ShellWorker {
  return createShellWorker({
    build: buildOf(id),
    origin: ORIGIN,
    caches: caches as unknown as CacheStorage,
    async fetch(request, init) {
      const path = new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname;
      asked.push(`${path} ${init?.cache ?? 'default'}`);
      return (await (served.get(path) ?? (path.startsWith('/d/') ? served.get('/') : undefined))?.()) ?? new Response('404', { status: 404, headers: { 'content-type': 'text/plain' } });
    },
    later: (ms, run) => void timers.push({ ms, run }),
  });
}
async function installed(id: string): Promise<ShellWorker> {
  const worker = workerOf(id);
  await worker.install();
  await worker.activate();
  asked = [];
  return worker;
}
/** `mode: navigate` cannot be made by hand. */
function requestFor(path: string, mode: 'navigate' | 'cors' = 'cors', init: RequestInit = {}): Request {
  const request = new Request(new URL(path, ORIGIN), init);
  Object.defineProperty(request, 'mode', { value: mode });
  return request;
}
const ask = (worker: ShellWorker, request: Request, preload?: Response) => {
  const work: Promise<unknown>[] = [];
  const response = worker.respond({ request, preload: Promise.resolve(preload), keepAlive: (one) => void work.push(one) });
  return { response, work };
};
const textOf = async (worker: ShellWorker, path: string, mode: 'navigate' | 'cors' = 'cors') => {
  const { response, work } = ask(worker, requestFor(path, mode));
  const text = response && (await (await response).text());
  await Promise.allSettled(work);
  return text;
};
const ring = async (ms: number) => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  const due = timers.filter((timer) => timer.ms <= ms);
  timers = timers.filter((timer) => timer.ms > ms);
  for (const timer of due) timer.run();
};

describe('installation', () => {
  it('keeps the page and what the start needs, out of the HTTP cache, and nothing else', async () => {
    const worker = workerOf('one');
    await worker.install();
    expect(caches.paths('toan-canh-shell-one')).toEqual(['/', '/boot-guard.js', '/assets/main-one.js', '/assets/main-one.css']);
    expect(asked.sort()).toEqual(['/ no-cache', '/assets/main-one.css force-cache', '/assets/main-one.js force-cache', '/boot-guard.js no-cache']);
  });

  it('fails and leaves nothing where the server has another build by now', async () => {
    deploy('two');
    await expect(workerOf('one').install()).rejects.toThrow('another build');
    expect([...caches.boxes.keys()]).toEqual([]);
  });

  it('fails and leaves nothing where a missing file is answered with the page', async () => {
    served.set('/assets/main-one.js', html('one'));
    await expect(workerOf('one').install()).rejects.toThrow('/assets/main-one.js');
    expect([...caches.boxes.keys()]).toEqual([]);
  });

  it('keeps the build before it and removes older ones, whatever failed in between', async () => {
    await installed('one');
    deploy('two');
    await installed('two');
    deploy('three');
    served.delete('/assets/main-three.css');
    await expect(workerOf('three').install()).rejects.toThrow();
    expect([...caches.boxes.keys()]).toEqual(['toan-canh-shell-one', 'toan-canh-shell-two']);
    deploy('four');
    await installed('four');
    expect([...caches.boxes.keys()]).toEqual(['toan-canh-shell-two', 'toan-canh-shell-four']);
  });

  it('removes no cache that is not its own', async () => {
    caches.boxes.set('of-another-application', new Map());
    for (const id of ['one', 'two', 'three']) {
      deploy(id);
      await installed(id);
    }
    expect([...caches.boxes.keys()]).toContain('of-another-application');
  });
});

describe('what is none of its business', () => {
  it.each([
    ['a source', '/sources/one-stop/bao-cao/thong-ke?x=1', 'cors', 'GET'],
    ['a source whose path looks like a file', '/sources/one-stop/assets/main-one.js', 'cors', 'GET'],
    ['a source whose path looks like a pack', '/sources/provinces/nghe-an/pack.json', 'cors', 'GET'],
    ['an answer of the gateway', '/api/configuration', 'cors', 'GET'],
    ['another file of a pack', '/provinces/nghe-an/base/sources.json', 'cors', 'GET'],
    ['the worker itself', '/sw.js', 'cors', 'GET'],
    ['the page asked for by a script', '/', 'cors', 'GET'],
    ['a form', '/', 'navigate', 'POST'],
    ['a health check', '/healthz', 'cors', 'GET'],
    ['another origin', 'https://elsewhere.test/assets/main-one.js', 'cors', 'GET'],
  ] as const)('%s is neither answered nor kept', async (_what, path, mode, method) => {
    const worker = await installed('one');
    const before = JSON.stringify([...caches.boxes].map(([name]) => [name, caches.paths(name)]));
    expect(ask(worker, requestFor(path, mode, { method })).response).toBeNull();
    expect(asked).toEqual([]);
    expect(JSON.stringify([...caches.boxes].map(([name]) => [name, caches.paths(name)]))).toBe(before);
  });
});

describe('addresses that are never the page', () => {
  const paths = ['/sources/one-stop/', '/provinces/nghe-an/units.csv', '/api/openapi.json', '/auth/login?returnTo=%2F', '/auth/callback?code=once&state=s'];

  it.each(paths)('%s is what the browser asked for ahead, and not asked for a second time', async (path) => {
    const worker = await installed('one');
    const { response } = ask(worker, requestFor(path, 'navigate'), new Response('ahead'));
    expect(await (await response)?.text()).toBe('ahead');
    expect(asked).toEqual([]);
  });

  it.each(paths)('%s is asked for once where the browser asks nothing ahead, and never kept', async (path) => {
    const worker = await installed('one');
    served.set(path.split('?')[0] ?? '', () => new Response('live'));
    expect(await textOf(worker, path, 'navigate')).toBe('live');
    expect(asked).toHaveLength(1);
    cut();
    await expect(textOf(worker, path, 'navigate')).rejects.toThrow('Failed to fetch');
  });
});

describe('the page', () => {
  it('is the server\'s as long as there is one, so that a new build is never waited for', async () => {
    const worker = await installed('one');
    deploy('two');
    expect(await textOf(worker, '/d/lanh-dao?unit=40', 'navigate')).toContain('two');
    expect(caches.paths('toan-canh-shell-one')).not.toContain('/d/lanh-dao');
  });

  it('takes the answer that the browser asked for while the worker was starting', async () => {
    const worker = await installed('one');
    const { response } = ask(worker, requestFor('/', 'navigate'), new Response('preloaded'));
    expect(await (await response)?.text()).toBe('preloaded');
    expect(asked).toEqual([]);
  });

  it.each(['cut', 'server error', 'hanging three seconds'])('is the kept one when the network is %s', async (what) => {
    const worker = await installed('one');
    if (what === 'cut') cut();
    else if (what === 'server error') served.set('/d/x', () => new Response('bad gateway', { status: 502 }));
    else hang();
    const { response } = ask(worker, requestFor('/d/x', 'navigate'));
    if (what.startsWith('hanging')) {
      await ring(2_999);
      await ring(3_000);
    }
    expect(await (await response)?.text()).toContain('one');
  });

  it('tells of the server\'s own error where nothing is kept', async () => {
    served.set('/d/x', () => new Response('bad gateway', { status: 502 }));
    const { response } = ask(workerOf('one'), requestFor('/d/x', 'navigate'));
    expect((await response)?.status).toBe(502);
  });

  it('passes on what the server says: a redirect to a sign-in, a missing page', async () => {
    const worker = await installed('one');
    served.set('/d/x', () => new Response('none', { status: 404 }));
    expect((await ask(worker, requestFor('/d/x', 'navigate')).response)?.status).toBe(404);
  });
});

describe('hashed files', () => {
  it('come from the cache without a call, those of the build before it too', async () => {
    await installed('one');
    deploy('two');
    const worker = await installed('two');
    expect(await textOf(worker, '/assets/main-two.js')).toBe('/assets/main-two.js');
    expect(await textOf(worker, '/assets/main-one.css')).toBe('/assets/main-one.css');
    expect(asked).toEqual([]);
  });

  it('are kept when first used', async () => {
    const worker = await installed('one');
    await textOf(worker, '/assets/map-one.js');
    cut();
    expect(await textOf(worker, '/assets/map-one.js')).toBe('/assets/map-one.js');
  });

  it('of another build pass through and are not kept', async () => {
    const worker = await installed('one');
    deploy('two');
    expect(await textOf(worker, '/assets/map-two.js')).toBe('/assets/map-two.js');
    expect(caches.paths('toan-canh-shell-one')).not.toContain('/assets/map-two.js');
  });

  it('that are gone are gone: the page hears of it', async () => {
    const worker = await installed('one');
    expect((await ask(worker, requestFor('/assets/map-zero.js')).response)?.status).toBe(404);
  });

  it('that are answered with the page are not taken for scripts', async () => {
    const worker = await installed('one');
    served.set('/assets/map-one.js', html('one'));
    await textOf(worker, '/assets/map-one.js');
    expect(caches.paths('toan-canh-shell-one')).not.toContain('/assets/map-one.js');
  });
});

describe('a province pack', () => {
  it('is the server\'s, and the kept one without a network', async () => {
    const worker = await installed('one');
    expect(await textOf(worker, PACK)).toBe('{"build":"one"}');
    deploy('two');
    expect(await textOf(worker, PACK)).toBe('{"build":"two"}');
    cut();
    expect(await textOf(worker, PACK)).toBe('{"build":"two"}');
    served.set(PACK, () => new Response('oops', { status: 500 }));
    expect(await textOf(worker, PACK)).toBe('{"build":"two"}');
  });

  it('is the kept one after three seconds, and renewed when the slow answer comes', async () => {
    const worker = await installed('one');
    await textOf(worker, PACK);
    let arrive: (response: Response) => void = () => undefined;
    served.set(PACK, () => new Promise((resolve) => (arrive = resolve)));
    const { response, work } = ask(worker, requestFor(PACK));
    await ring(3_000);
    expect(await (await response)?.text()).toBe('{"build":"one"}');
    arrive(new Response('{"build":"late"}', { headers: { 'content-type': 'application/json', etag: 'late' } }));
    await Promise.all(work);
    cut();
    expect(await textOf(worker, PACK)).toBe('{"build":"late"}');
  });

  it('survives new builds', async () => {
    await textOf(await installed('one'), PACK);
    for (const id of ['two', 'three']) {
      deploy(id);
      await installed(id);
    }
    cut();
    expect(await textOf(workerOf('three'), PACK)).toBe('{"build":"one"}');
  });
});

describe('a cache that is damaged', () => {
  it.each(['throws', 'hangs'] as const)('and %s is passed by: everything comes from the network', async (fault) => {
    const worker = await installed('one');
    caches.fault = fault;
    for (const [path, mode, expected] of [['/d/x', 'navigate', 'page'], ['/assets/main-one.js', 'cors', '/assets/main-one.js'], [PACK, 'cors', '{"build":"one"}']] as const) {
      served.set('/d/x', script('page'));
      const { response } = ask(worker, requestFor(path, mode));
      if (fault === 'hangs') await ring(1_000);
      expect(await (await response)?.text()).toBe(expected);
    }
  });

  it('or was emptied is filled again by the page that is idle', async () => {
    const worker = await installed('one');
    caches.boxes.clear();
    await worker.message({ type: 'complete' });
    expect(caches.paths('toan-canh-shell-one')).toEqual(['/', ...buildOf('one').core, ...buildOf('one').rest]);
  });
});

describe('what pages tell it', () => {
  it('keeps what the page has loaded, from the HTTP cache, once', async () => {
    const worker = await installed('one');
    const urls = [PACK, '/assets/map-one.js', '/assets/main-one.js', '/sources/one-stop/x', '/assets/map-zero.js', 'https://elsewhere.test/a.js'].map((path) => new URL(path, ORIGIN).href);
    await worker.message({ type: 'keep', urls });
    await worker.message({ type: 'keep', urls });
    expect(asked).toEqual([`${PACK} force-cache`, '/assets/map-one.js force-cache', `${PACK} force-cache`]);
    expect([...caches.boxes].map(([name]) => [name, caches.paths(name)])).toEqual([
      ['toan-canh-shell-one', ['/', ...buildOf('one').core, '/assets/map-one.js']],
      ['toan-canh-packs', [PACK]],
    ]);
  });

  it('is parsed, not trusted', () => {
    expect(parseShellMessage({ type: 'complete', extra: 1 })).toEqual({ type: 'complete' });
    expect(parseShellMessage({ type: 'keep', urls: ['/a', 7, null] })).toEqual({ type: 'keep', urls: ['/a'] });
    for (const bad of [null, 'keep', 7, {}, { type: 'keep' }, { type: 'keep', urls: 'x' }, { type: 'skip' }]) expect(parseShellMessage(bad)).toBeNull();
  });
});

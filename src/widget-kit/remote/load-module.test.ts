import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractHolds, extensionPath, type ExtensionManifest } from '@/domain/extension';
import { SAMPLE_NOW, sampleProvince, sampleScope } from '../testing/sample-province';
import { browserDoor, loadModule, type ModuleDoor } from './load-module';
import { optionsSchema } from './module-kit';
import { remoteWidget } from './remote-widget';
import { WidgetRefused } from './refusal';

const bytes = new TextEncoder().encode('export default () => ({})').buffer;
const digest = await crypto.subtle.digest('SHA-384', bytes);
const integrity = `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
const manifest: ExtensionManifest = { id: 'river-level', title: { vi: 'Mực nước', en: 'River level' }, publisher: { vi: 'Đài KTTV', en: 'Met office' }, url: '/extensions/river-level/w.js', integrity, contract: '1.0' };

const body = { model: () => ({ empty: false, attention: 'unknown' }), View: {}, messages: { vi: {}, en: {} } };
const good = {
  id: 'river-level', version: 1, title: manifest.title, description: manifest.publisher, icon: 'gauge',
  size: { min: { w: 2, h: 2 }, default: { w: 3, h: 3 } }, surfaces: ['desk'],
  options: { schema: optionsSchema((raw) => raw), fields: [], migrate: (saved: unknown) => saved },
  datasets: () => ({ now: { dataset: 'lgsp-daily', params: {} } }), load: async () => body, report: async () => ({ report: () => [] }),
};
const door = (change: Partial<ModuleDoor> & { readonly module?: unknown } = {}): ModuleDoor => ({
  fetch: async () => ({ status: 200, bytes }),
  digest: browserDoor.digest,
  run: async () => change.module ?? { contract: '1.0', default: () => good },
  kit: async () => ({}),
  ...change,
});
const refusal = async (given: Promise<unknown>): Promise<string> => given.then(() => 'ran', (fault: unknown) => (fault instanceof WidgetRefused ? fault.reason : `threw ${String(fault)}`));

describe('a module of somebody else', () => {
  it('runs when contract, bytes and form are as the pack says', async () => {
    expect(await loadModule(manifest, door())).toBe(good);
  });

  it('is never run when its bytes are others, whoever says so', async () => {
    let ran = 0;
    const run = async (): Promise<unknown> => { ran += 1; return {}; };
    expect(await refusal(loadModule(manifest, door({ run, fetch: async () => ({ status: 200, bytes: new ArrayBuffer(3) }) })))).toBe('wrong-bytes');
    expect(await refusal(loadModule(manifest, door({ run, fetch: async () => ({ status: 409, bytes }) })))).toBe('wrong-bytes');
    expect(ran).toBe(0);
  });

  it.each<[string, Partial<ModuleDoor> & { readonly module?: unknown }, string]>([
    ['is not there', { fetch: async () => ({ status: 404, bytes }) }, 'not-loaded'],
    ['no network', { fetch: () => Promise.reject(new TypeError('offline')) }, 'not-loaded'],
    ['does not parse', { run: () => Promise.reject(new SyntaxError('Unexpected token')) }, 'not-loaded'],
    ['has no default', { module: { contract: '1.0' } }, 'not-a-widget'],
    ['gives no definition', { module: { contract: '1.0', default: () => null } }, 'not-a-widget'],
    ['calls itself otherwise', { module: { contract: '1.0', default: () => ({ ...good, id: 'chart' }) } }, 'not-a-widget'],
    ['says no contract', { module: { default: () => good } }, 'wrong-contract'],
    ['was built for another major', { module: { contract: '2.0', default: () => good } }, 'wrong-contract'],
    ['throws in its factory', { module: { contract: '1.0', default: () => { throw new Error('boom'); } } }, 'failed'],
  ])('that %s is refused by name', async (_what, change, reason) => {
    expect(await refusal(loadModule(manifest, door(change)))).toBe(reason);
  });

  it('is not even fetched when the pack says another contract', async () => {
    const fetch = (): Promise<never> => Promise.reject(new Error('asked'));
    expect(await refusal(loadModule({ ...manifest, contract: '2.0' }, door({ fetch })))).toBe('wrong-contract');
  });
});

describe('a third-party widget in the registry', () => {
  const parts = { later: () => () => undefined, patienceMs: 1 };
  const input = { options: {}, scope: sampleScope(), province: sampleProvince(), now: SAMPLE_NOW, snapshots: {} };

  it('asks nothing and takes any options until it is here, then answers for itself', async () => {
    const own = { ...good, options: { ...good.options, schema: optionsSchema(() => { throw new Error('station: expected a code'); }) } };
    const widget = remoteWidget(manifest, { ...parts, load: (one) => loadModule(one, door({ module: { contract: '1.0', default: () => own } })) });
    expect(widget.datasets(input)).toEqual({});
    expect(widget.options.schema.safeParse({ any: 1 }).success).toBe(true);
    await widget.load();
    expect(widget.datasets(input)).toEqual({ now: { dataset: 'lgsp-daily', params: {} } });
    const read = widget.options.schema.safeParse({ any: 1 });
    expect(read.success ? '' : read.error.issues[0]?.message).toBe('station: expected a code');
  });

  it('that never settles is too slow, and a view model without the host’s fields is no widget', async () => {
    const slow = remoteWidget(manifest, { patienceMs: 1, later: (callback) => { queueMicrotask(callback); return () => undefined; }, load: () => new Promise(() => undefined) });
    expect(await refusal(slow.load())).toBe('too-slow');
    const broken = remoteWidget(manifest, { ...parts, load: (one) => loadModule(one, door({ module: { contract: '1.0', default: () => ({ ...good, load: async () => ({ ...body, model: () => 5 }) }) } })) });
    const loaded = await broken.load();
    expect(() => loaded.model(input)).toThrow(WidgetRefused);
  });

  it('whose questions are not questions is refused', async () => {
    const odd = remoteWidget(manifest, { ...parts, load: (one) => loadModule(one, door({ module: { contract: '1.0', default: () => ({ ...good, datasets: () => ({ a: { dataset: 5 } }) }) } })) });
    await odd.load();
    expect(() => odd.datasets(input)).toThrow(WidgetRefused);
  });
});

describe('contracts', () => {
  it('hold for the same major and nothing newer', () => {
    fc.assert(fc.property(fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99), (a, b, c, d) => {
      expect(contractHolds(`${a}.${b}`, `${c}.${d}`)).toBe(a === c && b <= d);
    }));
    for (const odd of ['', '1', '1.0.0', '^1.0', '01.0x', '-1.0']) expect(contractHolds(odd, '1.0')).toBe(false);
  });

  it('every address names its bytes and stays a path of ours', () => {
    expect(extensionPath({ id: 'a', integrity: `sha384-${'+/'.repeat(32)}` })).toMatch(/^\/extensions\/a\/[\w-]{64}\.js$/);
  });
});

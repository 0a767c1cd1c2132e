import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import type { MediaPlace } from '@/domain/media';
import { role, rulesOf } from '@/access/testing/random-access';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import { sourceOf, startSource, type TestSource } from '../../test/contract/federation-server';
import type { Gateway } from '../http/route';
import { png } from './testing.fixture';
import type { Store } from '../store/store';
import { testApp, testCore, type TestCore } from '../testing/test-gateway';
import { mediaRoutes } from './media-routes';

const text = { vi: 'x', en: 'x' };
const place = (id: string, from?: MediaPlace['from']): [string, MediaPlace] => [id, { id, title: text, owner: text, kind: 'image', url: `/api/media/${id}/picture`, refreshSeconds: 20, sampleData: true, ...(from ? { from } : {}) }];
const PLACES = [place('square', { source: 'cameras', path: 'anh/square.png', classification: 'internal' }), place('lost', { source: 'lost', path: 'x.png', classification: 'public' }), place('own')];
const OPERATOR: Actor = { kind: 'person', id: 'l', name: 'l', title: '', unit: null, session: 's', grants: [{ role: 'operator', unit: null }], purposes: [] };
const SECRET = 'a-secret-of-the-gateway';

let source: TestSource;
let core: TestCore;
let app: Gateway;
let who: Actor;
beforeAll(async () => { source = await startSource(); });
afterAll(() => source.close());
beforeEach(() => {
  const { province } = parsePack(packOf());
  if (!province) throw new Error('the good pack is not good');
  core = testCore({} as Store, {
    ...province, sources: new Map(['cameras', 'lost'].map((id) => [id, sourceOf(id)])), media: new Map(PLACES),
    access: rulesOf([role('operator', [{ datasets: '*', classes: ['public', 'internal'], units: 'all' }])]),
  });
  who = OPERATOR;
  source.asked.length = 0;
  source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'image/png' }).end(png());
  app = testApp(core, () => who);
  mediaRoutes(app, core, { connectionOf: ({ id }) => (id === 'cameras' ? { base: `${source.url}cameras/` } : {}), holdsSecret: (said) => said.includes(SECRET) });
});
const ask = (id: string) => app.inject({ url: `/api/media/${id}/picture?at=5` });

describe('the picture of a camera', () => {
  it('is fetched of its source, once for everybody within half its interval, and never kept by a browser', async () => {
    const [first] = await Promise.all([ask('square'), ask('square')]);
    expect([first.statusCode, first.headers['content-type'], first.headers['cache-control']]).toEqual([200, 'image/png', 'no-store']);
    expect(first.rawPayload).toEqual(png());
    expect(source.asked).toHaveLength(1);
    core.turn(10_000);
    await ask('square');
    expect(source.asked).toHaveLength(2);
  });

  it('is for who may see its class of the whole province; to others it is not there', async () => {
    who = { kind: 'anonymous' };
    const answers = await Promise.all(['square', 'own', 'nobody'].map(ask));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    expect(source.asked).toHaveLength(0);
  });

  it('is a failure where the source has no address, sends no picture or a secret of ours, and the next is asked for anew', async () => {
    expect((await ask('lost')).statusCode).toBe(502);
    for (const body of [Buffer.from('<html></html>'), Buffer.concat([png(), Buffer.from(SECRET)])]) {
      source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'image/png' }).end(body);
      expect((await ask('square')).statusCode).toBe(502);
    }
    source.handler = (_req, res) => res.writeHead(200, { 'content-type': 'image/png' }).end(png());
    expect((await ask('square')).statusCode).toBe(200);
  });
});

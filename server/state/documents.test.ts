import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import { MAX_BODY_BYTES } from '@/state/json-limits';
import { describeStores, type TestStore } from '../store/testing/describe-stores.fixture';
import { documentApp, onto, person, screen, type DocumentApp } from './testing/document-app';

const leader = person('leader', null);
const head = person('head', 'H41.06');
const clerk = person('clerk', 'H41.06', 'reader');
const chair = person('chair', '16681');
const nobody: Actor = { kind: 'anonymous' };

const scene = (name: string, more: object = {}) => ({ schemaVersion: 1, title: { vi: name, en: name }, dashboards: ['leaders'], seconds: 30, ...more });
const ofUnit = (unit: string | null, body: unknown = scene('Một')) => ({ body, reason: 'lập', owner: 'unit', unit });

describeStores('documents', (open) => {
  let store: TestStore;
  let portal: DocumentApp;
  const ask: DocumentApp['ask'] = (...args) => portal.ask(...args);

  beforeAll(async () => { store = await open(); }, 60_000);
  beforeEach(async () => {
    await store.reset();
    portal = documentApp(store);
  });

  describe('saving', () => {
    it('keeps what was sent, and every revision with author and reason', async () => {
      const made = await ask(head, 'PUT', 'scene/phong-hop', ofUnit('H41.06'), onto(0));
      expect([made.status, made.body, made.etag]).toEqual([200, { kind: 'scene', id: 'phong-hop', revision: 1, deleted: false, at: portal.core.clock() }, '"1"']);
      portal.core.turn(60_000);
      const second = await ask(leader, 'PUT', 'scene/phong-hop', { body: scene('Hai'), reason: '  đổi tên ' }, onto(1));
      expect([second.status, second.body['revision']]).toEqual([200, 2]);
      const read = await ask(head, 'GET', 'scene/phong-hop');
      expect([read.etag, read.body]).toMatchObject(['"2"', { revision: 2, owner: 'unit', unit: 'H41.06', mayEdit: true, author: { id: 'leader', name: null }, body: scene('Hai') }]);
      const history = await ask(clerk, 'GET', 'scene/phong-hop/revisions');
      expect(history.body['items']).toMatchObject([{ revision: 2, author: { id: 'leader' }, reason: 'đổi tên', deleted: false }, { revision: 1, author: { id: 'head' }, reason: 'lập' }]);
      expect((await ask(clerk, 'GET', 'scene/phong-hop/revisions?limit=1')).body).toMatchObject({ next: 2 });
      expect((await ask(clerk, 'GET', 'scene/phong-hop/revisions/1')).body['body']).toEqual(scene('Một'));
    });

    it('is written down and told within the same transaction', async () => {
      await ask(head, 'PUT', 'scene/phong-hop', ofUnit('H41.06'), onto(0));
      await ask(head, 'PUT', 'preferences/mine', { body: { schemaVersion: 1, theme: 'dark' }, reason: '' }, onto(0));
      expect(portal.core.published).toEqual([
        { kind: 'document-changed', audience: { to: 'unit', unit: 'H41.06' }, payload: { kind: 'scene', id: 'phong-hop', revision: 1 } },
        { kind: 'document-changed', audience: { to: 'person', id: 'head' }, payload: { kind: 'preferences', id: 'mine', revision: 1 } },
      ]);
      expect(portal.core.audited).toMatchObject([
        { action: 'state', target: 'document:scene/phong-hop', outcome: 'done', detail: { deed: 'create', revision: 1 } },
        { action: 'state', target: 'document:preferences/mine' },
      ]);
      expect(JSON.stringify(portal.core.audited)).not.toContain('lập');
    });

    it('stands or falls whole: nothing is kept where the audit cannot be written', async () => {
      Object.assign(portal.core, { audit: { append: () => Promise.reject(new Error('full')), write: () => Promise.resolve() } });
      portal = documentAppOver(portal);
      expect((await ask(head, 'PUT', 'scene/phong-hop', ofUnit('H41.06'), onto(0))).status).toBe(500);
      expect((await ask(head, 'GET', 'scene/phong-hop')).status).toBe(404);
      expect(await store.db.selectFrom('document_revision').selectAll().execute()).toEqual([]);
    });

    it('answers a conflict with what stands, and writes nothing', async () => {
      await ask(head, 'PUT', 'scene/phong-hop', ofUnit('H41.06'), onto(0));
      await ask(head, 'PUT', 'scene/phong-hop', { body: scene('Của tôi'), reason: '' }, onto(1));
      for (const headers of [onto(1), onto(0), onto(7)]) {
        const clash = await ask(leader, 'PUT', 'scene/phong-hop', { body: scene('Của người khác'), reason: '' }, headers);
        expect([clash.status, clash.etag, clash.body]).toMatchObject([409, '"2"', { code: 'document-conflict', current: { revision: 2, body: scene('Của tôi'), author: { id: 'head' } } }]);
      }
      expect(await store.db.selectFrom('document_revision').select('revision').execute()).toHaveLength(2);
    });

    it.each([
      ['no precondition', 428, 'precondition-needed', { 'if-match': '' }],
      ['two preconditions', 400, 'bad-request', { 'if-match': '"1"', 'if-none-match': '*' }],
      ['a tag that is none', 400, 'bad-request', { 'if-match': 'one' }],
      ['any revision', 400, 'bad-request', { 'if-match': '*' }],
      ['a list of tags', 400, 'bad-request', { 'if-none-match': '"1"' }],
      ['no save key', 400, 'bad-request', { 'if-none-match': '*', 'idempotency-key': '' }],
      ['a short save key', 400, 'bad-request', { 'if-none-match': '*', 'idempotency-key': 'short' }],
    ])('refuses %s', async (_name, status, code, given) => {
      const headers = Object.fromEntries(Object.entries({ 'idempotency-key': 'a-key-of-16-chars', ...given }).filter(([, value]) => value !== ''));
      expect(await ask(head, 'PUT', 'scene/x', ofUnit('H41.06'), headers)).toMatchObject({ status, body: { code } });
    });

    it.each([
      ['another form', scene('x', { seconds: 1 }), 422, 'document-invalid', 'body/body/zones/0/shows/items/0/seconds'],
      ['no body', undefined, 400, 'bad-request', 'body/body'],
      ['a body that is no object', 'x', 422, 'document-invalid', 'body/body'],
      ['a newer version', scene('x', { schemaVersion: 3 }), 422, 'document-invalid', 'body/body/schemaVersion'],
      ['half a character', scene('\ud83d'), 422, 'document-invalid', 'body/body/title/vi'],
      ['U+0000', scene('a\u0000'), 422, 'document-invalid', 'body/body/title/vi'],
    ])('refuses %s by place', async (_name, body, status, code, at) => {
      const answer = await ask(head, 'PUT', 'scene/x', { body, reason: '', owner: 'me' }, onto(0));
      expect([answer.status, answer.body['code'], String(answer.body['at']).slice(0, at.length)]).toEqual([status, code, at]);
    });

    it('refuses prototypes, depth, size and unknown fields', async () => {
      const template = (blocks: unknown) => ({ body: { schemaVersion: 1, title: { vi: 'a', en: 'a' }, blocks }, reason: '' });
      const raw = '{"body":{"schemaVersion":1,"title":{"vi":"a","en":"a"},"blocks":[{"__proto__":{"a":1}}]},"reason":""}';
      await ask(head, 'GET', 'report-template');
      const polluted = await portal.app.inject({ method: 'PUT', url: '/api/documents/report-template/x', headers: { ...onto(0), cookie: 'person:head', 'sec-fetch-site': 'same-origin', 'x-csrf-token': 'token', 'content-type': 'application/json' }, payload: raw });
      expect(polluted.statusCode).toBe(400);
      const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 'x');
      expect((await ask(head, 'PUT', 'report-template/x', template([deep]), onto(0))).status).toBe(422);
      expect((await ask(head, 'PUT', 'report-template/x', template(['x'.repeat(MAX_BODY_BYTES)]), onto(0))).status).toBe(413);
      expect((await ask(head, 'PUT', 'report-template/x', template(['x'.repeat(600_000)]), onto(0))).status).toBe(413);
      expect((await ask(head, 'PUT', 'report-template/x', { ...template([]), more: 1 }, onto(0))).status).toBe(400);
      expect((await ask(head, 'PUT', 'unheard-of/x', template([]), onto(0))).status).toBe(400);
    });
  });

  /** The same application after its core was changed. */
  function documentAppOver(before: DocumentApp): DocumentApp {
    const again = documentApp(store);
    Object.assign(again.core.audit, before.core.audit);
    return again;
  }

  describe('the save key', () => {
    it('answers the same however often it is sent, and writes once', async () => {
      const key = onto(0);
      const first = await ask(head, 'PUT', 'scene/phong-hop', ofUnit('H41.06'), key);
      await ask(head, 'PUT', 'scene/phong-hop', { body: scene('Sau'), reason: '' }, onto(1));
      portal.core.turn(5_000);
      const [again, twice] = await Promise.all([ask(head, 'PUT', 'scene/phong-hop', ofUnit('H41.06'), key), ask(head, 'PUT', 'scene/phong-hop', ofUnit('H41.06'), key)]);
      expect([again, twice]).toEqual([first, first]);
      expect(await store.db.selectFrom('document_revision').select('revision').execute()).toHaveLength(2);
      expect(portal.core.audited).toHaveLength(2);
    });

    it('sent many times at once makes one revision', async () => {
      const key = onto(0);
      const answers = await Promise.all(Array.from({ length: 12 }, () => ask(head, 'PUT', 'scene/moi', ofUnit('H41.06'), key)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]?.body['revision']).toBe(1);
    });

    it('is refused for other content, another document or another deed', async () => {
      const key = onto(0, 'one-key-for-much-too-much');
      await ask(head, 'PUT', 'scene/mot', ofUnit('H41.06'), key);
      for (const [path, body] of [['scene/mot', ofUnit('H41.06', scene('Khác'))], ['scene/hai', ofUnit('H41.06')]] as const) {
        expect(await ask(head, 'PUT', path, body, key)).toMatchObject({ status: 422, body: { code: 'save-key-reused' } });
      }
      expect(await ask(head, 'DELETE', 'scene/mot', undefined, { 'idempotency-key': 'one-key-for-much-too-much', 'if-match': '"1"' })).toMatchObject({ status: 422 });
      expect((await ask(head, 'GET', 'scene/hai')).status).toBe(404);
    });

    it('of two people never meets, and is not kept as it was', async () => {
      await ask(head, 'PUT', 'scene/mot', ofUnit('H41.06'), onto(0, 'the-very-same-key-of-two'));
      expect((await ask(chair, 'PUT', 'scene/hai', ofUnit('16681'), onto(0, 'the-very-same-key-of-two'))).status).toBe(200);
      const kept = await store.db.selectFrom('document_revision').select('save_key').execute();
      expect(kept.every(({ save_key: key }) => !key.includes('same-key'))).toBe(true);
    });
  });

  describe('deleting and restoring', () => {
    it('keeps the history, and brings any revision back as a new one', async () => {
      await ask(head, 'PUT', 'scene/phong-hop', ofUnit('H41.06'), onto(0));
      await ask(head, 'PUT', 'scene/phong-hop', { body: scene('Hai'), reason: '' }, onto(1));
      expect((await ask(head, 'DELETE', 'scene/phong-hop', undefined, { 'idempotency-key': 'a-key-of-16-chars' })).status).toBe(428);
      const key = onto(2);
      expect((await ask(head, 'DELETE', 'scene/phong-hop', { reason: 'thừa' }, key)).body).toMatchObject({ revision: 3, deleted: true });
      expect((await ask(head, 'DELETE', 'scene/phong-hop', { reason: 'thừa' }, key)).body).toMatchObject({ revision: 3, deleted: true });
      expect((await ask(head, 'GET', 'scene/phong-hop')).status).toBe(404);
      expect((await ask(clerk, 'GET', 'scene/phong-hop/revisions')).status).toBe(404);
      expect((await ask(head, 'GET', 'scene?deleted=true')).body['items']).toMatchObject([{ id: 'phong-hop', deleted: true }]);
      const history = await ask(head, 'GET', 'scene/phong-hop/revisions');
      expect(history.body['items']).toMatchObject([{ revision: 3, deleted: true, reason: 'thừa' }, { revision: 2 }, { revision: 1 }]);
      expect((await ask(head, 'GET', 'scene/phong-hop/revisions/3')).body['body']).toBeNull();
      const again = await ask(head, 'POST', 'scene/phong-hop/restore', { revision: 1, reason: 'lấy lại' }, { 'idempotency-key': 'a-key-of-16-chars' });
      expect(again.body).toMatchObject({ revision: 4, deleted: false });
      expect((await ask(head, 'POST', 'scene/phong-hop/restore', { revision: 1, reason: 'lấy lại' }, { 'idempotency-key': 'a-key-of-16-chars' })).body).toEqual(again.body);
      expect((await ask(clerk, 'GET', 'scene/phong-hop')).body).toMatchObject({ revision: 4, body: scene('Một') });
    });

    it('restores only what had content, onto the revision that was seen', async () => {
      await ask(head, 'PUT', 'scene/a', ofUnit('H41.06'), onto(0));
      await ask(head, 'DELETE', 'scene/a', undefined, onto(1));
      expect((await ask(head, 'POST', 'scene/a/restore', { revision: 2, reason: '' }, onto(2))).status).toBe(400);
      expect((await ask(head, 'POST', 'scene/a/restore', { revision: 1, reason: '' }, onto(1))).status).toBe(409);
      expect((await ask(head, 'POST', 'scene/a/restore', { revision: 1, reason: '' }, onto(2))).status).toBe(200);
      expect((await ask(head, 'POST', 'scene/none/restore', { revision: 1, reason: '' }, onto(1))).status).toBe(404);
    });

    it('begins anew where a deleted one stood, in one history', async () => {
      await ask(head, 'PUT', 'scene/a', ofUnit('H41.06'), onto(0));
      await ask(head, 'DELETE', 'scene/a', undefined, onto(1));
      expect((await ask(head, 'PUT', 'scene/a', ofUnit('H41.06', scene('Mới')), onto(0))).body).toMatchObject({ revision: 3 });
    });
  });

  describe('who may', () => {
    const mine = { body: scene('Riêng'), reason: '' };

    it('keeps what is one\'s own to oneself', async () => {
      await ask(clerk, 'PUT', 'scene/rieng', mine, onto(0));
      await ask(clerk, 'PUT', 'preferences/mine', { body: { schemaVersion: 1, theme: 'dark' }, reason: '' }, onto(0));
      expect((await ask(clerk, 'GET', 'scene/rieng')).body).toMatchObject({ owner: 'me', unit: null });
      for (const other of [leader, head, screen('wall', null, ['leaders'])]) {
        expect((await ask(other, 'GET', 'scene/rieng')).status).toBe(404);
        expect((await ask(other, 'GET', 'scene/rieng/revisions')).status).toBe(404);
        expect((await ask(other, 'GET', 'preferences/mine')).status).toBe(404);
        expect((await ask(other, 'GET', 'scene')).body['items']).toEqual([]);
      }
      for (const [method, path, body] of [['PUT', 'scene/rieng', mine], ['DELETE', 'scene/rieng', undefined], ['POST', 'scene/rieng/restore', { revision: 1, reason: '' }]] as const) {
        expect(await ask(leader, method, path, body, onto(1))).toMatchObject({ status: 404, body: { code: 'not-found' } });
      }
      expect((await ask(leader, 'PUT', 'preferences/clerk', mine, onto(0))).status).toBe(404);
      expect((await ask(leader, 'PUT', 'preferences/mine', { body: { schemaVersion: 1 }, reason: '' }, onto(0))).body).toMatchObject({ revision: 1 });
    });

    it('lets whoever shares the unit read, and whoever may edit it change', async () => {
      await ask(head, 'PUT', 'scene/so', ofUnit('H41.06'), onto(0));
      await ask(leader, 'PUT', 'scene/tinh', ofUnit(null), onto(0));
      const seen = async (who: Actor) => ((await ask(who, 'GET', 'scene')).body['items'] as { id: string; mayEdit: boolean }[]).map(({ id, mayEdit }) => `${id}${mayEdit ? '*' : ''}`);
      expect(await Promise.all([leader, head, clerk, chair, nobody, screen('w', 'H41.06', [])].map(seen))).toEqual([['so*', 'tinh*'], ['so*', 'tinh'], ['so', 'tinh'], ['tinh'], [], ['so', 'tinh']]);
      expect((await ask(clerk, 'PUT', 'scene/so', mine, onto(1))).status).toBe(403);
      expect(portal.core.audited.at(-1)).toMatchObject({ action: 'denied', target: 'document:scene/so', outcome: 'refused' });
      expect((await ask(chair, 'PUT', 'scene/so', mine, onto(1))).status).toBe(404);
      expect((await ask(chair, 'PUT', 'scene/tinh', mine, onto(1))).status).toBe(403);
      expect((await ask(nobody, 'PUT', 'scene/so', mine, onto(1))).status).toBe(401);
      expect((await ask(screen('w', 'H41.06', []), 'PUT', 'scene/so', mine, onto(1))).status).toBe(403);
    });

    it('gives one\'s own to a unit one may edit, and takes nothing home', async () => {
      await ask(head, 'PUT', 'scene/cua-toi', mine, onto(0));
      expect((await ask(head, 'PUT', 'scene/cua-toi', { ...mine, owner: 'unit', unit: '16681' }, onto(1))).status).toBe(403);
      expect((await ask(head, 'PUT', 'scene/cua-toi', { ...mine, owner: 'unit', unit: 'nowhere' }, onto(1))).status).toBe(400);
      expect((await ask(head, 'PUT', 'scene/cua-toi', { ...mine, owner: 'unit' }, onto(1))).status).toBe(200);
      expect((await ask(clerk, 'GET', 'scene/cua-toi')).body).toMatchObject({ owner: 'unit', unit: 'H41.06' });
      expect((await ask(head, 'PUT', 'scene/cua-toi', { ...mine, owner: 'me' }, onto(2))).status).toBe(400);
      expect((await ask(clerk, 'PUT', 'scene/moi', { ...mine, owner: 'unit', unit: 'H41.06' }, onto(0))).status).toBe(403);
    });

    it('shows a wall its scenes and the dashboards it was paired for', async () => {
      const dashboard = (id: string) => ({ schemaVersion: 1, id, title: { vi: id, en: id }, audience: { vi: 'a', en: 'a' }, rows: 2, tiles: [{ id: 'a', widget: 'note', widgetVersion: 1, title: { vi: 'a', en: 'a' }, place: { x: 0, y: 0, w: 6, h: 2 }, options: {} }] });
      for (const id of ['bang-a', 'bang-b']) await ask(leader, 'PUT', `dashboard/${id}`, ofUnit(null, dashboard(id)), onto(0));
      await ask(leader, 'PUT', 'report-template/mau', ofUnit(null, { schemaVersion: 1, title: { vi: 'a', en: 'a' }, blocks: [] }), onto(0));
      const wall = screen('wall', '16681', ['bang-a']);
      expect((await ask(wall, 'GET', 'dashboard')).body['items']).toMatchObject([{ id: 'bang-a', title: { vi: 'bang-a' }, mayEdit: false }]);
      expect(await Promise.all(['dashboard/bang-a', 'dashboard/bang-b', 'report-template/mau'].map(async (path) => (await ask(wall, 'GET', path)).status))).toEqual([200, 404, 404]);
      expect((await ask(wall, 'GET', 'report-template')).body['items']).toEqual([]);
    });

    it('leaves the ids of the configuration alone', async () => {
      const body = { schemaVersion: 1, id: 'leaders', title: { vi: 'a', en: 'a' }, audience: { vi: 'a', en: 'a' }, rows: 2, tiles: [{ id: 'a', widget: 'note', widgetVersion: 1, title: { vi: 'a', en: 'a' }, place: { x: 0, y: 0, w: 6, h: 2 }, options: {} }] };
      expect(await ask(leader, 'PUT', 'dashboard/leaders', ofUnit(null, body), onto(0))).toMatchObject({ status: 422, body: { code: 'id-reserved' } });
    });
  });

  describe('a list', () => {
    it('is paged in order and carries no bodies', async () => {
      for (const id of ['c', 'a', 'e', 'b', 'd']) await ask(head, 'PUT', `scene/${id}`, ofUnit('H41.06'), onto(0));
      const first = await ask(clerk, 'GET', 'scene?limit=3');
      const second = await ask(clerk, 'GET', `scene?limit=3&after=${String(first.body['next'])}`);
      const ids = (page: typeof first) => (page.body['items'] as { id: string }[]).map(({ id }) => id);
      expect([ids(first), ids(second), second.body['next']]).toEqual([['a', 'b', 'c'], ['d', 'e'], null]);
      expect(first.body['items']).toMatchObject([{ title: { vi: 'Một' } }, {}, {}]);
      expect(JSON.stringify(first.body)).not.toContain('seconds');
    });
  });

  describe('many at once', () => {
    it('100 saves on 10 documents: one wins each round, nothing is lost, nothing fails', async () => {
      for (let at = 0; at < 10; at += 1) await ask(head, 'PUT', `scene/s${at}`, ofUnit('H41.06'), onto(0));
      // A store that is busy beyond its patience says so; whoever saves asks again, as the page does.
      const save = async (at: number): Promise<Awaited<ReturnType<typeof ask>>> => {
        const answer = await ask(head, 'PUT', `scene/s${at % 10}`, { body: scene(`Lần ${at}`), reason: String(at) }, onto(1));
        return answer.status === 503 ? save(at) : answer;
      };
      const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => save(at)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(90);
      for (let at = 0; at < 10; at += 1) {
        const stands = (await ask(head, 'GET', `scene/s${at}`)).body;
        const winner = answers.findIndex(({ status }, index) => status === 200 && index % 10 === at);
        expect(stands).toMatchObject({ revision: 2, body: scene(`Lần ${winner}`) });
      }
    }, 30_000);
  });
});

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import { rightsOf } from '@/access/rights-of';
import { toInstant } from '@/domain/time';
import type { Program, WallDeed } from '@/domain/wall';
import { describeStores, type TestStore } from '../store/testing/describe-stores.fixture';
import { TAKE_AHEAD_MS } from './next-program';
import { LEADER, LOCAL, OPERATOR, SECOND, wallApp, type Told, type WallApp } from './testing/wall-app';

const NOBODY = 'nobody-of-this-name-1';
let keys = 0;
const newKey = (): string => `command-key-${(keys += 1)}`;

describeStores('walls', (open) => {
  let store: TestStore;
  let wall: WallApp;
  beforeAll(async () => { store = await open(); }, 60_000);
  beforeEach(async () => {
    await store.reset();
    wall = wallApp(store);
  });
  afterEach(() => wall.close());

  const command = (as: Actor, screens: readonly string[], deed: WallDeed, key = newKey()): Promise<Told> => wall.ask(as, 'POST', '/api/wall/commands', { screens, deed, key });
  const programOf = async (secret: string): Promise<Program> => (await wall.ask(secret, 'GET', '/api/screen/program')).body['program'] as Program;
  const commands = () => store.db.selectFrom('wall_command').selectAll().execute();

  describe('a command', () => {
    it('changes all its screens at one moment, a little ahead', async () => {
      const [one, two] = [await wall.screen(), await wall.screen('H41.06')];
      const told = await command(OPERATOR, [two.id, one.id], { do: 'take', scene: 'duty' });
      const takeAt = wall.core.clock() + TAKE_AHEAD_MS;
      expect(told).toMatchObject({ status: 200, body: { takeAt, unseen: [one.id, two.id].sort() } });
      for (const each of [one, two]) {
        const program = await programOf(each.secret);
        expect(program).toMatchObject({ revision: 1, scene: 'duty', takeAt, startedAt: takeAt, by: 'Ông op', changedAt: wall.core.clock() });
        expect((told.body['programs'] as Record<string, unknown>)[each.id]).toEqual(program);
      }
    });

    it('is written down and told within the same transaction', async () => {
      const [one, two] = [await wall.screen(), await wall.screen('H41.06')];
      const told = await command(OPERATOR, [one.id, two.id], { do: 'message', text: '  Họp lúc 9  giờ ', seconds: 60 });
      expect(wall.core.audited).toMatchObject([{ action: 'screen', actor: OPERATOR, target: 'screens:2', outcome: 'done', detail: { deed: 'wall', wall: { do: 'message', text: 'Họp lúc 9 giờ', seconds: 60 }, screens: [one.id, two.id], takeAt: told.body['takeAt'] } }]);
      expect(wall.core.published).toEqual([
        ...[one, two].map(({ id }) => ({ kind: 'screen-command', audience: { to: 'screen', id }, payload: { command: 'program', argument: '1' } })),
        { kind: 'wall-changed', audience: { to: 'unit', unit: null }, payload: { unit: '40', screens: [one.id] } },
        { kind: 'wall-changed', audience: { to: 'unit', unit: 'H41.06' }, payload: { unit: 'H41.06', screens: [two.id] } },
      ]);
    });

    it('stands or falls whole: nothing is kept where the audit cannot be written', async () => {
      const { id, secret } = await wall.screen();
      Object.assign(wall.core.audit, { append: () => Promise.reject(new Error('full')) });
      expect((await command(OPERATOR, [id], { do: 'take', scene: 'duty' })).status).toBe(500);
      expect(await programOf(secret)).toMatchObject({ revision: 0, scene: null, by: null });
      expect(await commands()).toEqual([]);
      expect(wall.core.published).toEqual([]);
    });

    it('is done once under its key, however often and wherever it is sent, by a gateway that was started since too', async () => {
      const { id, secret } = await wall.screen();
      const [first, ...rest] = await Promise.all(Array.from({ length: 6 }, () => command(OPERATOR, [id], { do: 'next' }, 'the-very-same-key')));
      for (const each of rest) expect(each).toEqual(first);
      await command(OPERATOR, [id], { do: 'next' });
      wall.core.turn(3_600_000);
      const before = wall;
      wall = wallApp(await open(), before.core);
      await before.close();
      expect(await command(OPERATOR, [id], { do: 'next' }, 'the-very-same-key')).toEqual(first);
      expect(await programOf(secret)).toMatchObject({ revision: 2, skipped: 2 });
      expect(wall.core.audited).toHaveLength(2);
      expect(JSON.stringify(await commands())).not.toContain('the-very-same-key');
      wall.core.turn(24 * 3_600_000);
      await command(OPERATOR, [id], { do: 'next' });
      expect(await commands()).toHaveLength(1);
    });

    it('is refused under a key of another command; keys of two people never meet', async () => {
      const { id } = await wall.screen();
      await command(OPERATOR, [id], { do: 'next' }, 'a-key-for-two-deeds');
      expect(await command(OPERATOR, [id], { do: 'pause' }, 'a-key-for-two-deeds')).toMatchObject({ status: 422, body: { code: 'save-key-reused', at: 'body/key' } });
      expect(await command(SECOND, [id], { do: 'pause' }, 'a-key-for-two-deeds')).toMatchObject({ status: 200 });
    });

    it('of two operators at once: each is carried out, the last one stands whole, both see who drives', async () => {
      const [one, two] = [await wall.screen(), await wall.screen()];
      const answers = await Promise.all([
        ...[1, 2, 3].map(() => command(OPERATOR, [one.id, two.id], { do: 'take', scene: 'duty' })),
        ...[1, 2, 3].map(() => command(SECOND, [two.id, one.id], { do: 'take', scene: 'flood-storm' })),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
      const [a, b] = [await programOf(one.secret), await programOf(two.secret)];
      expect(a).toEqual(b);
      expect(a.revision).toBe(6);
      expect([['Ông op', 'duty'], ['Ông hai', 'flood-storm']]).toContainEqual([a.by, a.scene]);
      const { screens } = (await wall.ask(SECOND, 'GET', '/api/walls')).body as { screens: { program: Program }[] };
      expect(screens.map(({ program }) => program.by)).toEqual([a.by, a.by]);
    });

    it.each<readonly [string, object, string]>([
      ['a deed nobody knows', { deed: { do: 'explode' } }, 'body/deed/do'],
      ['a message of two lines in one', { deed: { do: 'message', text: 'a\u202eb', seconds: null } }, 'body/deed/text'],
      ['a message that never ends and never begins', { deed: { do: 'message', text: 'a', seconds: 0 } }, 'body/deed/seconds'],
      ['an alert for ever and a day', { deed: { do: 'alert', scene: 'duty', title: 'a', seconds: 90_000 } }, 'body/deed/seconds'],
      ['a scene that is a path', { deed: { do: 'take', scene: '../duty' } }, 'body/deed/scene'],
      ['no screens', { screens: [] }, 'body/screens'],
      ['a screen twice', { screens: [NOBODY, NOBODY] }, 'body/screens'],
      ['too many screens', { screens: Array.from({ length: 65 }, (_, n) => `screen-of-number-${n}`) }, 'body/screens'],
      ['no key', { key: '' }, 'body/key'],
      ['what nobody knows', { more: 1 }, 'body'],
    ])('refuses %s by place', async (_name, change, at) => {
      const { id } = await wall.screen();
      const told = await wall.ask(OPERATOR, 'POST', '/api/wall/commands', { screens: [id], deed: { do: 'next' }, key: newKey(), ...change });
      expect(told).toMatchObject({ status: 400, body: { code: 'bad-request', at } });
    });

    it('reaches no screen outside the operator’s units: then nothing of it is done', async () => {
      const [own, other] = [await wall.screen('16681'), await wall.screen('H41.06')];
      for (const foreign of [other.id, NOBODY]) expect(await command(LOCAL, [own.id, foreign], { do: 'blank' })).toMatchObject({ status: 404, body: { code: 'not-found', at: 'body/screens/1' } });
      expect(await command(LEADER, [own.id], { do: 'blank' })).toMatchObject({ status: 403 });
      expect(await programOf(own.secret)).toMatchObject({ revision: 0, mode: 'run' });
      expect(await command(LOCAL, [own.id], { do: 'blank' })).toMatchObject({ status: 200 });
      expect(await programOf(own.secret)).toMatchObject({ revision: 1, mode: 'blank' });
    });
  });

  describe('a scene', () => {
    it('of the pack or a shared one is told to the screen that shows it', async () => {
      const { id, secret } = await wall.screen('16681');
      await wall.shareScene('phong-hop', { owner: null, unit: '16681' });
      await command(LOCAL, [id], { do: 'take', scene: 'phong-hop' });
      await command(LOCAL, [id], { do: 'alert', scene: 'flood-storm', title: 'Lũ khẩn cấp', seconds: 60 });
      const told = await wall.ask(secret, 'GET', '/api/screen/program');
      expect(told.body).toMatchObject({
        screen: { id, name: 'Sảnh chính', zones: [], place: null, panel: null, distanceM: null }, scene: { id: 'phong-hop', title: { vi: 'Trực ban' } },
        takeoverScene: { id: 'flood-storm' }, program: { takeover: { scene: 'flood-storm', title: 'Lũ khẩn cấp' } }, serverTime: wall.core.clock(),
      });
    });

    it('that is not, is another’s draft, or may not be shown there is refused by name', async () => {
      const [own, other] = [await wall.screen('16681', 'Màn hình xã'), await wall.screen('H41.06', 'Màn hình sở')];
      await wall.shareScene('cua-so', { owner: null, unit: 'H41.06' });
      await wall.shareScene('ban-nhap', { owner: 'op', unit: null });
      const at = 'body/deed/scene';
      expect((await command(OPERATOR, [own.id], { do: 'take', scene: 'khong-co' })).body).toMatchObject({ code: 'bad-request', at, got: 'khong-co' });
      expect((await command(LOCAL, [own.id], { do: 'take', scene: 'cua-so' })).body).toMatchObject({ code: 'bad-request', at });
      expect(String((await command(OPERATOR, [other.id, own.id], { do: 'take', scene: 'cua-so' })).body['expected'])).toContain('Màn hình xã');
      expect(String((await command(OPERATOR, [other.id], { do: 'alert', scene: 'ban-nhap', title: 'a', seconds: null })).body['expected'])).toContain('Màn hình sở');
      expect((await programOf(other.secret)).revision).toBe(0);
      expect(await command(OPERATOR, [other.id], { do: 'take', scene: 'cua-so' })).toMatchObject({ status: 200 });
    });

    it('that is taken away from the screen afterwards is shown no more', async () => {
      const { id, secret } = await wall.screen('16681');
      await wall.shareScene('phong-hop', { owner: null, unit: '16681' });
      await command(OPERATOR, [id], { do: 'take', scene: 'phong-hop' });
      await store.db.updateTable('document').set({ unit: 'H41.06' }).where('id', '=', 'phong-hop').execute();
      expect((await wall.ask(secret, 'GET', '/api/screen/program')).body).toMatchObject({ program: { scene: 'phong-hop' }, scene: null });
    });
  });

  describe('visitors in the room', () => {
    it('take the screen its right to what is not public, at once, and give it back', async () => {
      const [guarded, other] = [await wall.screen(), await wall.screen()];
      const shareOf = async (secret: string) => {
        const actor = await wall.screens.identify(secret);
        const dataset = wall.province.datasets.get('procedures');
        return actor && dataset ? rightsOf(actor, wall.province, toInstant(wall.core.clock())).share(dataset) : null;
      };
      expect((await shareOf(guarded.secret))?.classes).toEqual(new Set(['internal']));
      await command(OPERATOR, [guarded.id], { do: 'room', room: 'visitors' });
      expect(await shareOf(guarded.secret)).toBeNull();
      expect(await wall.screens.now(guarded.id)).toMatchObject({ classes: ['public'] });
      expect((await shareOf(other.secret))?.classes).toEqual(new Set(['internal']));
      expect(wall.core.published[0]).toEqual({ kind: 'rights-changed', audience: { to: 'screen', id: guarded.id }, payload: {} });
      // What it was given stands, for operators to see and to change.
      expect((await wall.ask(OPERATOR, 'GET', '/api/screens')).body['screens']).toMatchObject([{ classes: ['public', 'internal'] }, { classes: ['public', 'internal'] }]);
      await command(OPERATOR, [guarded.id], { do: 'take', scene: 'duty' });
      expect(await shareOf(guarded.secret)).toBeNull();
      await command(OPERATOR, [guarded.id], { do: 'room', room: 'normal' });
      expect((await shareOf(guarded.secret))?.classes).toEqual(new Set(['internal']));
      const told = wall.core.published.filter(({ kind }) => kind === 'rights-changed');
      expect(told).toHaveLength(2);
    });

    it('are thought to be there where the program cannot be read', async () => {
      const { id } = await wall.screen();
      await store.db.updateTable('screen').set({ program: '{"room":"delegation"}' }).where('id', '=', id).execute();
      expect(await wall.screens.now(id)).toMatchObject({ classes: ['public'] });
    });
  });

  it('a screen hears of its own program alone, and of none once it is revoked', async () => {
    const { id, secret } = await wall.screen();
    expect((await wall.ask(OPERATOR, 'GET', '/api/screen/program')).status).toBe(403);
    expect((await wall.ask('x'.repeat(43), 'GET', '/api/screen/program')).status).toBe(401);
    expect((await wall.ask(secret, 'GET', '/api/walls')).status).toBe(403);
    expect((await wall.ask(secret, 'POST', '/api/wall/commands', { screens: [id], deed: { do: 'next' }, key: newKey() })).status).toBe(403);
    expect((await wall.ask(OPERATOR, 'DELETE', `/api/screens/${id}`)).status).toBe(200);
    expect((await wall.ask(secret, 'GET', '/api/screen/program')).status).toBe(401);
    expect(await command(OPERATOR, [id], { do: 'next' })).toMatchObject({ status: 404 });
  });
});

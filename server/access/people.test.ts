import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { rightsOf } from '@/access/rights-of';
import type { Actor, Grant } from '@/domain/access';
import { toInstant } from '@/domain/time';
import type { Province } from '@/config/province';
import { checkPack } from '../packs/check-pack';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { OWN_PAGE, testApp, testCore, type TestCore } from '../testing/test-gateway';
import type { Gateway } from '../http/route';
import { createPeople } from './create-people';
import { firstAdministrator } from './first-administrator';
import type { Administrator, PeopleDirectory } from './people';
import { peopleRoutes } from './people-routes';

const PACKS = fileURLToPath(new URL('../../public/provinces', import.meta.url));
let province: Province;
let store: MemoryStore;
let core: TestCore;
let people: PeopleDirectory;
let app: Gateway;
let asking: Actor = { kind: 'anonymous' };
let ended: string[] = [];

beforeAll(async () => {
  const read = await checkPack(PACKS, 'nghe-an');
  if (!read.province) throw new Error(JSON.stringify(read.faults));
  province = read.province;
  store = await memoryStore();
}, 60_000);
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  core = testCore(store, province);
  ended = [];
  people = createPeople(core, (_db, person, reason) => {
    ended.push(`${person} ${reason}`);
    return Promise.resolve(2);
  });
  app = testApp(core, () => asking);
  peopleRoutes(app, core, people);
});

/** Makes somebody known with grants of an origin, and gives them as they would sign in. */
async function known(name: string, unit: string | null, grants: readonly Grant[], origin: 'claims' | 'admin' = 'claims'): Promise<Extract<Actor, { kind: 'person' }>> {
  const { id } = await store.transact(async (db) => {
    const person = await people.upsertFromClaims(db, { issuer: 'https://sso.test', subject: name, name, title: 'Chuyên viên', unit });
    if (origin === 'claims') await people.replaceClaimGrants(db, person.id, grants);
    for (const grant of origin === 'admin' ? grants : []) await db.insertInto('grant_held').values({ person: person.id, ...grant, origin, granted_by: 'test', granted_at: new Date(), revoked_at: null }).execute();
    return person;
  });
  core.published.length = 0;
  core.audited.length = 0;
  return { kind: 'person', id, name, title: '', unit, session: `s-${name}`, grants, purposes: [] };
}
const role = (id: string, unit: string | null): Grant => ({ role: id, unit });
const unitAdmin = () => known('Quản trị sở', 'H41.06', [role('unit-administrator', 'H41.06')]);
const provinceAdmin = (name = 'Quản trị tỉnh') => known(name, null, [role('province-administrator', null)], 'admin');
const clerk = (unit = 'H41.06') => known('Đỗ Thị Hòa', unit, [role('staff', unit)]);

const administrator = (actor: Actor): Administrator => ({ actor, rights: rightsOf(actor, province, toInstant(core.clock())), from: { address: '127.0.0.1', request: 'r' } });

interface Said { readonly status: number; readonly body: Record<string, unknown> }
async function ask(as: Actor, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<Said> {
  asking = as;
  const answer = await app.inject({ method, url: `/api/people${url}`, headers: { ...OWN_PAGE }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
const namesOf = ({ body }: Said): unknown[] => (body['people'] as { name: string }[]).map(({ name }) => name);
const grantsOf = ({ body }: Said) => body['grants'] as { id: number; role: string }[];

describe('people as signing in needs them', () => {
  it('are known by issuer and subject, and brought up to date', async () => {
    const first = await known('a', 'H41.06', []);
    const again = await store.transact((db) => people.upsertFromClaims(db, { issuer: 'https://sso.test', subject: 'a', name: 'b', title: 'Phó', unit: null }));
    expect(again).toEqual({ id: first.id, name: 'b', title: 'Phó', unit: null, status: 'active' });
    const other = await store.transact((db) => people.upsertFromClaims(db, { issuer: 'https://other.test', subject: 'a', name: 'b', title: '', unit: null }));
    expect(other.id).not.toBe(first.id);
  });

  it('lose and get what their claims say, and keep what administrators gave', async () => {
    const person = await known('a', 'H41.06', [role('staff', 'H41.06')]);
    await ask(await provinceAdmin(), 'POST', `/${person.id}/grants`, role('department-head', 'H41.07'));
    core.published.length = core.audited.length = 0;
    const claimed = [role('staff', '16681'), role('staff', '16681')];
    await store.transact((db) => people.replaceClaimGrants(db, person.id, claimed));
    expect(await people.grantsOf(person.id)).toEqual([role('department-head', 'H41.07'), role('staff', '16681')]);
    expect(core.published).toEqual([{ kind: 'rights-changed', audience: { to: 'person', id: person.id }, payload: {} }]);
    expect(core.audited).toMatchObject([{ action: 'people', actor: { kind: 'system' }, detail: { given: ['staff@16681'], taken: ['staff@H41.06'] } }]);
    await store.transact((db) => people.replaceClaimGrants(db, person.id, claimed));
    expect([core.published.length, core.audited.length]).toEqual([1, 1]);
  });

  it('have nothing while disabled, and have it again after', async () => {
    const person = await clerk();
    const admin = await provinceAdmin();
    await ask(admin, 'PUT', `/${person.id}/status`, { status: 'disabled' });
    expect([await people.grantsOf(person.id), await people.statusOf(person.id)]).toEqual([[], 'disabled']);
    await store.transact((db) => people.upsertFromClaims(db, { issuer: 'https://sso.test', subject: person.name, name: person.name, title: '', unit: null }));
    expect(await people.statusOf(person.id)).toBe('disabled');
    await ask(admin, 'PUT', `/${person.id}/status`, { status: 'active' });
    expect(await people.grantsOf(person.id)).toEqual([role('staff', 'H41.06')]);
    expect(await people.statusOf('nobody')).toBeNull();
  });
});

describe('who sees whom', () => {
  it('is bounded by the unit: others are not found, nor are their roles told', async () => {
    const admin = await unitAdmin();
    const own = await clerk();
    const other = await known('Người khác', '16681', [role('staff', '16681')]);
    const guest = await known('Biệt phái', 'H41.07', [role('staff', 'H41.06'), role('department-head', 'H41.07')]);
    const all = await ask(admin, 'GET', '');
    expect(namesOf(all).sort()).toEqual([guest.name, own.name, admin.name].sort());
    expect((all.body['people'] as { id: string; grants: { role: string }[] }[]).find(({ id }) => id === guest.id)?.grants.map((each) => each.role)).toEqual(['staff']);
    expect(namesOf(await ask(admin, 'GET', '?unit=H41.06&text=do%20thi%20hoa'))).toEqual([own.name]);
    expect((await ask(admin, 'GET', '?unit=16681')).status).toBe(403);
    for (const [method, path, body] of [['POST', 'grants', role('staff', 'H41.06')], ['PUT', 'status', { status: 'disabled' }], ['DELETE', 'sessions', undefined]] as const) {
      expect(await ask(admin, method, `/${other.id}/${path}`, body)).toEqual(await ask(admin, method, `/nobody/${path}`, body).then((said) => ({ ...said, body: { ...said.body, request: expect.any(String) as string } })));
    }
    expect(ended).toEqual([]);
  });

  it('is everybody for the administrator of the province, and nobody without the right', async () => {
    const own = await clerk();
    const lost = await known('Chưa có đơn vị', null, []);
    const admin = await provinceAdmin();
    expect(namesOf(await ask(admin, 'GET', '')).sort()).toEqual([own.name, lost.name, admin.name].sort());
    expect((await ask(own, 'GET', '')).status).toBe(403);
    expect((await ask({ kind: 'anonymous' }, 'GET', '')).status).toBe(401);
  });
});

describe('giving a role', () => {
  it('is told to the person and written down', async () => {
    const person = await clerk();
    const admin = await provinceAdmin();
    const given = await ask(admin, 'POST', `/${person.id}/grants`, role('provincial-leader', '40'));
    expect([given.status, grantsOf(given)]).toMatchObject([200, [{ role: 'staff', origin: 'claims' }, { role: 'provincial-leader', unit: null, origin: 'admin' }]]);
    expect(core.published).toEqual([{ kind: 'rights-changed', audience: { to: 'person', id: person.id }, payload: {} }]);
    expect(core.audited).toMatchObject([{ action: 'people', actor: { id: admin.id }, target: `person:${person.id}`, outcome: 'done', detail: { deed: 'grant', role: 'provincial-leader', unit: null } }]);
    expect(JSON.stringify(core.audited[0]?.detail)).not.toContain(person.name);
    expect(grantsOf(await ask(admin, 'POST', `/${person.id}/grants`, role('provincial-leader', null)))).toHaveLength(2);
    expect(core.audited).toHaveLength(1);
  });

  it.each([
    ['unit-administrator', 'H41.06', 200], ['staff', 'H41.06', 403], ['department-head', 'H41.06', 403], ['ioc-operator', 'H41.06', 403],
    ['province-administrator', 'H41.06', 403], ['province-administrator', null, 403], ['unit-administrator', null, 403], ['unit-administrator', '16681', 403],
    ['nothing', 'H41.06', 400], ['anonymous', 'H41.06', 400], ['screen', 'H41.06', 400], ['unit-administrator', '99999', 400], ['unit-administrator', '412', 400],
  ] as const)('an administrator of H41.06 giving %s for %s: %i', async (id, unit, status) => {
    const person = await clerk();
    expect((await ask(await unitAdmin(), 'POST', `/${person.id}/grants`, role(id, unit))).status).toBe(status);
    expect(await people.grantsOf(person.id)).toHaveLength(status === 200 ? 2 : 1);
    if (status === 403) expect(core.audited).toMatchObject([{ action: 'denied', outcome: 'refused', target: `person:${person.id}` }]);
  });

  it('goes as far as what the giver holds: who also heads the department gives its roles', async () => {
    const person = await clerk('H41.06');
    const both = await known('Giám đốc', 'H41.06', [role('unit-administrator', 'H41.06'), role('department-head', 'H41.06')]);
    expect((await ask(both, 'GET', '?unit=H41.06')).body['mayGive']).toEqual(['department-head', 'commune-chair', 'staff', 'unit-administrator']);
    expect((await ask(both, 'POST', `/${person.id}/grants`, role('department-head', 'H41.06'))).status).toBe(200);
  });

  it('is never for oneself', async () => {
    for (const admin of [await unitAdmin(), await provinceAdmin()]) {
      expect(await ask(admin, 'POST', `/${admin.id}/grants`, role('unit-administrator', 'H41.06'))).toMatchObject({ status: 403, body: { code: 'own-grants' } });
      expect(await ask(admin, 'PUT', `/${admin.id}/status`, { status: 'disabled' })).toMatchObject({ status: 403, body: { code: 'own-grants' } });
    }
  });
});

describe('taking a role', () => {
  it('works on what was given, not on what the sign-on says', async () => {
    const person = await clerk();
    const admin = await provinceAdmin();
    const given = grantsOf(await ask(admin, 'POST', `/${person.id}/grants`, role('ioc-operator', null)));
    expect(await ask(admin, 'DELETE', `/${person.id}/grants/${given[0]?.id}`)).toMatchObject({ status: 409, body: { code: 'grant-by-sign-on' } });
    expect(grantsOf(await ask(admin, 'DELETE', `/${person.id}/grants/${given[1]?.id}`)).map((each) => each.role)).toEqual(['staff']);
    expect((await ask(admin, 'DELETE', `/${person.id}/grants/${given[1]?.id}`)).status).toBe(404);
    expect(core.audited.map(({ detail }) => detail?.['deed'] ?? detail?.['code'])).toEqual(['grant', 'grant-by-sign-on', 'revoke']);
    expect(core.published).toHaveLength(2);
  });

  it('never takes the last administrator of the province, by whichever way, at whatever instant', async () => {
    const [one, other] = [await provinceAdmin('Một'), await provinceAdmin('Hai')];
    const number = async (id: string) => (await people.find(administrator(one), id))?.grants[0]?.id;
    const [ofOne, ofOther] = [await number(one.id), await number(other.id)];
    // Each takes the other's at the same moment; both were let in.
    const said = await Promise.all([people.revoke(administrator(one), other.id, ofOther ?? 0), people.setStatus(administrator(other), one.id, 'disabled')]);
    expect(said.map((each) => (each.ok ? 'done' : each.error)).sort()).toEqual(['done', 'last-administrator']);
    expect(ofOne).toBeDefined();
  });

  it('of a stronger person is not for an administrator of the unit, nor is ending their sessions', async () => {
    const admin = await unitAdmin();
    const head = await known('Giám đốc', 'H41.06', [role('department-head', 'H41.06')], 'admin');
    const [grant] = grantsOf(await ask(admin, 'GET', '?text=giam%20doc').then((said) => ({ ...said, body: (said.body['people'] as Record<string, unknown>[])[0] ?? {} })));
    expect((await ask(admin, 'DELETE', `/${head.id}/grants/${grant?.id}`)).status).toBe(403);
    expect((await ask(admin, 'PUT', `/${head.id}/status`, { status: 'disabled' })).status).toBe(403);
    expect((await ask(admin, 'DELETE', `/${head.id}/sessions`)).status).toBe(403);
    expect(ended).toEqual([]);
  });
});

describe('disabling somebody', () => {
  it('ends their sessions in the same deed; ending sessions alone leaves the roles', async () => {
    const person = await known('Cùng quyền', 'H41.06', [role('unit-administrator', 'H41.06')]);
    const admin = await unitAdmin();
    expect(await ask(admin, 'DELETE', `/${person.id}/sessions`)).toMatchObject({ status: 200, body: { ended: 2 } });
    expect(await ask(admin, 'PUT', `/${person.id}/status`, { status: 'disabled' })).toMatchObject({ status: 200, body: { status: 'disabled' } });
    expect(ended).toEqual([`${person.id} ended-by-administrator`, `${person.id} disabled`]);
    expect(core.audited.map(({ detail }) => detail?.['deed'])).toEqual(['end-sessions', 'disable']);
  });

  it('does not happen where it cannot be written down', async () => {
    const person = await clerk();
    const admin = await provinceAdmin();
    people = createPeople({ ...core, audit: { ...core.audit, append: () => Promise.reject(new Error('full')) } }, () => Promise.resolve(0));
    await expect(people.setStatus(administrator(admin), person.id, 'disabled')).rejects.toThrow('full');
    expect(await people.statusOf(person.id)).toBe('active');
  });
});

describe('the first administrator', () => {
  const wish = { issuer: 'https://sso.test', subject: 'quan-tri-tinh', name: 'quan-tri-tinh' };
  it('is made once, before ever signing in, and again only by force', async () => {
    const made = await firstAdministrator(core, wish);
    if (!made.ok) throw new Error(made.error);
    expect(await people.grantsOf(made.value.person)).toEqual([role('province-administrator', null)]);
    expect(await store.transact((db) => people.upsertFromClaims(db, { ...wish, name: 'Nguyễn Văn Tỉnh', title: '', unit: null }))).toMatchObject({ id: made.value.person });
    expect(await firstAdministrator(core, { ...wish, subject: 'other' })).toEqual({ ok: false, error: 'exists' });
    expect(await firstAdministrator(core, { ...wish, force: true })).toEqual(made);
    expect(await people.grantsOf(made.value.person)).toHaveLength(1);
    expect(core.audited).toMatchObject([{ action: 'people', actor: { kind: 'system' }, detail: { deed: 'first-administrator', forced: false } }, { detail: { forced: true } }]);
  });

  it('may be made where the only one is disabled', async () => {
    const admin = await provinceAdmin();
    await store.db.updateTable('person').set({ status: 'disabled' }).where('id', '=', admin.id).execute();
    expect((await firstAdministrator(core, wish)).ok).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { AccessRules, Role } from '@/domain/access';
import { lacksClaims, readClaims, type Claims } from './claims';

const role = (id: string, units: 'all' | 'own'): Role => ({
  id, name: { vi: id, en: id }, may: [], dashboards: '*',
  reads: [{ datasets: '*', classes: ['public'], units: 'all' }, { datasets: '*', classes: ['internal'], units }],
});
const RULES: AccessRules = {
  roles: new Map([role('leader', 'all'), role('head', 'own'), { ...role('helper', 'all'), reads: [] }].map((each) => [each.id, each])),
  claims: { roleClaim: 'vai_tro', roles: { 'lãnh-đạo': 'leader', 'trưởng': 'head', 'giúp': 'helper', gone: 'no-such-role' }, unitClaim: 'don_vi', nameClaim: 'name', titleClaim: 'chuc_danh' },
  purposes: [],
};
const read = (claims: Claims) => readClaims(claims, 'subject-1', RULES, (code) => code === 'H41.06');
const grants = (claims: Claims) => {
  const given = read(claims);
  return given.ok ? given.value.grants : given.error;
};

describe('claims of the sign-on', () => {
  it('OI37 one role as a text is the same as a list of one', () => {
    expect(grants({ vai_tro: 'lãnh-đạo' })).toEqual([{ role: 'leader', unit: null }]);
    expect(grants({ vai_tro: ['lãnh-đạo'] })).toEqual([{ role: 'leader', unit: null }]);
  });
  it('OI37 10,000 roles, or roles that are no texts, are refused', () => {
    expect(grants({ vai_tro: Array.from({ length: 10_000 }, (_, index) => `role-${index}`) })).toBe('roles');
    for (const wrong of [7, true, { a: 1 }, [['lãnh-đạo']], [1]]) expect(grants({ vai_tro: wrong })).toBe('roles');
  });
  it('words without a rule give nothing, nor do names of the language', () => {
    expect(grants({ vai_tro: ['stranger', '__proto__', 'constructor', 'toString', 'gone', 'province-administrator'], don_vi: 'H41.06' })).toEqual([]);
    expect(grants({})).toEqual([]);
    expect(grants({ vai_tro: null })).toEqual([]);
  });
  it('a role confined to its unit is not given for the whole province when the unit is absent, unknown or no text', () => {
    expect(grants({ vai_tro: 'trưởng', don_vi: 'H41.06' })).toEqual([{ role: 'head', unit: 'H41.06' }]);
    for (const don_vi of [undefined, 'H99', '', 12, null, ['H41.06']]) expect(grants({ vai_tro: ['trưởng', 'giúp'], ...(don_vi === undefined ? {} : { don_vi }) })).toEqual([]);
  });
  it('the same words decomposed (NFD) mean the same', () => expect(grants({ vai_tro: 'lãnh-đạo'.normalize('NFD') })).toEqual([{ role: 'leader', unit: null }]));
  it('a role named twice is given once', () => expect(grants({ vai_tro: ['lãnh-đạo', 'lãnh-đạo'] })).toHaveLength(1));
  it('names and titles become one plain line, cut', () => {
    const given = read({ name: '  Lê\u0000\u001b[31m\nThu \u202eHà ', chuc_danh: 'x'.repeat(500) });
    expect(given).toMatchObject({ ok: true, value: { name: 'Lê [31m Thu  Hà', title: 'x'.repeat(200) } });
    expect(read({ name: 7 })).toMatchObject({ value: { name: 'subject-1', title: '' } });
  });
  it('a claim may be found by its path', () => {
    const nested = { ...RULES, claims: { ...RULES.claims, roleClaim: 'realm_access.roles' } };
    expect(readClaims({ realm_access: { roles: ['lãnh-đạo'] } }, 's', nested, () => false)).toMatchObject({ value: { grants: [{ role: 'leader' }] } });
    expect(lacksClaims({ realm_access: { roles: [] }, don_vi: 'x', name: 'x', chuc_danh: 'x' }, nested)).toBe(false);
    expect(lacksClaims({ don_vi: 'x', name: 'x', chuc_danh: 'x' }, nested)).toBe(true);
  });
  it('OI36 an e-mail address, verified or not, links nobody: it is not even read', () => {
    expect(read({ email: 'a@b.test', email_verified: false, name: 'A' })).toEqual(read({ name: 'A' }));
  });
});

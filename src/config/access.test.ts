import { describe, expect, it } from 'vitest';
import type { Json } from '@/domain/dataset';
import { PUBLIC_ACCESS } from './access';
import type { ConfigFaultCode } from './config-fault';
import { parsePack } from './parse-pack';
import { packOf, put } from './testing/good-pack';

const FILE = 'base/access.json';
type Row = readonly [code: ConfigFaultCode, pointer: string, value: Json | undefined, at?: string];
const WRONG: readonly Row[] = [
  ['choice', '/roles/0/may/0', 'fly'],
  ['choice', '/roles/0/reads/0/classes/0', 'secret'],
  ['choice', '/roles/0/reads/0/units', 'some'],
  ['required', '/roles/0/reads/0/classes', []],
  ['pattern', '/roles/0/id', 'Lãnh đạo'],
  ['unknown-field', '/roles/0/admin', true],
  ['unknown-field', '/people', []],
  ['unknown-ref', '/roles/1/reads/0/datasets/0', 'nowhere'],
  ['unknown-ref', '/roles/1/dashboards/0', 'nowhere'],
  ['unknown-ref', '/roles/0/landing', 'nowhere'],
  ['unknown-ref', '/claims/roles/lanh-dao', 'nobody'],
  ['unknown-ref', '/claims/roles/lanh-dao', 'screen'],
  ['pattern', '/claims/roleClaim', 'vai trò'],
  ['required', '/claims/unitClaim', undefined],
  ['required', '/purposes', []],
  ['contradiction', '/roles/2/may', ['export'], '/roles/2'],
  ['contradiction', '/roles/2/reads/0/classes', ['internal'], '/roles/2'],
  ['contradiction', '/roles/3/reads/0/classes', ['public', 'personal'], '/roles/3'],
  ['required', '/roles/3/id', 'wall', '/roles'],
];

describe('rights of a pack', () => {
  it('are read as written', () => {
    const { province, faults } = parsePack(packOf());
    expect(faults).toEqual([]);
    expect([...(province?.access.roles.keys() ?? [])]).toEqual(['leader', 'clerk', 'anonymous', 'screen']);
    expect(province?.access.claims.roles).toEqual({ 'lanh-dao': 'leader', 'chuyen-vien': 'clerk' });
    expect(province?.access.purposes).toMatchObject([{ id: 'inspection' }]);
  });

  for (const [code, pointer, value, at = pointer] of WRONG) it(`${code} at ${pointer}: ${JSON.stringify(value)}`, () => {
    const { province, faults } = parsePack(packOf((trees) => put(trees[FILE] as Json, pointer, value)));
    expect(faults).toContainEqual(expect.objectContaining({ code, file: FILE, pointer: at }));
    expect(province?.access.roles.get('anonymous')?.may).toEqual([]);
    for (const role of ['anonymous', 'screen']) {
      const classes = province?.access.roles.get(role)?.reads.flatMap((read) => read.classes) ?? [];
      expect(classes.filter((each) => each === 'personal' || each === 'restricted' || (role === 'anonymous' && each === 'internal'))).toEqual([]);
    }
  });

  it('without a file are what is public, for everybody', () => {
    const files = packOf();
    Reflect.deleteProperty(files, FILE);
    expect(parsePack(files)).toMatchObject({ faults: [], province: { access: PUBLIC_ACCESS } });
  });

  it('of the province take the place of inherited ones, role by role; claims and purposes whole', () => {
    const files = packOf();
    files['access.json'] = JSON.stringify({
      schemaVersion: 1, remove: ['clerk'],
      roles: [{ id: 'leader', name: { vi: 'Chủ tịch', en: 'Chair' }, reads: [], may: [], dashboards: [] }],
      claims: { roleClaim: 'groups', roles: { a: 'leader' }, unitClaim: 'ou', nameClaim: 'name', titleClaim: 'title' },
    });
    const { province, faults } = parsePack(files);
    expect(faults).toEqual([]);
    expect(province?.access.roles.get('leader')?.reads).toEqual([]);
    expect([...(province?.access.roles.keys() ?? [])]).toEqual(['leader', 'anonymous', 'screen']);
    expect(province?.access.claims).toMatchObject({ roleClaim: 'groups', roles: { a: 'leader' } });
    expect(province?.access.purposes).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { isCatalogueFile } from './pack-files';
import { parsePack } from './parse-pack';
import { packOf } from './testing/good-pack';

const template = (id: string, more: object = {}): string => JSON.stringify({ schemaVersion: 1, note: 'ghi chú', id, title: { vi: 'Báo cáo', en: 'Report' }, blocks: [{ kind: 'page-break', id: 'a' }], ...more });
const read = (more: Readonly<Record<string, string>>) => parsePack({ ...packOf(), ...more });

describe('report templates of a pack', () => {
  it('are kept as their file has them, for whoever makes reports to read', () => {
    const { province, faults } = read({ 'base/reports/form-06.json': template('form-06') });
    expect(faults).toEqual([]);
    expect(province?.reportTemplates.get('form-06')).toEqual({ id: 'form-06', title: { vi: 'Báo cáo', en: 'Report' }, body: { title: { vi: 'Báo cáo', en: 'Report' }, blocks: [{ kind: 'page-break', id: 'a' }] } });
  });

  it('of the province stand for the inherited ones of the same id', () => {
    const { province, faults } = read({ 'base/reports/form-06.json': template('form-06'), 'reports/form-06.json': template('form-06', { title: { vi: 'Của tỉnh', en: 'Own' } }), 'base/reports/brief.json': template('brief') });
    expect(faults).toEqual([]);
    expect([...(province?.reportTemplates.values() ?? [])].map(({ id, title }) => [id, title.vi])).toEqual([['brief', 'Báo cáo'], ['form-06', 'Của tỉnh']]);
  });

  it('without a name, twice, or of a newer portal are told by place, and the rest starts', () => {
    const { province, faults } = read({ 'reports/a.json': template('a', { title: 'x' }), 'reports/b.json': template('b'), 'reports/c.json': template('b'), 'reports/d.json': template('d', { schemaVersion: 2 }) });
    expect(faults.map(({ code, file, pointer }) => [code, file, pointer])).toEqual([['version-newer', 'reports/d.json', '/schemaVersion'], ['type', 'reports/a.json', '/title'], ['duplicate-id', 'reports/c.json', '/id']]);
    expect([...(province?.reportTemplates.keys() ?? [])]).toEqual(['b']);
  });

  it('are not among what a page begins with', () => {
    expect(['reports/a.json', 'base/reports/a.json'].map(isCatalogueFile)).toEqual([true, true]);
    expect(['dashboards/reports.json', 'base/datasets/reports.json'].map(isCatalogueFile)).toEqual([false, false]);
  });
});

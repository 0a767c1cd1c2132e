import { describe, expect, it } from 'vitest';
import type { Dataset } from '@/domain/dataset';
import type { SystemCard } from '@/domain/system-card';
import { matchingSystems, readSystemFilters, systemOwners, systemProtocols, withSystemFilters } from './systems-list';

const card = (id: string, vi: string, more: Partial<SystemCard> = {}): SystemCard => ({
  id, name: { vi, en: id }, group: 'application', aliases: [], owner: { vi: 'Sở Nội vụ', en: 'Home Affairs' }, status: 'connected', documents: [{ document: 'a', where: 'mục 1' }],
  requires: { vi: 'Dùng chung toàn tỉnh.', en: 'Shared.' }, datasets: ['d'], measure: { name: { vi: 'Lượt', en: 'Turns' }, dataset: 'd', params: {}, read: { kind: 'count' } }, ...more,
});
const systems = new Map([
  card('thu', 'Thư điện tử', { group: 'application' }),
  card('lgsp', 'Nền tảng tích hợp', { group: 'platform', aliases: ['LGSP'], owner: { vi: 'Sở Khoa học và Công nghệ', en: 'Science' }, documents: [{ document: 'b', where: 'mục 2' }] }),
  card('dat', 'Đất đai', { group: 'database', status: 'planned', requires: { vi: 'Nối nền tảng tích hợp.', en: 'Joined.' }, measure: { name: { vi: 'Thửa', en: 'Parcels' }, dataset: 'sql', params: {}, read: { kind: 'count' } } }),
].map((each) => [each.id, each]));
const dataset = (id: string, connector: string): Dataset => ({
  id, connector, source: 's', title: { vi: 'x', en: 'x' }, description: { vi: 'x', en: 'x' }, owner: { vi: 'x', en: 'x' }, shape: 'cube', cadence: { kind: 'interval', seconds: 60 },
  classification: 'public', parameters: [], request: {}, mapping: {},
});
const pack = { systems, datasets: new Map([dataset('d', 'rest-json'), dataset('sql', 'sql')].map((each) => [each.id, each])) };
const ids = (query: Readonly<Record<string, string>>): string[] => matchingSystems(pack, readSystemFilters(query)).groups.flatMap(({ cards }) => cards.map(({ id }) => id));

describe('the list of systems', () => {
  it('is found without accents, by name, other names, owner and what is asked', () => {
    expect(ids({ q: 'dat dai' })).toEqual(['dat']);
    expect(ids({ q: 'LGSP' })).toEqual(['lgsp']);
    expect(ids({ q: 'nen tang tich hop' })).toEqual(['lgsp', 'dat']);
    expect(ids({ q: 'khong co' })).toEqual([]);
  });

  it('is narrowed by status, owner, protocol and document, and counts groups under the other filters', () => {
    expect(ids({ status: 'planned' })).toEqual(['dat']);
    expect(ids({ owner: 'Sở Nội vụ' })).toEqual(['thu', 'dat']);
    expect(ids({ protocol: 'sql' })).toEqual(['dat']);
    expect(ids({ document: 'b' })).toEqual(['lgsp']);
    const found = matchingSystems(pack, readSystemFilters({ group: 'platform' }));
    expect([found.total, found.counts]).toEqual([1, [{ id: 'application', count: 1 }, { id: 'platform', count: 1 }, { id: 'database', count: 1 }]]);
  });

  it('keeps what the address holds beside the filters, and leaves out what is no filter', () => {
    expect(readSystemFilters({ status: 'dreamt', group: 'x', theme: 'dark' })).toEqual({});
    expect(withSystemFilters({ theme: 'dark', group: 'portal', q: 'x' }, { text: 'thư', status: 'connected' })).toEqual({ theme: 'dark', q: 'thư', status: 'connected' });
  });

  it('names owners and protocols once', () => {
    expect(systemOwners(pack, 'vi').map(({ name }) => name)).toEqual(['Sở Khoa học và Công nghệ', 'Sở Nội vụ']);
    expect(systemProtocols(pack, (id) => id.toUpperCase(), 'vi')).toEqual([{ id: 'rest-json', name: 'REST-JSON' }, { id: 'sql', name: 'SQL' }]);
  });
});

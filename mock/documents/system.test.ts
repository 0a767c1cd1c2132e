import { describe, expect, it } from 'vitest';
import { NOW, smallWorld } from '../small-province.fixture';
import { createDocuments } from './system';

const documents = createDocuments(smallWorld());
const reply = (address: string, now = NOW): { status: number; body: Record<string, unknown> } => {
  const url = new URL(address, 'http://mock');
  const { status, body } = documents.answer({ method: 'GET', path: url.pathname, query: url.searchParams, body: '', now });
  return { status, body: JSON.parse(body) as Record<string, unknown> };
};
interface Tasks { readonly trangThai: string; readonly soDonVi: number; readonly donVi: readonly { readonly maDinhDanh: string; readonly chiTieu: readonly (number | null)[] }[] }
const tasks = (from: string, to: string, now = NOW): Tasks => reply(`/api/nhiem-vu/thong-ke?tuNgay=${from}&denNgay=${to}`, now).body['data'] as Tasks;

describe('the document system', () => {
  it('balances the tasks of each department and sums them for the province', () => {
    for (const [from, to] of [['2026-10-01', '2026-10-31'], ['2026-11-01', '2026-11-30']] as const) {
      const [province, ...departments] = tasks(from, to).donVi;
      for (const { chiTieu: [assigned, done, onTime, late, running, overdue] } of departments) {
        expect(assigned).toBe((done ?? NaN) + (running ?? NaN) + (overdue ?? NaN));
        expect(done).toBe((onTime ?? NaN) + (late ?? NaN));
      }
      expect(province?.maDinhDanh).toBe('99');
      expect(province?.chiTieu).toEqual([0, 1, 2, 3, 4, 5].map((at) => departments.reduce((sum, { chiTieu }) => sum + (chiTieu[at] ?? 0), 0)));
    }
  });

  it('carries what was open into the next period', () => {
    const october = tasks('2026-10-01', '2026-10-31').donVi[0]?.chiTieu ?? [];
    const both = tasks('2026-10-01', '2026-11-30').donVi[0]?.chiTieu ?? [];
    const november = tasks('2026-11-01', '2026-11-30').donVi[0]?.chiTieu ?? [];
    expect(both[1]).toBe((october[1] ?? NaN) + (november[1] ?? NaN));
  });

  it('lists the very tasks it counts as open', () => {
    const { tongSo, nhiemVu } = reply('/api/nhiem-vu/danh-sach').body['data'] as { tongSo: number; nhiemVu: { soHieu: string; maDinhDanh: string; quaHan: boolean }[] };
    const [, , , , running, overdue] = tasks('2026-11-01', '2026-11-30').donVi[0]?.chiTieu ?? [];
    expect(tongSo).toBe((running ?? NaN) + (overdue ?? NaN));
    expect(nhiemVu.filter(({ quaHan }) => quaHan)).toHaveLength(overdue ?? NaN);
    expect(new Set(nhiemVu.map(({ soHieu }) => soHieu)).size).toBe(nhiemVu.length);
  });

  it('has no figures for a period that has not begun', () => {
    const december = tasks('2026-12-01', '2026-12-31');
    expect(december.trangThai).toBe('CHUA_DEN');
    expect(december.donVi.every(({ chiTieu }) => chiTieu.every((value) => value === null))).toBe(true);
  });

  it('signs no more than it sends, and rests on Sundays', () => {
    const { ngay } = reply('/api/van-ban/theo-ngay?tuNgay=2026-11-01&denNgay=2026-11-22').body['data'] as { ngay: { ngay: string; tamTinh: boolean; so: (number | null)[] }[] };
    for (const { so: [, outgoing, signed] } of ngay) expect(signed ?? 0).toBeLessThanOrEqual(outgoing ?? 0);
    expect(ngay[0]?.so[0]).toBeLessThan(0.2 * (ngay[1]?.so[0] ?? 0));
    expect(ngay.find(({ tamTinh }) => tamTinh)?.ngay).toBe('2026-11-20');
    expect(ngay.at(-1)?.so).toEqual([null, null, null]);
  });

  it('fails inside its envelope, with HTTP 200', () => {
    expect(reply('/api/nhiem-vu/thong-ke?tuNgay=2026-11-01')).toMatchObject({ status: 200, body: { code: 1001, data: null } });
  });
});

import { describe, expect, it } from 'vitest';
import type { MockReply } from '../http/system';
import { NOW, smallWorld } from '../small-province.fixture';
import { createOneStop } from './system';

const system = createOneStop(smallWorld());
const ask = (address: string, now = NOW): MockReply => {
  const url = new URL(address, 'http://mock');
  return system.answer({ method: 'GET', path: url.pathname, query: url.searchParams, body: '', now });
};
const told = (address: string, now = NOW): Record<string, unknown> => JSON.parse(ask(address, now).body) as Record<string, unknown>;
interface Row { readonly ma: string; readonly so: readonly (number | null)[] }

describe('the one-stop system over its API', () => {
  it('marks every answer as sample data and says when it stands', () => {
    expect(told('/api/bao-cao/bieu-06?tuNgay=2026-10-01&denNgay=2026-10-31')).toMatchObject({ maKetQua: 0, duLieuMau: true, thoiDiem: '2026-11-20T10:15:00+07:00', trangThaiKy: 'DA_CHOT' });
  });

  it('reports the units of the last day of the period', () => {
    const codes = (address: string): string[] => (told(address)['hang'] as Row[]).map(({ ma }) => ma);
    expect(codes('/api/bao-cao/bieu-06?tuNgay=2025-06-01&denNgay=2025-06-30')).toEqual(['99', 'H99.01', 'H99.02', 'H99.03', '901', '902', '10001', '10002', '10003', '10004']);
    expect(codes('/api/bao-cao/bieu-06?tuNgay=2025-01-01&denNgay=2025-12-31')).toEqual(['99', 'H99.01', 'H99.02', 'H99.03', '10001', '10003', '10004']);
    expect(codes('/api/bao-cao/bieu-06?tuNgay=2025-06-01&denNgay=2025-06-30&capDonVi=H')).toEqual(['99', '901', '902']);
  });

  it('answers a period that has not begun without figures, not with zeros', () => {
    const report = told('/api/bao-cao/bieu-06?tuNgay=2026-12-01&denNgay=2026-12-31');
    expect(report['trangThaiKy']).toBe('CHUA_DEN_KY');
    expect((report['hang'] as Row[]).every(({ so }) => so.every((value) => value === null))).toBe(true);
  });

  it('lists overdue dossiers that the form counts, the longest overdue first', () => {
    const list = told('/api/ho-so/qua-han?donVi=99&tuNgay=2026-11-01&denNgay=2026-11-30');
    const dossiers = list['danhSach'] as { ngayHenTra: string; maHoSo: string; dienThoai: string; soNgayQuaHan: number }[];
    const form = (told('/api/bao-cao/bieu-06?tuNgay=2026-11-01&denNgay=2026-11-30')['hang'] as Row[])[0];
    expect(list['tongSo']).toBe(form?.so[10]);
    expect(dossiers).toHaveLength(Number(list['tongSo']));
    expect(dossiers.map(({ ngayHenTra }) => ngayHenTra)).toEqual(dossiers.map(({ ngayHenTra }) => ngayHenTra).sort());
    for (const { ngayHenTra, maHoSo, dienThoai, soNgayQuaHan } of dossiers) {
      expect(ngayHenTra < '2026-11-20').toBe(true);
      expect(maHoSo).toMatch(/^[A-Y]\d{2}(\.[0-9A-Z]{1,3}){0,3}-\d{6}-\d{4,}$/);
      expect(dienThoai).toMatch(/^095\d{7}$/);
      expect(soNgayQuaHan).toBeGreaterThan(0);
    }
  });

  it('gives a unit several periods in one answer, empty before it existed', () => {
    const trend = told('/api/bao-cao/xu-the?donVi=10002&donVi=99&ky=calendar:2025-06|2025-06-01|2025-06-30&ky=calendar:2025-07|2025-07-01|2025-07-31');
    const [gone, province] = trend['donVi'] as Row[];
    expect(gone?.so.slice(0, 17).every((value) => value !== null)).toBe(true);
    expect(gone?.so.slice(17).every((value) => value === null)).toBe(true);
    expect(province?.so[17 + 3]).toBe(province?.so[8]);
  });

  it('moves with the minute inside a day', () => {
    const received = (now: number): number => Number((told('/api/bao-cao/bieu-06?tuNgay=2026-11-20&denNgay=2026-11-20', now)['hang'] as Row[])[0]?.so[11]);
    const morning = received(Date.parse('2026-11-20T07:00:00+07:00'));
    const noon = received(Date.parse('2026-11-20T12:00:00+07:00'));
    const evening = received(Date.parse('2026-11-20T20:00:00+07:00'));
    expect(morning).toBe(0);
    expect(noon).toBeGreaterThan(5);
    expect(evening).toBeGreaterThan(noon);
  });

  it('refuses what it cannot read, in its own words', () => {
    expect(ask('/api/bao-cao/bieu-06?tuNgay=2026-13-01&denNgay=2026-10-31').status).toBe(400);
    expect(ask('/api/bao-cao/xu-the?donVi=99').status).toBe(400);
    expect(ask('/api/ho-so/qua-han?donVi=1&tuNgay=2026-11-01&denNgay=2026-11-30').status).toBe(404);
    expect(ask('/api/khac').status).toBe(404);
  });
});

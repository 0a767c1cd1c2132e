import { dateText, zonedText } from '../clock';
import { provinceOf } from './holders';
import { formOf, FORM_COLUMNS } from './form-counts';
import { reckonedDay } from './ledger';
import { addTallies, COMPONENTS, componentPairs, tallyUnits, totalScore } from './index-766';
import { daysLate, dossierCard, dossierCode } from './dossier-card';
import { channelOf } from './dossiers';
import { applicantOf } from './people';
import { FIELDS, PROCEDURES } from './procedures';
import { eachHandled, formByField, overdueRows } from './scan';
import { hasFigures, STANDING_CODES, type AskedPeriod } from './spans';
import type { OneStopStore, Span } from './store';
import type { MockUnit, Era } from '../province/units';

/** Longest list of overdue dossiers; the answer says how many there are in all. */
const MOST_OVERDUE = 500;
const LEVEL_CODES: Readonly<Record<string, string>> = { province: 'T', department: 'SBN', district: 'H', commune: 'X' };
/** What the level filter may be called. */
const LEVEL_NAMES: Readonly<Record<string, string>> = { SBN: 'department', H: 'district', X: 'commune' };

const NO_FIGURES = FORM_COLUMNS.map(() => null);

/** What every report begins with. */
const head = (now: number): Record<string, unknown> => ({ maKetQua: 0, thongBao: 'Thành công', duLieuMau: true, thoiDiem: zonedText(now) });

const spanHead = (store: OneStopStore, span: Span, now: number): Record<string, unknown> => ({
  tuNgay: dateText(span.from), denNgay: dateText(span.to - 1), trangThaiKy: STANDING_CODES[store.standing(span, now)],
});

/** Units whose rows a report of the era has: provinces first, then the rest, of one level where asked. */
function rowsOf(store: OneStopStore, era: Era, level: string | null): { readonly unit: MockUnit; readonly parts: readonly MockUnit[] }[] {
  const wanted = level === null ? null : (LEVEL_NAMES[level] ?? level);
  const provinces = store.provinces(era).map((unit) => ({ unit, parts: store.workers(era).filter((each) => provinceOf(each, era) === unit) }));
  return [...provinces, ...store.workers(era).filter((unit) => wanted === null || unit.level === wanted).map((unit) => ({ unit, parts: [unit] }))];
}

/** Form 06 by unit over a span. */
export function formByUnit(store: OneStopStore, span: Span, level: string | null, now: number): object {
  const era = store.eraOf(span);
  const known = hasFigures(store.standing(span, now));
  const ledger = store.ledgerOf(era);
  const cut = store.cutOf(span, now);
  const rows = rowsOf(store, era, level).map(({ unit, parts }) => ({
    ma: unit.code, cap: LEVEL_CODES[unit.level], so: known ? formOf(ledger, parts, span.from, cut) : NO_FIGURES,
  }));
  return { ...head(now), bieu: 'II.06a', donViTinh: 'Số hồ sơ TTHC', ...spanHead(store, span, now), cot: FORM_COLUMNS, tongSoDong: rows.length, hang: rows };
}

/** The same columns for some units over several periods; null where a unit did not exist or a period has no figures. */
export function formOverTime(store: OneStopStore, codes: readonly string[], periods: readonly AskedPeriod[], now: number): object {
  const units = codes.map((code) => ({
    ma: code,
    so: periods.flatMap(({ span }) => {
      const era = store.eraOf(span);
      const parts = hasFigures(store.standing(span, now)) ? store.resolve(code, era) : undefined;
      return parts ? formOf(store.ledgerOf(era), parts, span.from, store.cutOf(span, now)) : NO_FIGURES;
    }),
  }));
  return {
    ...head(now), donViTinh: 'Số hồ sơ TTHC', cot: FORM_COLUMNS,
    ky: periods.map(({ code, span }) => ({ ma: code, trangThai: STANDING_CODES[store.standing(span, now)] })),
    tongSoDong: units.length, donVi: units,
  };
}

/** Form 06 of one unit by procedure field, busiest first. Undefined where the unit is not on that day's map. */
export function formOfFields(store: OneStopStore, code: string, span: Span, now: number): object | undefined {
  const era = store.eraOf(span);
  const parts = store.resolve(code, era);
  if (!parts) return undefined;
  const rows = hasFigures(store.standing(span, now)) ? [...formByField(store, parts, era, span, store.cutOf(span, now))] : [];
  const fields = rows
    .sort(([, a], [, b]) => (b[0] ?? 0) - (a[0] ?? 0))
    .map(([field, so]) => ({ ma: FIELDS[field]?.code, ten: FIELDS[field]?.label, so }));
  return { ...head(now), donVi: code, donViTinh: 'Số hồ sơ TTHC', ...spanHead(store, span, now), cot: FORM_COLUMNS, tongSoDong: fields.length, linhVuc: fields };
}

/** Dossiers pending past their day at the end of the span, or now. */
export function overdueList(store: OneStopStore, code: string, span: Span, now: number): object | undefined {
  const era = store.eraOf(span);
  const parts = store.resolve(code, era);
  if (!parts) return undefined;
  const cut = store.cutOf(span, now);
  const all = hasFigures(store.standing(span, now)) ? overdueRows(store, parts, era, cut) : [];
  const { dossiers, world } = store;
  const list = all.slice(0, MOST_OVERDUE).map(({ row, holder }) => {
    const procedure = PROCEDURES[dossiers.procedure[row] as number];
    const maHoSo = dossierCode(store, row);
    const applicant = applicantOf(maHoSo);
    return {
      maHoSo, tenThuTuc: procedure?.name ?? '', tenLinhVuc: FIELDS[procedure?.field ?? 0]?.label ?? '', maDonVi: world.units.all[holder]?.code ?? '',
      chuHoSo: applicant.name, dienThoai: applicant.phone,
      ngayTiepNhan: dateText(Math.floor((dossiers.received[row] as number) / 1440)), ngayHenTra: dateText(dossiers.due[row] as number),
      kenh: channelOf(dossiers.bits[row] as number), soNgayQuaHan: daysLate(store, row, reckonedDay(cut)),
    };
  });
  return { ...head(now), donVi: code, ...spanHead(store, span, now), tongSo: all.length, danhSach: list };
}

/** Numerators and denominators of index 766 for one unit over several periods. */
export function indexComponents(store: OneStopStore, code: string, periods: readonly AskedPeriod[], now: number): object {
  const { seed } = store.world;
  const none = COMPONENTS.flatMap(() => [null, null]);
  return {
    ...head(now), donVi: code, chiTieu: COMPONENTS.map(({ id }) => id),
    ky: periods.map(({ code: name, span }) => {
      const era = store.eraOf(span);
      const parts = hasFigures(store.standing(span, now)) ? store.resolve(code, era) : undefined;
      const isProvince = era.byCode.get(code)?.level === 'province';
      const so = parts
        ? componentPairs(addTallies(tallyUnits(store, parts, era, span, store.cutOf(span, now)).values()), seed, code, span, isProvince)
        : none;
      return { ma: name, trangThai: STANDING_CODES[store.standing(span, now)], so };
    }),
  };
}

/** Total score of every unit of the span's map; null for units that settled nothing. */
export function indexTotals(store: OneStopStore, span: Span, now: number): object {
  const era = store.eraOf(span);
  const { seed } = store.world;
  const known = hasFigures(store.standing(span, now));
  const tallies = known ? tallyUnits(store, store.workers(era), era, span, store.cutOf(span, now)) : new Map<number, never>();
  const rows = rowsOf(store, era, null).map(({ unit, parts }) => {
    const tally = addTallies(parts.flatMap((part) => tallies.get(part.index) ?? []));
    return { ma: unit.code, diem: known ? totalScore(componentPairs(tally, seed, unit.code, span, unit.level === 'province')) : null };
  });
  return { ...head(now), ...spanHead(store, span, now), thangDiem: 100, tongSoDong: rows.length, hang: rows };
}

/** A page of dossiers received in the span, oldest first, with the fields of the national exchange. */
export function dossierPage(store: OneStopStore, code: string, span: Span, page: number, size: number, now: number): object | undefined {
  const era = store.eraOf(span);
  const parts = store.resolve(code, era);
  if (!parts) return undefined;
  const rows: number[] = [];
  eachHandled(store, parts, era, { day: span.from, minute: null }, store.cutOf(span, now), (row) => {
    if ((store.dossiers.received[row] as number) >= span.from * 1440) rows.push(row);
  });
  const first = (page - 1) * size;
  return {
    ...head(now), donVi: code, ...spanHead(store, span, now), tongSo: rows.length, trang: page, kichThuoc: size,
    danhSach: rows.slice(first, first + size).map((row) => dossierCard(store, row, now)),
  };
}

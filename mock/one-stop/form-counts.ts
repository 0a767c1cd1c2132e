import { COUNTER_COUNT, type Cut, type Ledger } from './ledger';
import type { MockUnit } from '../province/units';

/**
 * Figures of form 06 (Thông tư 01/2020/TT-VPCP) in the system's own words and order, with what provinces count beside it.
 * (1)=(2)+(3)+(4) · (5)=(6)+(7)+(8) · (9)=(10)+(11) · (1)=(5)+(9).
 */
export const FORM_COLUMNS = [
  'tongSo', 'trucTuyen', 'trucTiep', 'tuKyTruoc',
  'daGiaiQuyet', 'truocHan', 'dungHan', 'quaHanDaGiaiQuyet',
  'dangGiaiQuyet', 'trongHan', 'quaHan',
  'tiepNhanMoi', 'giaiQuyetTrongHan', 'tongQuaHan', 'nopTrucTiep', 'nopTrucTuyen', 'nopBuuChinh',
] as const;
export type FormColumn = (typeof FORM_COLUMNS)[number];

/** Sums over units at the opening and at the cut of a period, turned into the form's row. */
export function formRow(opening: ArrayLike<number>, closing: ArrayLike<number>): number[] {
  const change = (counter: number): number => (closing[counter] ?? 0) - (opening[counter] ?? 0);
  const settledBefore = (sums: ArrayLike<number>): number => (sums[3] ?? 0) + (sums[4] ?? 0) + (sums[5] ?? 0);
  const receivedBefore = (sums: ArrayLike<number>): number => (sums[0] ?? 0) + (sums[1] ?? 0) + (sums[2] ?? 0);
  const counter = change(0);
  const online = change(1);
  const postal = change(2);
  const carried = receivedBefore(opening) - settledBefore(opening);
  const early = change(3);
  const onTime = change(4);
  const late = change(5);
  const settled = early + onTime + late;
  const pending = receivedBefore(closing) - settledBefore(closing);
  const overdue = (closing[6] ?? 0) - (closing[7] ?? 0);
  const received = counter + online + postal;
  return [
    received + carried, online, counter + postal, carried,
    settled, early, onTime, late,
    pending, pending - overdue, overdue,
    received, early + onTime, late + overdue, counter, online, postal,
  ];
}

/** Form row of some units together over a period that opens at the beginning of `from`. */
export function formOf(ledger: Ledger, units: readonly MockUnit[], from: number, until: Cut): number[] {
  const opening = new Float64Array(COUNTER_COUNT);
  const closing = new Float64Array(COUNTER_COUNT);
  for (const unit of units) {
    ledger.addSums(unit, { day: from, minute: null }, opening);
    ledger.addSums(unit, until, closing);
  }
  return formRow(opening, closing);
}

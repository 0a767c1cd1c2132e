import { dateText, instantOf, MINUTES_A_DAY, zonedText } from '../clock';
import { mix32 } from '../random';
import { COURSE, courseOf, channelOf, FACT } from './dossiers';
import { applicantOf } from './people';
import { FIELDS, PROCEDURES } from './procedures';
import type { OneStopStore } from './store';

/** Dossier code in the usual shape, H41.05-261120-0123: agency, day of receipt, number within it. */
export function dossierCode(store: OneStopStore, row: number): string {
  const { dossiers, world } = store;
  const unit = world.units.all[dossiers.unit[row] as number];
  const day = Math.floor((dossiers.received[row] as number) / MINUTES_A_DAY);
  let first = row;
  const start = dossiers.start[dossiers.unit[row] as number] as number;
  while (first > start && Math.floor((dossiers.received[first - 1] as number) / MINUTES_A_DAY) === day) first -= 1;
  const serial = String(row - first + 1).padStart(4, '0');
  // Communes file under the province's own identifier, in groups of at most three characters.
  const agency = unit?.level === 'department' ? unit.code : [identifierOf(store), ...(unit?.code.match(/^..(?=...$)|...$/g) ?? [])].join('.');
  return `${agency}-${dateText(day).slice(2).replaceAll('-', '')}-${serial}`;
}

const identifierOf = (store: OneStopStore): string => store.world.units.departments[0]?.code.split('.')[0] ?? 'H00';

/** TrangThaiHoSo at a civil minute: 2 received, 4 in progress, 5 waiting for papers, 6 waiting for a payment, 7 withdrawn, 9 settled, 10 result returned. */
export function stateAt(store: OneStopStore, row: number, minute: number): number {
  const { dossiers } = store;
  const done = dossiers.done[row] as number;
  const received = dossiers.received[row] as number;
  const course = courseOf(dossiers.bits[row] as number);
  if (done <= minute) return course === COURSE.withdrawn ? 7 : minute - done > 1.5 * MINUTES_A_DAY || mix32(done, received) % 3 > 0 ? 10 : 9;
  if (course === COURSE.supplement) return 5;
  if (course === COURSE.fee) return 6;
  return minute - received < 180 ? 2 : 4;
}

/** Working days from the promised day to a later `day`, at least one. */
export const daysLate = (store: OneStopStore, row: number, day: number): number =>
  Math.max(1, store.world.calendar.workingDaysBetween(store.dossiers.due[row] as number, day));

/** A dossier as the system's detail list gives it, with the fields of the national exchange. */
export function dossierCard(store: OneStopStore, row: number, now: number): Record<string, unknown> {
  const { dossiers, world } = store;
  const minute = Math.floor(now / 60_000) + 7 * 60;
  const procedure = PROCEDURES[dossiers.procedure[row] as number];
  const code = dossierCode(store, row);
  const done = dossiers.done[row] as number;
  const facts = dossiers.facts[row] as number;
  return {
    MaHoSo: code,
    MaDonVi: world.units.all[dossiers.unit[row] as number]?.code ?? '',
    MaTTHC: procedure?.code ?? '',
    TenTTHC: procedure?.name ?? '',
    MaLinhVuc: FIELDS[procedure?.field ?? 0]?.code ?? '',
    ChuHoSo: applicantOf(code).name,
    NgayTiepNhan: zonedText(instantOf(dossiers.received[row] as number)),
    NgayHenTra: dateText(dossiers.due[row] as number),
    NgayKetThucXuLy: done <= minute ? zonedText(instantOf(done)) : null,
    KenhThucHien: String(channelOf(dossiers.bits[row] as number)),
    TrangThaiHoSo: stateAt(store, row, minute),
    DuocThanhToanTrucTuyen: facts & FACT.paidOnline ? 1 : 0,
    HoSoCoThanhPhanSoHoa: (facts & FACT.digitised) !== 0,
    TaiKhoanDuocXacThucVoiVNeID: channelOf(dossiers.bits[row] as number) === 2,
  };
}

import { between } from '../random';
import { latest, personsIn, split, tableOf, type Ground, type MockTable, type Month } from './table';

/** Registered persons of a commune in a month, by sex and age: the parts add up to the whole. */
function residents(ground: Ground): MockTable {
  const rows = ground.months.slice(-7).flatMap((month) => ground.units.communes.map((unit) => {
    const persons = personsIn(ground, unit, month);
    const lean = (what: string, low: number, high: number): number => between(low, high, ground.seed, what, unit.code);
    const [male = 0, female = 0] = split(persons, [lean('male', 0.49, 0.51), 0.5]);
    const [under6 = 0, under16 = 0, working = 0, older = 0] = split(persons, [lean('child', 0.09, 0.12), lean('pupil', 0.15, 0.18), lean('worker', 0.57, 0.62), lean('older', 0.11, 0.15)]);
    const verified = Math.round(persons * Math.min(0.999, lean('verified', 0.955, 0.985) + 0.0015 * ground.months.indexOf(month)));
    return [unit.code, unit.fullName, month.first, persons, male, female, Math.round(persons / lean('house', 3.4, 4.1)), under6, under16, working, older, verified, month.status, month.loadedAt];
  }));
  return tableOf('dan_cu', 'Dân cư theo xã, phường và tháng; từ cơ sở dữ liệu quốc gia về dân cư', ['ma_don_vi', 'thang'],
    ['ma_don_vi text', 'ten_don_vi text', 'thang date', 'nhan_khau integer', 'nam integer', 'nu integer', 'ho_gia_dinh integer', 'duoi_6_tuoi integer', 'tu_6_den_15_tuoi integer', 'tu_16_den_59_tuoi integer', 'tu_60_tuoi integer', 'da_xac_thuc integer', 'trang_thai text', 'cap_nhat timestamptz'], rows);
}

const EVENTS = [['khai_sinh', 'Khai sinh', 0.0145], ['ket_hon', 'Kết hôn', 0.0085], ['khai_tu', 'Khai tử', 0.0066]] as const;

/** Civil status events: by commune in the last months, and their monthly sums with the months before. */
function civilStatus(ground: Ground): MockTable[] {
  const counts = (month: Month, event: string, rate: number): number[] => ground.units.communes.map((unit) =>
    Math.round((personsIn(ground, unit, month) * rate) / 12 * between(0.75, 1.25, ground.seed, event, unit.code, month.first)));
  const near = ground.months.slice(-3);
  const byCommune = near.flatMap((month) => EVENTS.flatMap(([event, , rate]) => counts(month, event, rate).map((count, at) => {
    const unit = ground.units.communes[at];
    return [unit?.code ?? '', unit?.fullName ?? '', month.first, event, count, Math.round(count * between(0.55, 0.95, ground.seed, 'online', event, unit?.code ?? '')), month.status, month.loadedAt];
  })));
  const byMonth = ground.months.flatMap((month) => EVENTS.map(([event, label, rate]) => [month.first, event, label, counts(month, event, rate).reduce((sum, count) => sum + count, 0), month.status, month.loadedAt]));
  return [
    tableOf('ho_tich', 'Sự kiện hộ tịch theo xã, phường; ba tháng gần nhất', ['ma_don_vi', 'thang', 'su_kien'],
      ['ma_don_vi text', 'ten_don_vi text', 'thang date', 'su_kien text', 'so_luong integer', 'truc_tuyen integer', 'trang_thai text', 'cap_nhat timestamptz'], byCommune),
    tableOf('ho_tich_thang', 'Sự kiện hộ tịch toàn tỉnh theo tháng', ['thang', 'su_kien'], ['thang date', 'su_kien text', 'ten_su_kien text', 'so_luong integer', 'trang_thai text', 'cap_nhat timestamptz'], byMonth),
  ];
}

function healthInsurance(ground: Ground): MockTable {
  const month = latest(ground);
  const rows = ground.units.communes.map((unit) => {
    const persons = personsIn(ground, unit, month);
    return [unit.code, unit.fullName, month.first, persons, Math.round(persons * between(0.9, 0.975, ground.seed, 'insured', unit.code)), month.status, month.loadedAt];
  });
  return tableOf('bao_hiem_y_te', 'Người tham gia bảo hiểm y tế theo xã, phường', ['ma_don_vi', 'thang'], ['ma_don_vi text', 'ten_don_vi text', 'thang date', 'nhan_khau integer', 'tham_gia integer', 'trang_thai text', 'cap_nhat timestamptz'], rows);
}

const SCHOOLS = [['mam_non', 'Mầm non', 0.055, 12, 330], ['tieu_hoc', 'Tiểu học', 0.095, 21, 620], ['thcs', 'Trung học cơ sở', 0.066, 18, 560], ['thpt', 'Trung học phổ thông', 0.034, 17, 1_100]] as const;

/** Pupils of a school year, which begins in September. */
function pupils(ground: Ground): MockTable {
  const month = latest(ground);
  const year = month.month >= 9 ? month.year : month.year - 1;
  const rows = ground.units.communes.flatMap((unit) => SCHOOLS.map(([level, label, share, perTeacher, perSchool]) => {
    const count = Math.round(personsIn(ground, unit, month) * share * between(0.85, 1.15, ground.seed, level, unit.code));
    return [unit.code, unit.fullName, String(year), level, label, count, Math.max(1, Math.round(count / perTeacher)), Math.max(1, Math.round(count / perSchool)), 'official', month.loadedAt];
  }));
  return tableOf('hoc_sinh', 'Học sinh, giáo viên, trường theo cấp học và xã, phường; năm học bắt đầu trong năm ghi ở cột nam', ['ma_don_vi', 'nam', 'cap_hoc'],
    ['ma_don_vi text', 'ten_don_vi text', 'nam text', 'cap_hoc text', 'ten_cap_hoc text', 'hoc_sinh integer', 'giao_vien integer', 'truong integer', 'trang_thai text', 'cap_nhat timestamptz'], rows);
}

export const peopleTables = (ground: Ground): MockTable[] => [residents(ground), ...civilStatus(ground), healthInsurance(ground), pupils(ground)];

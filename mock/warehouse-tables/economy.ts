import { between, chance, hash32, pick } from '../random';
import { latest, split, tableOf, type Ground, type MockTable, type Month } from './table';

const STATUSES = [['hoat_dong', 'Đang hoạt động', 0.72], ['tam_ngung', 'Tạm ngừng', 0.14], ['cho_giai_the', 'Chờ giải thể', 0.05], ['giai_the', 'Đã giải thể', 0.09]] as const;
const SECTORS = [
  ['A', 'Nông, lâm nghiệp và thủy sản', 4], ['C', 'Công nghiệp chế biến, chế tạo', 13], ['F', 'Xây dựng', 18], ['G', 'Bán buôn, bán lẻ', 36], ['H', 'Vận tải, kho bãi', 8], ['I', 'Lưu trú, ăn uống', 6], ['L', 'Bất động sản', 4], ['M', 'Chuyên môn, khoa học', 7], ['Z', 'Ngành khác', 4],
] as const;
/** Enterprises to a thousand persons. */
const DENSITY = 5.2;

/** Enterprises of a commune by status in the newest month; the sums by sector are of the same enterprises. */
function enterprises(ground: Ground): MockTable[] {
  const month = latest(ground);
  const byUnit = ground.units.communes.map((unit) => {
    const total = Math.round((ground.population.of(unit, month.year) / 1_000) * DENSITY * (unit.kind === 'ward' ? 2 : 0.7) * between(0.7, 1.3, ground.seed, 'firms', unit.code));
    return { unit, counts: split(total, STATUSES.map(([, , share]) => share)) };
  });
  const rows = byUnit.flatMap(({ unit, counts }) => STATUSES.map(([status], at) => {
    const count = counts[at] ?? 0;
    return [unit.code, unit.fullName, month.first, status, count, Math.round(count * between(9, 16, ground.seed, 'workers', unit.code)), Math.round(count * between(5_500, 11_000, ground.seed, 'capital', unit.code)), month.status, month.loadedAt];
  }));
  const totals = STATUSES.map((_, at) => byUnit.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
  const bySector = ground.months.flatMap((each, back) => STATUSES.flatMap(([status], at) => {
    const grown = Math.round((totals[at] ?? 0) * (1 - 0.006 * (ground.months.length - 1 - back)));
    return split(grown, SECTORS.map(([, , share]) => share)).map((count, s) => [each.first, SECTORS[s]?.[0] ?? '', SECTORS[s]?.[1] ?? '', status, count, each.status, each.loadedAt]);
  }));
  return [
    tableOf('doanh_nghiep', 'Doanh nghiệp theo trạng thái và xã, phường; vốn đăng ký tính bằng triệu đồng', ['ma_don_vi', 'thang', 'tinh_trang'],
      ['ma_don_vi text', 'ten_don_vi text', 'thang date', 'tinh_trang text', 'so_luong integer', 'lao_dong integer', 'von_dang_ky integer', 'trang_thai text', 'cap_nhat timestamptz'], rows),
    tableOf('doanh_nghiep_nganh', 'Doanh nghiệp theo ngành kinh tế và tháng, toàn tỉnh', ['thang', 'nganh', 'tinh_trang'], ['thang date', 'nganh text', 'ten_nganh text', 'tinh_trang text', 'so_luong integer', 'trang_thai text', 'cap_nhat timestamptz'], bySector),
  ];
}

const ZONES = ['Hưng Đông', 'Nam Bắc', 'Cửa Biển', 'Thanh Bình', 'Hoàng Mai Mẫu', 'Tân Lộc', 'Sông Dinh', 'Đồng Tâm', 'Nghĩa An', 'Bình Minh'] as const;

function industrialZones(ground: Ground): MockTable {
  const month = latest(ground);
  const placed = ground.units.communes.filter(({ centre }) => centre !== null);
  const rows = ZONES.map((name, at) => {
    const unit = pick(placed, ground.seed, 'zone', name);
    const area = Math.round(between(80, 600, ground.seed, 'area', name));
    const let_ = Math.round(area * between(0.35, 0.98, ground.seed, 'let', name));
    return [`KCN-${String(at + 1).padStart(2, '0')}`, `Khu công nghiệp ${name} (mẫu)`, unit.code, area, let_, Math.round(let_ / 6), Math.round(let_ * 45), unit.centre?.[0] ?? null, unit.centre?.[1] ?? null, month.loadedAt];
  });
  return tableOf('khu_cong_nghiep', 'Khu công nghiệp: diện tích (ha), đã cho thuê, dự án, lao động', ['ma'],
    ['ma text', 'ten text', 'ma_don_vi text', 'dien_tich integer', 'da_cho_thue integer', 'du_an integer', 'lao_dong integer', 'kinh_do double precision', 'vi_do double precision', 'cap_nhat timestamptz'], rows);
}

const KINDS = ['Nâng cấp đường', 'Xây mới trường', 'Cải tạo trạm y tế', 'Kè chống sạt lở', 'Hồ chứa nước', 'Khu tái định cư', 'Hệ thống cấp nước', 'Trụ sở làm việc', 'Hạ tầng số', 'Khu xử lý rác'] as const;
const PROJECTS = 120;

interface Project {
  readonly row: (string | number | null)[];
  readonly owner: string;
  readonly ownerName: string;
  readonly plan: number;
  readonly disbursed: number;
}

/** Public investment: every sum in million dong; a project's disbursement of the year is never more than its plan. */
function projects(ground: Ground): Project[] {
  const month = latest(ground);
  const { communes, departments } = ground.units;
  const owners = [...departments.slice(2, 11), ...communes.filter((_, at) => at % 12 === 0)];
  const placed = communes.filter(({ centre }) => centre !== null);
  return Array.from({ length: PROJECTS }, (_, at) => {
    const key = [ground.seed, 'project', at] as const;
    const owner = pick(owners.length > 0 ? owners : communes, ...key, 'owner');
    const place = pick(placed, ...key, 'place');
    const total = Math.round(between(8, 900, ...key, 'total')) * 1_000;
    const start = month.year - 1 - (hash32(...key, 'start') % 3);
    const end = month.year + (hash32(...key, 'end') % 3);
    const plan = Math.round((total / (end - start + 1)) * between(0.7, 1.2, ...key, 'plan'));
    const done = chance(...key, 'late') < 0.12 ? between(0, 0.25, ...key, 'slow') : Math.min(1, (month.month / 12) * between(0.7, 1.25, ...key, 'pace'));
    const disbursed = Math.round(plan * done);
    const before = Math.round((total - plan) * between(0.3, 0.8, ...key, 'before'));
    const state = done < (month.month / 12) * 0.5 ? 'cham' : done >= 0.999 ? 'xong' : 'dang_lam';
    return {
      owner: owner.code, ownerName: owner.fullName, plan, disbursed,
      row: [`DA-${String(at + 1).padStart(3, '0')}`, `${pick(KINDS, ...key, 'kind')} ${place.name} (dự án mẫu ${at + 1})`, owner.code, owner.fullName, place.code, String(month.year), total, plan, disbursed, before + disbursed, `${start}-03-01`, `${end}-12-31`, state, place.centre?.[0] ?? null, place.centre?.[1] ?? null, month.status, month.loadedAt],
    };
  });
}

/** How much of a year's disbursement has been made by the end of a month: slow at first, much of it at the end. */
const made = ({ month }: Month, until: number): number => (month / until) ** 1.4;

const pad = (value: number): string => String(value).padStart(2, '0');

/** All months of the year before, closed: for the path of this year to be read against. */
function lastYear({ seed, months }: Ground, owners: ReadonlyMap<string, readonly Project[]>): (string | number)[][] {
  const year = (months.at(-1)?.year ?? 2026) - 1;
  return Array.from({ length: 12 }, (_, at) => at + 1).flatMap((month) => [...owners].map(([owner, theirs]) => {
    const plan = Math.round(theirs.reduce((sum, each) => sum + each.plan, 0) * between(0.8, 1.05, seed, 'plan before', owner));
    const disbursed = Math.round(plan * between(0.86, 0.99, seed, 'made before', owner) * (month / 12) ** 1.3);
    const loaded = `${month === 12 ? year + 1 : year}-${pad(month === 12 ? 1 : month + 1)}-01T00:05:00+07:00`;
    return [`${year}-${pad(month)}-01`, owner, theirs[0]?.ownerName ?? owner, plan, disbursed, 'official', loaded];
  }));
}

/** The Prime Minister assigns a part of what the council then assigns to owners; the rest is the province's own. */
const ASSIGNED_FROM_ABOVE = 0.87;

function publicInvestment(ground: Ground): MockTable[] {
  const all = projects(ground);
  const now = latest(ground);
  const owners = new Map<string, Project[]>();
  for (const project of all) owners.set(project.owner, [...(owners.get(project.owner) ?? []), project]);
  const months = ground.months.filter(({ year }) => year === now.year);
  const thisYear = months.flatMap((month) => [...owners].map(([owner, theirs]) => {
    const [plan, disbursed] = [theirs.reduce((sum, each) => sum + each.plan, 0), theirs.reduce((sum, each) => sum + each.disbursed, 0)];
    return [month.first, owner, theirs[0]?.ownerName ?? owner, plan, Math.round(disbursed * made(month, now.month)), month.status, month.loadedAt];
  }));
  const rows = [...lastYear(ground, owners), ...thisYear];
  const council = all.reduce((sum, each) => sum + each.plan, 0);
  return [
    tableOf('dau_tu_cong_du_an', 'Dự án đầu tư công trong năm; tiền tính bằng triệu đồng', ['ma'],
      ['ma text', 'ten text', 'ma_chu_dau_tu text', 'chu_dau_tu text', 'ma_dia_ban text', 'nam text', 'tong_muc integer', 'ke_hoach_nam integer', 'giai_ngan_nam integer', 'luy_ke integer', 'khoi_cong date', 'hoan_thanh date', 'tinh_hinh text', 'kinh_do double precision', 'vi_do double precision', 'trang_thai text', 'cap_nhat timestamptz'], all.map(({ row }) => row)),
    tableOf('dau_tu_cong_thang', 'Giải ngân đầu tư công lũy kế từ đầu năm theo chủ đầu tư; triệu đồng', ['thang', 'ma_chu_dau_tu'], ['thang date', 'ma_chu_dau_tu text', 'chu_dau_tu text', 'ke_hoach_nam integer', 'giai_ngan_luy_ke integer', 'trang_thai text', 'cap_nhat timestamptz'], rows),
    tableOf('dau_tu_cong_ke_hoach', 'Kế hoạch vốn đầu tư công của năm theo cấp giao; triệu đồng', ['nam', 'cap_giao'], ['nam text', 'cap_giao text', 'ke_hoach integer', 'trang_thai text', 'cap_nhat timestamptz'], [
      [String(now.year), 'thu_tuong', Math.round(council * ASSIGNED_FROM_ABOVE), 'official', now.loadedAt], [String(now.year), 'hdnd', council, 'official', now.loadedAt],
    ]),
  ];
}

export const economyTables = (ground: Ground): MockTable[] => [...enterprises(ground), industrialZones(ground), ...publicInvestment(ground)];

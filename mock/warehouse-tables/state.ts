import { between, hash32, pick } from '../random';
import { latest, split, tableOf, type Ground, type MockTable } from './table';

const LAND = [['nong_nghiep', 'Đất nông nghiệp', 0.78, 0.93], ['phi_nong_nghiep', 'Đất phi nông nghiệp', 0.12, 0.9], ['chua_su_dung', 'Đất chưa sử dụng', 0.1, 0.4]] as const;

function land(ground: Ground): MockTable {
  const month = latest(ground);
  const rows = ground.units.communes.flatMap((unit) => {
    const parcels = Math.round(ground.population.of(unit, month.year) * between(1.1, 2.1, ground.seed, 'parcels', unit.code));
    const hectares = Math.round(between(900, 24_000, ground.seed, 'hectares', unit.code) * (unit.kind === 'ward' ? 0.15 : 1));
    return LAND.map(([kind, label, share, certified]) => {
      const count = Math.round(parcels * share);
      return [unit.code, unit.fullName, String(month.year), kind, label, count, Math.round(hectares * share * 10) / 10, Math.round(count * certified * between(0.95, 1, ground.seed, 'certified', kind, unit.code)), Math.round(count * between(0.55, 0.97, ground.seed, 'digital', unit.code)), 'official', month.loadedAt];
    });
  });
  return tableOf('dat_dai', 'Thửa đất theo nhóm đất và xã, phường: diện tích (ha), đã cấp giấy, đã có trong cơ sở dữ liệu', ['ma_don_vi', 'nam', 'nhom_dat'],
    ['ma_don_vi text', 'ten_don_vi text', 'nam text', 'nhom_dat text', 'ten_nhom_dat text', 'so_thua integer', 'dien_tich numeric', 'da_cap_giay integer', 'da_so_hoa integer', 'trang_thai text', 'cap_nhat timestamptz'], rows);
}

const RANKS = [['can_bo', 'Cán bộ', 0.12], ['cong_chuc', 'Công chức', 0.6], ['hop_dong', 'Người lao động hợp đồng', 0.28]] as const;

/** Officials by unit, kind and sex: sums, and nobody's name. */
function officials(ground: Ground): MockTable {
  const month = latest(ground);
  const rows = [...ground.units.departments, ...ground.units.communes].flatMap((unit) => {
    const total = unit.level === 'department' ? Math.round(between(70, 260, ground.seed, 'staff', unit.code)) : Math.round(between(32, 68, ground.seed, 'staff', unit.code));
    const allowed = Math.round(total * between(1, 1.12, ground.seed, 'quota', unit.code));
    return split(total, RANKS.map(([, , share]) => share)).flatMap((count, at) => {
      const [men = 0, women = 0] = split(count, [between(0.45, 0.65, ground.seed, 'men', unit.code, at), 0.45]);
      return [['nam', men], ['nu', women]].map(([sex, number]) => [unit.code, unit.fullName, unit.level, month.first, RANKS[at]?.[0] ?? '', RANKS[at]?.[1] ?? '', sex ?? '', number ?? 0, at === 0 && sex === 'nam' ? allowed : null, month.status, month.loadedAt]);
    });
  });
  return tableOf('can_bo_cong_chuc', 'Cán bộ, công chức theo đơn vị, loại và giới tính; biên chế được giao đứng ở dòng đầu của mỗi đơn vị', ['ma_don_vi', 'thang', 'loai', 'gioi_tinh'],
    ['ma_don_vi text', 'ten_don_vi text', 'cap text', 'thang date', 'loai text', 'ten_loai text', 'gioi_tinh text', 'so_luong integer', 'bien_che integer', 'trang_thai text', 'cap_nhat timestamptz'], rows);
}

const LICENCES = [['bac_si', 'Bác sĩ', 3_900], ['y_si', 'Y sĩ', 1_450], ['dieu_duong', 'Điều dưỡng', 5_600], ['ho_sinh', 'Hộ sinh', 780], ['ky_thuat_y', 'Kỹ thuật y', 1_020], ['duoc_si', 'Dược sĩ', 2_300]] as const;
const FIELDS = [['ha_tang', 'Hạ tầng, đô thị'], ['moi_truong', 'Môi trường'], ['an_ninh', 'An ninh, trật tự'], ['thu_tuc', 'Thủ tục hành chính'], ['giao_duc_y_te', 'Giáo dục, y tế'], ['khac', 'Lĩnh vực khác']] as const;
const LAWS = [['nghi_quyet', 'Nghị quyết của HĐND tỉnh', 34], ['quyet_dinh', 'Quyết định của UBND tỉnh', 58], ['chi_thi', 'Chỉ thị', 12]] as const;
const INSPECTED = [['dat_dai', 'Đất đai'], ['dau_tu', 'Đầu tư xây dựng'], ['tai_chinh', 'Tài chính, ngân sách'], ['chuyen_nganh', 'Chuyên ngành']] as const;

function counts(ground: Ground): MockTable[] {
  const month = latest(ground);
  const scale = ground.units.communes.length / 130;
  const licences = [month.year - 1, month.year].flatMap((year) => LICENCES.map(([kind, label, base]) => [String(year), kind, label, Math.round(base * scale * (year === month.year ? 1.03 : 1)), year === month.year ? 'estimated' : 'official', month.loadedAt]));
  const voices = ground.months.flatMap((each) => FIELDS.map(([field, label]) => {
    const received = Math.round(between(60, 420, ground.seed, 'voice', field, each.first) * scale);
    const answered = Math.round(received * between(0.86, 0.99, ground.seed, 'answered', field, each.first));
    return [each.first, field, label, received, answered, Math.round(answered * between(0.85, 0.99, ground.seed, 'in-time', field, each.first)), Math.round(answered * between(0.7, 0.95, ground.seed, 'pleased', field, each.first)), each.status, each.loadedAt];
  }));
  const laws = [month.year - 2, month.year - 1, month.year].flatMap((year) => LAWS.map(([kind, label, base]) => {
    const issued = Math.round(base * between(0.85, 1.15, ground.seed, kind, year) * (year === month.year ? month.month / 12 : 1));
    return [String(year), kind, label, issued, Math.round(issued * 0.93), year === month.year ? 'provisional' : 'official', month.loadedAt];
  }));
  const inspections = ground.months.flatMap((each) => INSPECTED.map(([field, label]) => {
    const found = Math.round(between(150, 5_200, ground.seed, 'found', field, each.first));
    return [each.first, field, label, 1 + (hash32(ground.seed, 'inspections', field, each.first) % 9), found, Math.round(found * between(0.4, 0.95, ground.seed, 'returned', field, each.first)), each.status, each.loadedAt];
  }));
  return [
    tableOf('hanh_nghe_y', 'Người có chứng chỉ hành nghề y, dược', ['nam', 'chuc_danh'], ['nam text', 'chuc_danh text', 'ten_chuc_danh text', 'so_luong integer', 'trang_thai text', 'cap_nhat timestamptz'], licences),
    tableOf('phan_anh', 'Phản ánh, kiến nghị theo lĩnh vực và tháng', ['thang', 'linh_vuc'], ['thang date', 'linh_vuc text', 'ten_linh_vuc text', 'tiep_nhan integer', 'da_tra_loi integer', 'dung_han integer', 'hai_long integer', 'trang_thai text', 'cap_nhat timestamptz'], voices),
    tableOf('van_ban_qppl', 'Văn bản quy phạm pháp luật của tỉnh theo năm', ['nam', 'loai'], ['nam text', 'loai text', 'ten_loai text', 'ban_hanh integer', 'da_dang_tai integer', 'trang_thai text', 'cap_nhat timestamptz'], laws),
    tableOf('thanh_tra', 'Thanh tra theo lĩnh vực và tháng; tiền tính bằng triệu đồng', ['thang', 'linh_vuc'], ['thang date', 'linh_vuc text', 'ten_linh_vuc text', 'so_cuoc integer', 'sai_pham integer', 'da_thu_hoi integer', 'trang_thai text', 'cap_nhat timestamptz'], inspections),
  ];
}

function archives(ground: Ground): MockTable {
  const month = latest(ground);
  const rows = ground.units.departments.map((unit) => {
    const files = Math.round(between(8_000, 90_000, ground.seed, 'files', unit.code));
    const digital = Math.round(files * between(0.25, 0.9, ground.seed, 'scanned', unit.code));
    return [unit.code, unit.fullName, month.first, files, digital, digital * Math.round(between(18, 40, ground.seed, 'pages', unit.code)), month.status, month.loadedAt];
  });
  return tableOf('luu_tru', 'Hồ sơ lưu trữ và số đã số hóa theo cơ quan', ['ma_don_vi', 'thang'], ['ma_don_vi text', 'ten_don_vi text', 'thang date', 'ho_so integer', 'da_so_hoa integer', 'so_trang integer', 'trang_thai text', 'cap_nhat timestamptz'], rows);
}

const TOPICS = ['Giống cây trồng chịu mặn', 'Cảnh báo lũ quét', 'Bảo tồn dân ca', 'Dược liệu miền núi', 'Chuyển đổi số cấp xã', 'Chế biến thủy sản', 'Xử lý rác hữu cơ', 'Du lịch cộng đồng'] as const;
function research(ground: Ground): MockTable {
  const month = latest(ground);
  const rows = Array.from({ length: 28 }, (_, at) => {
    const key = [ground.seed, 'research', at] as const;
    const start = month.year - (hash32(...key, 'start') % 3);
    const owner = pick(ground.units.departments, ...key, 'owner');
    const years = 1 + (hash32(...key, 'years') % 3);
    return [`DT-${String(at + 1).padStart(3, '0')}`, `${pick(TOPICS, ...key, 'topic')} (đề tài mẫu ${at + 1})`, owner.code, owner.fullName, Math.round(between(300, 4_500, ...key, 'cost')), `${start}-01-15`, `${start + years}-12-15`, start + years < month.year ? 'nghiem_thu' : 'dang_lam', month.loadedAt];
  });
  return tableOf('de_tai_khcn', 'Đề tài khoa học và công nghệ cấp tỉnh; kinh phí tính bằng triệu đồng', ['ma'], ['ma text', 'ten text', 'ma_don_vi text', 'chu_tri text', 'kinh_phi integer', 'bat_dau date', 'ket_thuc date', 'tinh_hinh text', 'cap_nhat timestamptz'], rows);
}

export const stateTables = (ground: Ground): MockTable[] => [land(ground), officials(ground), ...counts(ground), archives(ground), research(ground)];

import { dateText, dayAt } from '../clock';
import { between, chance, hash32 } from '../random';
import type { World } from '../world';

/** A field of a datastore table, as CKAN types it. */
export interface OpenField {
  readonly id: string;
  readonly type: 'text' | 'numeric' | 'int4' | 'date';
}
/** A table of open data that can be asked row by row. */
export interface OpenTable {
  readonly fields: readonly OpenField[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}
/** One published dataset of the portal. */
export interface OpenPackage {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly theme: string;
  /** Code of the unit that publishes it. */
  readonly unit: string;
  readonly publisher: string;
  /** Months between two issues, as promised. */
  readonly everyMonths: number;
  readonly created: string;
  readonly modified: string;
  /** Its machine-readable table, where it has one. */
  readonly table?: (world: World) => OpenTable;
}

const commune = (read: (code: string, name: string) => readonly (string | number | null)[]) => ({ units }: World): OpenTable['rows'] => units.communes.map(({ code, fullName }) => [code, fullName, ...read(code, fullName)]);
const PLACE: readonly OpenField[] = [{ id: 'ma_don_vi', type: 'text' }, { id: 'ten_don_vi', type: 'text' }];
const count = (low: number, high: number, ...key: readonly (string | number)[]): number => Math.round(between(low, high, ...key));

/** Theme, name, title, months between issues, and its table where the portal holds one. */
const LISTED: readonly (readonly [theme: string, name: string, title: string, everyMonths: number, table?: OpenPackage['table']])[] = [
  ['giao-duc', 'danh-sach-truong-hoc', 'Danh sách trường học trên địa bàn', 12, (world) => ({
    fields: [...PLACE, { id: 'so_truong', type: 'int4' }, { id: 'so_hoc_sinh', type: 'int4' }],
    rows: commune((code) => [count(3, 14, world.seed, 'schools', code), count(900, 6_800, world.seed, 'pupils', code)])(world),
  })],
  ['giao-duc', 'ket-qua-tot-nghiep-thpt', 'Kết quả thi tốt nghiệp trung học phổ thông', 12], ['giao-duc', 'co-so-giao-duc-nghe-nghiep', 'Cơ sở giáo dục nghề nghiệp', 12],
  ['y-te', 'co-so-kham-chua-benh', 'Cơ sở khám bệnh, chữa bệnh được cấp phép', 6, (world) => ({
    fields: [...PLACE, { id: 'so_co_so', type: 'int4' }, { id: 'so_giuong', type: 'int4' }],
    rows: commune((code) => [count(1, 9, world.seed, 'clinics', code), chance(world.seed, 'no-beds', code) < 0.05 ? null : count(5, 320, world.seed, 'beds', code)])(world),
  })],
  ['y-te', 'nha-thuoc-dat-chuan', 'Nhà thuốc đạt thực hành tốt', 6], ['y-te', 'tiem-chung-mo-rong', 'Tiêm chủng mở rộng theo xã, phường', 1],
  ['giao-thong', 'tuyen-xe-buyt', 'Tuyến xe buýt và biểu đồ chạy xe', 6], ['giao-thong', 'mang-luoi-duong-tinh', 'Mạng lưới đường tỉnh', 12], ['giao-thong', 'tai-nan-giao-thong', 'Tai nạn giao thông theo tháng', 1],
  ['nong-nghiep', 'san-pham-ocop', 'Sản phẩm OCOP được công nhận', 6, (world) => ({
    fields: [...PLACE, { id: 'so_san_pham', type: 'int4' }, { id: 'bon_sao_tro_len', type: 'int4' }],
    rows: commune((code) => { const all = count(0, 11, world.seed, 'ocop', code); return [all, Math.round(all * between(0.1, 0.5, world.seed, 'stars', code))]; })(world),
  })],
  ['nong-nghiep', 'ho-chua-thuy-loi', 'Hồ chứa thủy lợi và mực nước', 1], ['nong-nghiep', 'dien-tich-rung', 'Hiện trạng rừng', 12], ['nong-nghiep', 'gia-nong-san', 'Giá nông sản tại chợ đầu mối', 1],
  ['moi-truong', 'quan-trac-khong-khi', 'Quan trắc chất lượng không khí', 1], ['moi-truong', 'quan-trac-nuoc-mat', 'Quan trắc nước mặt', 1], ['moi-truong', 'diem-tap-ket-rac', 'Điểm tập kết chất thải rắn', 12],
  ['kinh-te', 'doanh-nghiep-thanh-lap', 'Doanh nghiệp thành lập mới', 1], ['kinh-te', 'khu-cong-nghiep', 'Khu công nghiệp, cụm công nghiệp', 12], ['kinh-te', 'du-an-keu-goi-dau-tu', 'Dự án kêu gọi đầu tư', 6], ['kinh-te', 'cho-va-sieu-thi', 'Chợ, siêu thị, trung tâm thương mại', 12],
  ['ngan-sach', 'cong-khai-ngan-sach', 'Công khai ngân sách nhà nước', 3], ['ngan-sach', 'von-dau-tu-cong', 'Kế hoạch vốn đầu tư công', 3],
  ['du-lich', 'co-so-luu-tru', 'Cơ sở lưu trú du lịch', 6], ['du-lich', 'di-tich-xep-hang', 'Di tích lịch sử - văn hóa đã xếp hạng', 12], ['du-lich', 'le-hoi', 'Lễ hội truyền thống', 12],
  ['lao-dong', 'ho-ngheo-can-ngheo', 'Hộ nghèo, hộ cận nghèo theo xã, phường', 12], ['lao-dong', 'san-giao-dich-viec-lam', 'Phiên giao dịch việc làm', 1], ['lao-dong', 'doi-tuong-bao-tro', 'Đối tượng bảo trợ xã hội', 6],
  ['hanh-chinh', 'danh-muc-don-vi-hanh-chinh', 'Danh mục đơn vị hành chính', 12], ['hanh-chinh', 'thu-tuc-hanh-chinh', 'Danh mục thủ tục hành chính', 3], ['hanh-chinh', 'diem-buu-chinh', 'Điểm phục vụ bưu chính', 12],
  ['xay-dung', 'quy-hoach-xay-dung', 'Đồ án quy hoạch xây dựng', 6], ['xay-dung', 'gia-vat-lieu', 'Công bố giá vật liệu xây dựng', 1], ['xay-dung', 'bang-gia-dat', 'Bảng giá đất', 12],
];

/** Which department publishes on a theme, by its place in the list of departments. */
const PUBLISHERS: Readonly<Record<string, number>> = { 'giao-duc': 9, 'y-te': 10, 'giao-thong': 6, 'xay-dung': 6, 'nong-nghiep': 5, 'moi-truong': 5, 'kinh-te': 4, 'ngan-sach': 3, 'du-lich': 8, 'lao-dong': 1, 'hanh-chinh': 0 };

const uuid = (name: string): string => {
  const hex = [1, 2, 3, 4].map((part) => hash32(part, 'package', name).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

/** What the portal lists at a moment (epoch ms): most kept up to date, some forgotten since. */
export function packagesOf(world: World, now: number): OpenPackage[] {
  const today = dayAt(now);
  const { departments, root } = world.units;
  return LISTED.map(([theme, name, title, everyMonths, table]): OpenPackage => {
    const publisher = departments[PUBLISHERS[theme] ?? 0] ?? root;
    const forgotten = chance(world.seed, 'forgotten', name) < 0.25 ? 2.2 : 1;
    // Issues come on a day of their own in each span, so that the age grows day by day and falls back.
    const span = Math.round(everyMonths * 30.4);
    const age = 1 + Math.round(((today + hash32(world.seed, 'phase', name)) % span) * forgotten);
    return {
      id: uuid(name), name, title, theme, everyMonths, unit: publisher.code, publisher: publisher.fullName,
      created: `${dateText(today - age - 400 - (hash32(name) % 300))}T02:00:00.000000`, modified: `${dateText(today - age)}T03:30:00.000000`,
      ...(table ? { table } : {}),
    };
  });
}

/** The id of a package's datastore resource. */
export const resourceId = ({ name }: OpenPackage): string => uuid(`bang ${name}`);

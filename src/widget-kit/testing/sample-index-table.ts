import type { IndexComponent, IndexGroup, IndexTable } from '@/domain/index-766/types';

type GroupRow = readonly [id: string, vi: string, shortVi: string, en: string, maximum: number];
const group = ([id, vi, shortVi, en, maximum]: GroupRow): IndexGroup => ({ id, maximum, name: { vi, en }, shortName: { vi: shortVi, en } });

type ComponentRow = readonly [id: string, block: string, group: string, vi: string, en: string, maximum: number | null, threshold?: number];
const component = ([id, block, legal, vi, en, maximum, threshold]: ComponentRow): IndexComponent => ({
  id, block, group: legal, maximum, metricCode: null, name: { vi, en }, threshold: threshold ?? null, zeroDenominator: 'not-applicable',
});

/** Index 766 in the arrangement of 2026, for samples; the true table is the pack's. */
export const SAMPLE_INDEX_TABLE: IndexTable = {
  version: 'sample-2026',
  title: { vi: 'Bộ chỉ số 766', en: 'Index 766' },
  validFrom: '2022-06-23', validTo: null,
  legalBasis: 'Quyết định 766/QĐ-TTg',
  maximum: 100,
  blocks: ([
    ['CKMB', 'Công khai, minh bạch', 'Công khai, minh bạch', 'Transparency', 18],
    ['TDGQ', 'Tiến độ giải quyết', 'Tiến độ giải quyết', 'Progress', 20],
    ['CLGQ', 'Dịch vụ công trực tuyến', 'Dịch vụ trực tuyến', 'Online services', 12],
    ['TTTT', 'Thanh toán trực tuyến', 'Thanh toán trực tuyến', 'Online payment', 10],
    ['MDSH', 'Số hóa hồ sơ', 'Số hóa hồ sơ', 'Digitisation', 22],
    ['MDHL', 'Mức độ hài lòng', 'Mức độ hài lòng', 'Satisfaction', 18],
  ] satisfies GroupRow[]).map(group),
  groups: ([
    ['1', 'Công khai, minh bạch', 'Công khai', 'Transparency', 18],
    ['2', 'Tiến độ, kết quả giải quyết', 'Tiến độ', 'Progress and results', 20],
    ['3', 'Cung cấp dịch vụ trực tuyến', 'Trực tuyến', 'Online services and payment', 22],
    ['4', 'Số hóa hồ sơ', 'Số hóa', 'Digitisation', 22],
    ['5', 'Mức độ hài lòng', 'Hài lòng', 'Satisfaction', 18],
  ] satisfies GroupRow[]).map(group),
  components: ([
    ['1.1', 'CKMB', '1', 'TTHC công bố đúng hạn', 'Procedures announced on time', 6],
    ['1.2', 'CKMB', '1', 'TTHC cập nhật, công khai đúng hạn', 'Procedures published on time', 4],
    ['1.3', 'CKMB', '1', 'TTHC công khai đủ bộ phận cấu thành', 'Procedures published in full', 2],
    ['1.4', 'CKMB', '1', 'Hồ sơ đồng bộ lên Cổng DVC quốc gia', 'Dossiers synced to the national portal', 6],
    ['2.1', 'TDGQ', '2', 'Hồ sơ xử lý trước và đúng hạn', 'Dossiers settled early or on time', 20],
    ['2.2', 'TDGQ', '2', 'Thời gian giải quyết trung bình', 'Average settlement time', null],
    ['3.3', 'CLGQ', '3', 'Hồ sơ nộp trực tuyến toàn trình', 'Dossiers filed online', 12, 0.5],
    ['3.5', 'TTTT', '3', 'TTHC tích hợp thanh toán trực tuyến', 'Procedures with online payment', 2, 0.8],
    ['3.5b', 'TTTT', '3', 'TTHC có giao dịch thanh toán', 'Procedures paid online', 2],
    ['3.6', 'TTTT', '3', 'Hồ sơ thanh toán trực tuyến', 'Dossiers paid online', 6],
    ['4.1', 'MDSH', '4', 'Cấp kết quả điện tử', 'Electronic results', 6],
    ['4.2', 'MDSH', '4', 'Số hóa hồ sơ, kết quả', 'Digitised dossiers', 4, 0.8],
    ['4.2b', 'MDSH', '4', 'Chứng thực bản sao điện tử', 'Electronic certified copies', 2],
    ['4.3', 'MDSH', '4', 'Khai thác, dùng lại dữ liệu số hóa', 'Reuse of digitised records', 2, 0.8],
    ['4.4', 'MDSH', '4', 'Chia sẻ với kho dữ liệu cá nhân', 'Shared with personal storage', 4],
    ['4.5a', 'MDSH', '4', 'TTHC kết nối CSDL dân cư', 'Procedures joined to the population database', 2],
    ['4.5b', 'MDSH', '4', 'Hồ sơ dùng CSDL dân cư', 'Dossiers using the population database', 2],
    ['5.2', 'MDHL', '5', 'Phản ánh, kiến nghị xử lý đúng hạn', 'Petitions handled on time', 6],
    ['5.3', 'MDHL', '5', 'Hài lòng về xử lý phản ánh, kiến nghị', 'Satisfaction with petitions', 6],
    ['5.4', 'MDHL', '5', 'Hài lòng về giải quyết TTHC', 'Satisfaction with settlement', 6, 0.9],
  ] satisfies ComponentRow[]).map(component),
  bands: [
    { id: 'excellent', name: { vi: 'Xuất sắc', en: 'Excellent' }, from: 90 },
    { id: 'good', name: { vi: 'Tốt', en: 'Good' }, from: 80 },
    { id: 'fair', name: { vi: 'Khá', en: 'Fair' }, from: 70 },
    { id: 'average', name: { vi: 'Trung bình', en: 'Average' }, from: 50 },
    { id: 'weak', name: { vi: 'Yếu', en: 'Weak' }, from: 0 },
  ],
};

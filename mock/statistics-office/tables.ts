import type { Frequency } from './schedule';
import { SERIES, type Series } from './series';

/** One content of a table: the office's code, its label (indented under the one it belongs to), unit and series. */
export interface Content {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly decimals: number;
  readonly series: Series;
  /** Not revised once published. */
  readonly firm?: true;
  /** Comes out this many months after the table's other figures; until then there is none. */
  readonly monthsLater?: number;
}

export interface StatTable {
  readonly id: string;
  readonly title: string;
  readonly frequency: Frequency;
  /** Code and label of the dimension of time. */
  readonly time: readonly [code: string, label: string];
  readonly contents: readonly Content[];
  /** This table's system appends a NUL byte to its answers. */
  readonly trailingNul?: true;
  /** This table was never given a date: `updated` says the end of days. */
  readonly undated?: true;
}

/** A content of the month and the same from the beginning of the year. */
const pair = (code: string, label: string, unit: string, decimals: number, month: Series, toDate: Series, firm?: true): Content[] => [
  { code, label, unit, decimals, series: month, ...(firm ? { firm } : {}) },
  { code: `${code}_LK`, label: `  ${label}, lũy kế từ đầu năm`, unit, decimals, series: toDate, ...(firm ? { firm } : {}) },
];

export const CONTENT_DIMENSION = ['ChiTieu', 'Chỉ tiêu'] as const;

export const TABLES: readonly StatTable[] = [
  {
    id: 'KTXH01', title: 'Một số chỉ tiêu kinh tế - xã hội chủ yếu theo tháng', frequency: 'month', time: ['Thang', 'Tháng'], trailingNul: true,
    contents: [
      { code: 'THU_NSNN_LK', label: 'Thu ngân sách nhà nước trên địa bàn, lũy kế', unit: 'Tỷ đồng', decimals: 1, series: SERIES.revenueToDate },
      { code: 'THU_NSNN_DT', label: '  So với dự toán năm', unit: '%', decimals: 2, series: SERIES.revenueShare },
      { code: 'GIAI_NGAN', label: 'Giải ngân vốn đầu tư công so với kế hoạch', unit: '%', decimals: 2, series: SERIES.disbursed },
      ...pair('IIP', 'Chỉ số sản xuất công nghiệp so với cùng kỳ', '%', 2, SERIES.industry, SERIES.industryToDate),
      ...pair('BAN_LE', 'Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ', 'Tỷ đồng', 1, SERIES.retail, SERIES.retailToDate),
      ...pair('CPI', 'Chỉ số giá tiêu dùng so với cùng kỳ', '%', 2, SERIES.prices, SERIES.pricesToDate, true),
      ...pair('XUAT_KHAU', 'Kim ngạch xuất khẩu', 'Triệu USD', 2, SERIES.exported, SERIES.exportedToDate),
      ...pair('NHAP_KHAU', 'Kim ngạch nhập khẩu', 'Triệu USD', 2, SERIES.imported, SERIES.importedToDate),
      ...pair('FDI', 'Vốn đầu tư trực tiếp nước ngoài đăng ký', 'Triệu USD', 2, SERIES.investment, SERIES.investmentToDate),
      ...pair('DN_MOI', 'Doanh nghiệp thành lập mới', 'Doanh nghiệp', 0, SERIES.founded, SERIES.foundedToDate),
      ...pair('DN_DUNG', 'Doanh nghiệp tạm ngừng kinh doanh', 'Doanh nghiệp', 0, SERIES.suspended, SERIES.suspendedToDate),
      ...pair('KHACH', 'Lượt khách du lịch', 'Lượt người', 0, SERIES.visitors, SERIES.visitorsToDate),
    ],
  },
  {
    id: 'KTXH02', title: 'Tăng trưởng và lao động theo quý', frequency: 'quarter', time: ['Quy', 'Quý'],
    contents: [
      { code: 'GRDP_TT', label: 'Tốc độ tăng GRDP, lũy kế từ đầu năm, giá so sánh 2010', unit: '%', decimals: 2, series: SERIES.growth },
      { code: 'THAT_NGHIEP', label: 'Tỷ lệ thất nghiệp trong độ tuổi lao động', unit: '%', decimals: 2, series: SERIES.unemployment },
    ],
  },
  {
    id: 'KTXH03', title: 'Một số chỉ tiêu tổng hợp theo năm', frequency: 'year', time: ['Nam', 'Năm'], undated: true,
    contents: [
      { code: 'GRDP_BQ', label: 'GRDP bình quân đầu người, giá hiện hành', unit: 'Triệu đồng', decimals: 2, series: SERIES.perPerson },
      { code: 'HO_NGHEO', label: 'Tỷ lệ hộ nghèo đa chiều', unit: '%', decimals: 2, series: SERIES.poverty },
      { code: 'BHYT', label: 'Tỷ lệ bao phủ bảo hiểm y tế', unit: '%', decimals: 2, series: SERIES.insured },
      { code: 'XA_NTM', label: 'Số xã đạt chuẩn nông thôn mới', unit: 'Xã', decimals: 0, series: SERIES.newRural, firm: true },
      { code: 'PAR_HANG', label: 'Xếp hạng chỉ số cải cách hành chính (PAR INDEX)', unit: 'Hạng', decimals: 0, series: SERIES.parRank, firm: true, monthsLater: 4 },
      { code: 'PCI_HANG', label: 'Xếp hạng năng lực cạnh tranh cấp tỉnh (PCI)', unit: 'Hạng', decimals: 0, series: SERIES.pciRank, firm: true, monthsLater: 4 },
      { code: 'DTI_HANG', label: 'Xếp hạng chuyển đổi số (DTI)', unit: 'Hạng', decimals: 0, series: SERIES.dtiRank, firm: true, monthsLater: 6 },
    ],
  },
];

import type { WantedReport } from '../../server/commands/report-document';

/** Moment at which the mock province stands still: 08:05 of Saturday 21 November 2026 in Vietnam. */
export const GOLDEN_CLOCK = Date.UTC(2026, 10, 21, 1, 5);

export interface GoldenReport extends WantedReport {
  /** Words of a person, by id of their commentary. */
  readonly commentary: Readonly<Record<string, string>>;
}

const PROVINCE = { unit: '40', signer: 'Nguyễn Văn An', number: '163' } as const;

/** One report of every shipped template, as it leaves the office; one of them as a draft, with its prompts and without a number. */
export const GOLDEN_REPORTS: readonly GoldenReport[] = [
  {
    template: 'form-06', unit: '16681', period: '2026-10', signer: 'Trần Thị Bình', number: '42',
    commentary: {
      'cause-text': 'Hai hồ sơ quá hạn thuộc lĩnh vực chứng thực và giáo dục, do chờ xác minh của cơ quan phối hợp. Công chức phụ trách đã xin lỗi và hẹn lại người dân.',
      'next-text': 'Tiếp tục số hóa hồ sơ ngay khi tiếp nhận, không để phát sinh hồ sơ quá hạn.',
    },
  },
  {
    ...PROVINCE, template: 'socio-economic', period: '2026-10',
    commentary: {
      'growth-text': 'Thu ngân sách vượt dự toán năm; giải ngân vốn đầu tư công còn chậm so với yêu cầu.',
      'industry-text': 'Sản xuất công nghiệp phục hồi, bán lẻ và xuất khẩu tăng so với cùng kỳ năm trước.',
      'society-text': 'An sinh xã hội được bảo đảm; tỷ lệ bao phủ bảo hiểm y tế tiếp tục tăng.',
      'next-text': 'Đẩy nhanh giải ngân vốn đầu tư công.\nTheo dõi giá cả, bảo đảm cung ứng hàng hóa dịp cuối năm.',
    },
  },
  { ...PROVINCE, template: 'index-766-brief', period: '2026-10', signer: '', number: '', commentary: {} },
  {
    ...PROVINCE, template: 'security-month', period: '2026-10',
    commentary: { 'state-text': 'Không xảy ra sự cố nghiêm trọng; ba sự cố đang được xử lý theo quy trình.', 'next-text': 'Hoàn thành phê duyệt hồ sơ đề xuất cấp độ đối với các hệ thống còn lại.' },
  },
  {
    ...PROVINCE, template: 'it-programme', period: '2026-Q3',
    commentary: { 'roadmap-text': 'Nhiệm vụ chậm chủ yếu do vướng thủ tục đầu tư; đơn vị chủ trì cam kết hoàn thành trong quý IV.', 'investment-text': 'Kiến nghị điều chuyển vốn từ dự án chậm sang dự án có khả năng giải ngân.' },
  },
  { ...PROVINCE, template: 'leaders-daily', period: '2026-11-20', commentary: { note: 'Đề nghị chỉ đạo xử lý dứt điểm 188 hồ sơ quá hạn trước ngày 30/11/2026.\nLịch họp giao ban: 14:00, phòng họp số 2.' } },
  {
    ...PROVINCE, template: 'shift-minutes', period: '2026-11-20', number: '320',
    commentary: { 'done-text': '19:40: kênh truyền xã Con Cuông mất kết nối; đã báo nhà cung cấp, chuyển kênh dự phòng.', 'handover-text': 'Theo dõi thiết bị chuyển mạch của Sở Nông nghiệp và Môi trường.' },
  },
];

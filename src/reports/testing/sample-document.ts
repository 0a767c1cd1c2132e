import type { ChartSeries, ChartSpec } from '@/charts/spec';
import { type Measure, measured, missing, valueOf } from '@/domain/measure';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import { createFormat } from '@/format/create-format';
import { roundHalfAway } from '@/format/rounding';
import type { DocumentBlock, DocumentCell, DocumentColumn, DocumentRow, DocumentTable, PrintedValue, ReportDocument, Run } from '../document/document';

const words = createFormat('vi');
/** 08:05 05/11/2026 in Vietnam. */
const AT = Date.UTC(2026, 10, 5, 1, 5);

/** A figure as the composer prints it, for tests of writers. */
export function sampleValue(measure: Measure, unit: UnitOfMeasure = 'dossier', decimals = 0, more: Partial<PrintedValue> = {}): PrintedValue {
  const number = valueOf(measure);
  return {
    ...words.measure(measure, unit, decimals),
    number: number === null ? null : roundHalfAway(number, decimals), decimals,
    missing: measure.kind === 'missing' ? measure.reason : null, status: measure.kind === 'value' ? measure.status : null,
    period: 'calendar:2026-10', orgUnit: '16681', indicator: null, sources: ['s1'], ...more,
  };
}

const text = (value: string, look: { readonly bold?: boolean; readonly italic?: boolean } = {}): Run => ({ kind: 'text', text: value, ...look });
const figure = (value: PrintedValue, bold = false): Run => ({ kind: 'value', value, bold });
const body = (id: string, ...runs: readonly Run[]): DocumentBlock => ({ kind: 'paragraph', id, style: 'body', runs });
const cell = (value: string): DocumentCell => ({ kind: 'text', text: value });
/** A count within a column that names its unit already. */
const count = (value: number | null): DocumentCell => ({ kind: 'value', value: sampleValue(value === null ? missing('not-available') : measured(value), 'count') });

const FORM_HEADERS: readonly (readonly string[])[] = [
  ['Số hồ sơ nhận giải quyết', 'Tổng số'], ['Số hồ sơ nhận giải quyết', 'Trong đó', 'Trực tuyến'],
  ['Số hồ sơ nhận giải quyết', 'Trong đó', 'Trực tiếp, bưu chính'], ['Số hồ sơ nhận giải quyết', 'Trong đó', 'Từ kỳ trước'],
  ['Số hồ sơ đã giải quyết', 'Tổng số'], ['Số hồ sơ đã giải quyết', 'Trong đó', 'Trước hạn'],
  ['Số hồ sơ đã giải quyết', 'Trong đó', 'Đúng hạn'], ['Số hồ sơ đã giải quyết', 'Trong đó', 'Quá hạn'],
  ['Số hồ sơ đang giải quyết', 'Tổng số'], ['Số hồ sơ đang giải quyết', 'Trong đó', 'Trong hạn'], ['Số hồ sơ đang giải quyết', 'Trong đó', 'Quá hạn'],
];
const FORM_COLUMNS: readonly DocumentColumn[] = [
  { id: 'index', header: ['STT'], number: '', align: 'centre', width: 1, unit: '' },
  { id: 'field', header: ['Lĩnh vực giải quyết'], number: '', align: 'start', width: 4, unit: '' },
  ...FORM_HEADERS.map((header, at): DocumentColumn => ({ id: `c${at + 1}`, header, number: `(${at + 1})`, align: 'end', width: 1.6, unit: '' })),
];
const FIELDS = [
  'Chứng thực', 'Hộ tịch', 'Nuôi con nuôi', 'Đất đai', 'Môi trường', 'Bảo trợ xã hội', 'Người có công', 'Thành lập và hoạt động của hộ kinh doanh',
  'Giáo dục và Đào tạo', 'Văn hóa', 'Thể dục, thể thao', 'Xây dựng', 'Giao thông', 'Nông nghiệp', 'Lâm nghiệp', 'Thủy sản', 'Thủy lợi', 'Phòng, chống thiên tai',
  'Tôn giáo', 'Thi đua, khen thưởng', 'Lao động, việc làm', 'Phòng, chống tệ nạn xã hội', 'Khiếu nại', 'Tố cáo', 'Tiếp công dân', 'An toàn thực phẩm',
] as const;

/** Eleven columns that agree with each other: (1)=(2)+(3)+(4), (5)=(6)+(7)+(8), (9)=(10)+(11), (1)=(5)+(9). */
function formCounts(at: number): readonly number[] {
  const [online, direct, carried, overdue, late] = [(at * 137) % 412 + 3, (at * 53) % 97, (at * 29) % 31, at % 3, at % 4];
  const received = online + direct + carried;
  const pending = Math.min(received, (at * 17) % 23 + overdue);
  const settled = received - pending;
  const settledLate = Math.min(late, settled);
  const early = Math.floor((settled - settledLate) * 0.7);
  const pendingLate = Math.min(overdue, pending);
  return [received, online, direct, carried, settled, early, settled - settledLate - early, settledLate, pending, pending - pendingLate, pendingLate];
}
const sumOf = (rows: readonly (readonly number[])[]): readonly number[] => FORM_HEADERS.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));

function formRows(): readonly DocumentRow[] {
  const counts = FIELDS.map((_, at) => formCounts(at + 1));
  const group = (id: string, label: string, from: number, to: number): readonly DocumentRow[] => [
    { id, emphasis: 'group', cells: [cell(''), cell(label), ...sumOf(counts.slice(from, to)).map(count)] },
    ...FIELDS.slice(from, to).map((name, at): DocumentRow => ({ id: `${id}-${at}`, emphasis: null, cells: [cell(String(at + 1)), cell(name), ...(counts[from + at] ?? []).map(count)] })),
  ];
  return [
    ...group('justice', 'Lĩnh vực tư pháp, đất đai', 0, 6), ...group('society', 'Lĩnh vực văn hóa, xã hội, kinh tế', 6, FIELDS.length),
    { id: 'silent', emphasis: null, cells: [cell(String(FIELDS.length - 5)), cell('Điện lực'), ...FORM_HEADERS.map(() => count(null))] },
    { id: 'total', emphasis: 'total', cells: [cell(''), cell('Tổng cộng'), ...sumOf(counts).map(count)] },
  ];
}

/** Form 06: heads of three rows, eleven numbered columns, longer than a page. */
export const sampleForm06: DocumentTable = {
  kind: 'table', id: 'form-06', caption: 'Tình hình, kết quả giải quyết thủ tục hành chính tháng 10 năm 2026', unitLine: 'Đơn vị tính: Số hồ sơ TTHC',
  columns: FORM_COLUMNS, rows: formRows(), notes: ['“—”: không có số liệu.', 'Thông tư số 01/2020/TT-VPCP, Biểu số II.06a.'],
};

const INDICATORS: readonly (readonly [name: string, unit: UnitOfMeasure, decimals: number, now: Measure, before: Measure, change: string])[] = [
  ['Thu ngân sách nhà nước trên địa bàn', 'billion-dong', 1, measured(18.46, 'estimated'), measured(17.902), '+3,1%'],
  ['Tỷ lệ hồ sơ giải quyết trước và đúng hạn', 'percent', 2, measured(98.565), measured(97.4), '+1,17 điểm %'],
  ['Số hộ nghèo', 'household', 0, measured(1_204, 'provisional'), measured(1_391), '−13,4%'],
  ['Cân đối thu – chi', 'million-dong', 0, measured(-570.4), measured(0), 'x'],
  ['Khách du lịch', 'visit', 0, missing('not-yet'), measured(12_480), '—'],
  ['Thu nhập bình quân đầu người', 'million-dong', 2, missing('denied'), missing('hidden'), '—'],
];
const indicatorColumn = (id: string, header: readonly string[], align: DocumentColumn['align'], width: number): DocumentColumn => ({ id, header, number: '', align, width, unit: '' });
const sampleIndicators: DocumentTable = {
  kind: 'table', id: 'indicators', caption: 'Một số chỉ tiêu chủ yếu tháng 10 năm 2026', unitLine: '',
  columns: [
    indicatorColumn('name', ['Chỉ tiêu'], 'start', 5), indicatorColumn('unit', ['Đơn vị tính'], 'centre', 2), indicatorColumn('now', ['Thực hiện', 'Tháng 10/2026'], 'end', 2),
    indicatorColumn('before', ['Thực hiện', 'Tháng 10/2025'], 'end', 2), indicatorColumn('change', ['So với cùng kỳ'], 'end', 2),
  ],
  rows: INDICATORS.map(([name, unit, decimals, now, before, change], at) => ({
    id: `i${at}`, emphasis: null,
    cells: [
      cell(name), cell(words.unit(unit)), { kind: 'value', value: sampleValue(now, unit, decimals, { indicator: `sample-${at}`, sources: ['s2'] }) },
      { kind: 'value', value: sampleValue(before, unit, decimals, { period: 'calendar:2025-10', indicator: `sample-${at}`, sources: ['s2'] }) }, cell(change),
    ],
  })),
  notes: ['“…”: chưa đến kỳ công bố; “x”: không áp dụng; “*”: không được xem hoặc được ẩn.'],
};

const MONTHS = ['1\n2026', '2', '3', '4', '5', '6', '7', '8', '9', '10'];
const series = (id: string, label: string, role: ChartSeries['role'], values: readonly (number | null)[]): ChartSeries => ({
  id, label, role, values, provisional: role === 'current' ? [9] : [],
  texts: values.map((value) => words.measure(value === null ? missing('not-available') : measured(value), 'dossier', 0).text),
});
/** Ten months beside those of the year before, with a gap and a provisional end. */
export const sampleTrend: ChartSpec = {
  kind: 'trend', description: 'Hồ sơ tiếp nhận theo tháng, năm 2026 so với năm 2025', categories: MONTHS,
  categoryNames: MONTHS.map((_, at) => `Tháng ${at + 1} năm 2026`), unitLabel: 'hồ sơ', breaks: [], reversed: false, language: 'vi',
  series: [
    series('now', 'Năm 2026', 'current', [1_820, 1_204, 1_930, 1_877, null, 2_011, 2_240, 2_187, 2_302, 2_415]),
    series('before', 'Năm 2025', 'previous', [1_650, 1_310, 1_702, 1_690, 1_744, 1_802, 1_533, 1_911, 2_020, 2_104]),
  ],
};
/** A drawing with a colour, a line and letters with marks. */
export const SAMPLE_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" viewBox="0 0 400 200"><rect x="8" y="8" width="384" height="184" fill="#eef2f7" stroke="#1f4e79" stroke-width="2"/><path d="M40 160 L140 60 L220 120 L360 40" fill="none" stroke="#1f4e79" stroke-width="6"/><text x="200" y="185" font-family="Tinos, \'Times New Roman\', serif" font-size="18" text-anchor="middle">Sơ đồ xã Anh Sơn</text></svg>';

const received = sampleValue(measured(2_415), 'dossier', 0, { indicator: 'dossiers-received' });
const onTime = sampleValue(measured(98.565), 'percent', 2, { indicator: 'on-time-rate' });

const MAIN: readonly DocumentBlock[] = [
  body('opening', text('Thực hiện Thông tư số 01/2020/TT-VPCP ngày 21 tháng 10 năm 2020 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ, Ủy ban nhân dân xã Anh Sơn báo cáo tình hình, kết quả giải quyết thủ tục hành chính tháng 10 năm 2026 như sau:')),
  { kind: 'heading', id: 'h1', level: 1, text: 'I. Tình hình, kết quả giải quyết thủ tục hành chính' },
  { kind: 'heading', id: 'h1-1', level: 2, text: '1. Tiếp nhận và giải quyết hồ sơ' },
  body('counts', text('Trong tháng, Trung tâm Phục vụ hành chính công xã tiếp nhận '), figure(received, true), text(', tăng '), figure(sampleValue(measured(3.2), 'percent', 1)), text(' so với cùng kỳ năm trước; tỷ lệ giải quyết trước và đúng hạn đạt '), figure(onTime), text('. Thu phí, lệ phí ước đạt '), figure(sampleValue(measured(18.46, 'estimated'), 'billion-dong', 1)), text('.')),
  { kind: 'list', id: 'points', items: [
    [text('Hồ sơ tiếp nhận trực tuyến: '), figure(sampleValue(measured(2_107))), text(';')],
    [text('Hồ sơ đang giải quyết: '), figure(sampleValue(measured(0))), text(';')],
    [text('Hồ sơ tiếp nhận qua bưu chính công ích: '), figure(sampleValue(missing('not-available'))), text(' (nguồn chưa gửi số liệu).', { italic: true })],
  ] },
  { kind: 'paragraph', id: 'absent', style: 'missing', runs: [text('Chưa có số liệu: khách du lịch tháng 10 năm 2026 (chưa đến kỳ công bố).')] },
  { kind: 'heading', id: 'h1-2', level: 2, text: '2. Một số chỉ tiêu' },
  sampleIndicators,
  { kind: 'heading', id: 'h1-2-a', level: 3, text: 'a) Diễn biến theo tháng' },
  { kind: 'chart', id: 'trend', caption: 'Hồ sơ tiếp nhận theo tháng', spec: sampleTrend, note: 'Tháng 5 năm 2026 không có số liệu; tháng 10 là số sơ bộ.' },
  { kind: 'picture', id: 'map', caption: 'Sơ đồ địa bàn', alt: 'Sơ đồ xã Anh Sơn', svg: SAMPLE_SVG, widthMm: 120, heightMm: 60 },
  { kind: 'heading', id: 'h2', level: 1, text: 'II. Đánh giá, kiến nghị' },
  { kind: 'paragraph', id: 'comment', style: 'prompt', runs: [text('Nêu khó khăn, vướng mắc và kiến nghị (nếu có).')] },
  { kind: 'paragraph', id: 'basis', style: 'note', runs: [text('Số liệu lấy từ hệ thống thông tin giải quyết thủ tục hành chính của tỉnh; dữ liệu mẫu.')] },
];

/** Every kind of block, an appendix on landscape pages, a head and a tail: what a writer must be able to print. */
export const sampleDocument: ReportDocument = {
  version: 1, language: 'vi', title: 'Báo cáo tình hình, kết quả giải quyết thủ tục hành chính tháng 10 năm 2026',
  head: {
    bodyAbove: 'UBND TỈNH NGHỆ AN', body: 'ỦY BAN NHÂN DÂN XÃ ANH SƠN', number: 'Số:        /BC-UBND', placeAndDate: 'Anh Sơn, ngày 05 tháng 11 năm 2026',
    kind: 'BÁO CÁO', subject: 'Tình hình, kết quả giải quyết thủ tục hành chính tháng 10 năm 2026',
  },
  sections: [
    { id: 'main', orientation: 'portrait', appendix: null, blocks: MAIN },
    {
      id: 'appendix-1', orientation: 'landscape',
      appendix: { label: 'Phụ lục I', title: 'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH', attachedTo: '(Kèm theo Báo cáo số        /BC-UBND ngày 05 tháng 11 năm 2026 của Ủy ban nhân dân xã Anh Sơn)' },
      blocks: [sampleForm06],
    },
    {
      id: 'appendix-2', orientation: 'portrait', appendix: { label: 'Phụ lục II', title: 'GIẢI TRÌNH', attachedTo: '(Kèm theo Báo cáo số        /BC-UBND ngày 05 tháng 11 năm 2026)' },
      blocks: [body('why', text('Một hồ sơ đất đai quá hạn do phải xác minh & bổ sung <giấy tờ>.')), { kind: 'page-break', id: 'break' }, body('after', text('Trang cuối của phụ lục.'))],
    },
  ],
  tail: {
    recipients: ['UBND tỉnh Nghệ An (báo cáo)', 'Thường trực Đảng ủy, HĐND xã', 'Lưu: VT, VP.'],
    signature: { authority: 'TM. ỦY BAN NHÂN DÂN', position: 'CHỦ TỊCH', name: 'Nguyễn Văn Sơn' },
  },
  sources: [
    { id: 's1', name: 'Hệ thống một cửa điện tử tỉnh', dataset: 'procedure-statistics', request: 'period=calendar:2026-10;unit=16681', asOf: '17:00 31/10/2026', receivedAt: '08:05 05/11/2026', remark: '', sample: true },
    { id: 's2', name: 'Thống kê tỉnh', dataset: 'socio-economic', request: 'period=calendar:2026-10', asOf: null, receivedAt: '08:05 05/11/2026', remark: 'số liệu cũ', sample: true },
  ],
  footer: 'Số liệu đến 17:00 31/10/2026; lập lúc 08:05 05/11/2026; dữ liệu mẫu', watermark: null,
  properties: { author: 'Trần Thị Bình', organisation: 'Ủy ban nhân dân xã Anh Sơn', createdAt: AT, id: '0192f0c4-5b7e-7c3a-9d21-3f6a5e8b1c02' },
};

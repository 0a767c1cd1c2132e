import type { Attention } from '@/domain/indicator';
import type { PeriodKind } from '@/domain/period/types';
import type { Language } from '@/format/format';
import type { IndicatorColumn } from '../template/template';

/** What documents say by themselves, in the wording of administrative papers. */
export interface PaperWords {
  readonly more: string;
  readonly less: string;
  readonly same: string;
  /** Of ranks: a smaller number is a rise. */
  readonly rise: string;
  readonly fall: string;
  readonly points: { readonly percent: string; readonly 'per-thousand': string };
  readonly comparedLastYear: string;
  readonly comparedBefore: Readonly<Record<PeriodKind, string>>;
  readonly noBaseLastYear: string;
  readonly noBaseBefore: string;
  /** The base is there and cannot be divided by. */
  readonly noRate: string;
  readonly unfinished: string;
  readonly reached: string;
  readonly equals: string;
  readonly ofPlan: (period: string) => string;
  readonly aboveTarget: string;
  readonly belowTarget: string;
  readonly onTarget: string;
  readonly targetOf: (period: string) => string;
  readonly noTarget: string;
  readonly attention: Readonly<Record<Attention, string>>;
  readonly unknownIndicator: (id: string) => string;
  readonly madeAt: (moment: string) => string;
  readonly sample: string;
  readonly label: string;
  readonly value: string;
  readonly unitOfMeasure: string;
  readonly unitLine: (unit: string) => string;
  readonly noWidget: (id: string) => string;
  readonly badOptions: (id: string) => string;
  readonly failedWidget: (id: string) => string;
  readonly nothing: string;
  /** Of words that nobody had to write and nobody wrote. */
  readonly unwritten: string;
  readonly indicator: string;
  readonly order: string;
  readonly unitOfAdministration: string;
  readonly columns: Readonly<Record<IndicatorColumn, string>>;
  readonly mapChanged: string;
  readonly gaps: (periods: string) => string;
  readonly notRanked: (count: string) => string;
  /** `missing`: how many have no figure, empty for none. */
  readonly mapAlt: (what: string, units: string, missing: string) => string;
  readonly noShapes: (what: string) => string;
  readonly otherMap: (what: string) => string;
  readonly noShapesOfLevel: (what: string) => string;
  readonly leftOut: (count: string) => string;
  readonly appendix: string;
  readonly attachedTo: (what: string, number: string, date: string, body: string) => string;
  readonly report: string;
  readonly allThere: string;
  readonly cells: (count: string, reason: string) => string;
  readonly sourceLine: (name: string, dataset: string) => string;
  readonly figuresTo: (moment: string) => string;
  readonly received: (moment: string) => string;
  readonly noSource: string;
  readonly sources: string;
  readonly notThere: string;
  readonly partial: (present: string, expected: string) => string;
  readonly withheld: string;
  readonly old: string;
}

const vi: PaperWords = {
  more: 'tăng', less: 'giảm', same: 'không đổi', rise: 'tăng', fall: 'giảm',
  points: { percent: 'điểm phần trăm', 'per-thousand': 'điểm phần nghìn' },
  comparedLastYear: 'so với cùng kỳ năm trước',
  comparedBefore: {
    day: 'so với ngày trước', week: 'so với tuần trước', month: 'so với tháng trước', quarter: 'so với quý trước', half: 'so với 6 tháng trước',
    'nine-months': 'so với kỳ trước', year: 'so với năm trước',
  },
  noBaseLastYear: 'chưa có số liệu cùng kỳ năm trước để so sánh', noBaseBefore: 'chưa có số liệu kỳ trước để so sánh',
  noRate: 'không tính được tỷ lệ tăng, giảm', unfinished: 'kỳ chưa kết thúc, chưa so sánh',
  reached: 'đạt', equals: 'bằng', ofPlan: (period) => `kế hoạch${period && ` ${period}`}`,
  aboveTarget: 'cao hơn', belowTarget: 'thấp hơn', onTarget: 'đạt đúng', targetOf: (period) => `mục tiêu${period && ` ${period}`}`,
  noTarget: 'chưa có kế hoạch để so sánh',
  attention: { good: 'đạt yêu cầu', watch: 'cần theo dõi', act: 'cần xử lý', unknown: 'chưa có cơ sở đánh giá' },
  unknownIndicator: (id) => `[không có chỉ tiêu “${id}”]`,
  madeAt: (moment) => `lập lúc ${moment}`, sample: 'số liệu minh họa',
  label: 'Nội dung', value: 'Giá trị', unitOfMeasure: 'Đơn vị tính', unitLine: (unit) => `Đơn vị tính: ${unit}`,
  noWidget: (id) => `Phần này dùng tiện ích “${id}” không có trong hệ thống.`, badOptions: (id) => `Cấu hình của tiện ích “${id}” chưa đúng nên không lập được phần này.`,
  failedWidget: (id) => `Tiện ích “${id}” gặp lỗi nên không lập được phần này.`, nothing: 'Không có số liệu cho đơn vị và kỳ này.', unwritten: 'Không có.',
  indicator: 'Chỉ tiêu', order: 'STT', unitOfAdministration: 'Đơn vị',
  columns: {
    value: 'Thực hiện', previous: 'Kỳ trước', 'last-year': 'Cùng kỳ năm trước', 'change-previous': 'So với kỳ trước', 'change-last-year': 'So với cùng kỳ',
    'year-to-date': 'Lũy kế từ đầu năm', target: 'Kế hoạch', 'target-share': 'So với kế hoạch', status: 'Đánh giá',
  },
  mapChanged: 'thay đổi địa giới', gaps: (periods) => `Chưa có số liệu: ${periods}.`,
  mapAlt: (what, units, missing) => `Bản đồ ${what}: ${units} đơn vị${missing && `, trong đó ${missing} đơn vị chưa có số liệu`}`,
  noShapes: (what) => `${what}: chưa lấy được ranh giới đơn vị nên không vẽ bản đồ; số liệu nêu ở bảng.`,
  otherMap: (what) => `${what}: chưa có ranh giới của bản đồ hành chính cũ nên không vẽ bản đồ; số liệu nêu ở bảng.`,
  noShapesOfLevel: (what) => `${what}: chưa có lớp ranh giới của cấp đơn vị này nên không vẽ bản đồ; số liệu nêu ở bảng.`,
  notRanked: (count) => `${count} đơn vị chưa có số liệu, không xếp hạng.`, leftOut: (count) => `Còn ${count} đơn vị khác không nêu trong bảng.`,
  appendix: 'Phụ lục', attachedTo: (what, number, date, body) => `(Kèm theo ${what} số ${number} ${date} của ${body})`, report: 'Báo cáo',
  allThere: 'Các số liệu theo mẫu đều đã có.', cells: (count, reason) => `${count} số liệu ${reason}`,
  sourceLine: (name, dataset) => `${name}: ${dataset}`, figuresTo: (moment) => `số liệu đến ${moment}`, received: (moment) => `nhận lúc ${moment}`, noSource: 'Báo cáo không dùng số liệu từ nguồn nào.', sources: 'Nguồn số liệu:', notThere: 'Số liệu chưa có:',
  partial: (present, expected) => `mới có ${present}/${expected} phần`, withheld: 'chỉ gồm phạm vi người lập được xem', old: 'số liệu cũ',
};
const en: PaperWords = {
  more: 'up', less: 'down', same: 'unchanged', rise: 'up', fall: 'down',
  points: { percent: 'percentage points', 'per-thousand': 'per-thousand points' },
  comparedLastYear: 'on the same period last year',
  comparedBefore: {
    day: 'on the day before', week: 'on the week before', month: 'on the month before', quarter: 'on the quarter before', half: 'on the half-year before',
    'nine-months': 'on the period before', year: 'on the year before',
  },
  noBaseLastYear: 'no figure of the same period last year to compare with', noBaseBefore: 'no figure of the period before to compare with',
  noRate: 'no rate of change can be told', unfinished: 'the period still runs, nothing is compared yet',
  reached: 'reaching', equals: 'equal to', ofPlan: (period) => `of the plan${period && ` for ${period}`}`,
  aboveTarget: 'above', belowTarget: 'below', onTarget: 'exactly on', targetOf: (period) => `the target${period && ` for ${period}`}`,
  noTarget: 'no plan to compare with',
  attention: { good: 'as required', watch: 'to be watched', act: 'needs action', unknown: 'cannot be judged yet' },
  unknownIndicator: (id) => `[no indicator “${id}”]`,
  madeAt: (moment) => `made at ${moment}`, sample: 'sample data',
  label: 'Item', value: 'Value', unitOfMeasure: 'Unit', unitLine: (unit) => `Unit: ${unit}`,
  noWidget: (id) => `This part uses a widget “${id}” that the portal does not have.`, badOptions: (id) => `The options of widget “${id}” are wrong, so this part could not be made.`,
  failedWidget: (id) => `Widget “${id}” failed, so this part could not be made.`, nothing: 'No data for this unit and period.', unwritten: 'None.',
  indicator: 'Indicator', order: 'No.', unitOfAdministration: 'Unit',
  columns: {
    value: 'Actual', previous: 'Period before', 'last-year': 'Same period last year', 'change-previous': 'On the period before', 'change-last-year': 'On last year',
    'year-to-date': 'Year to date', target: 'Plan', 'target-share': 'Against the plan', status: 'Standing',
  },
  mapChanged: 'boundaries changed', gaps: (periods) => `No data: ${periods}.`,
  mapAlt: (what, units, missing) => `Map of ${what}: units ${units}${missing && `, without a figure ${missing}`}`,
  noShapes: (what) => `${what}: the boundaries could not be had, so no map is drawn; the figures stand in the table.`,
  otherMap: (what) => `${what}: there are no boundaries of the old map, so no map is drawn; the figures stand in the table.`,
  noShapesOfLevel: (what) => `${what}: there are no boundaries of units of this level, so no map is drawn; the figures stand in the table.`,
  notRanked: (count) => `Units without data, not ranked: ${count}.`, leftOut: (count) => `Further units not in this table: ${count}.`,
  appendix: 'Appendix', attachedTo: (what, number, date, body) => `(Attached to ${what} No. ${number} of ${date} of ${body})`, report: 'Report',
  allThere: 'Every figure of this form is there.', cells: (count, reason) => `${count} figures: ${reason}`,
  sourceLine: (name, dataset) => `${name}: ${dataset}`, figuresTo: (moment) => `figures to ${moment}`, received: (moment) => `received ${moment}`, noSource: 'This report uses no figure of any source.', sources: 'Sources:', notThere: 'Figures that are not there:',
  partial: (present, expected) => `${present} of ${expected} parts`, withheld: 'only what its author may see', old: 'old figures',
};
export const PAPER_WORDS: Readonly<Record<Language, PaperWords>> = { vi, en };

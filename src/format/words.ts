import type { MissingReason, ObservationStatus } from '@/domain/measure';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Language } from './format';

/** What differs between the two languages. A `*` in a unit is the plural s. */
export interface Words {
  readonly point: string;
  readonly group: string;
  /** Names of 10³, 10⁶, 10⁹ and 10¹². */
  readonly scales: readonly [string, string, string, string];
  readonly units: Readonly<Record<UnitOfMeasure, string>>;
  /** What a difference is counted in where that is not the unit itself. */
  readonly differences: { readonly [unit in UnitOfMeasure]?: string };
  readonly rank: string;
  readonly missing: Readonly<Record<MissingReason, string>>;
  readonly status: Readonly<Record<ObservationStatus, string>>;
  readonly covered: (present: string, expected: string) => string;
  /** second, minute, hour, day */
  readonly ages: readonly [string, string, string, string];
}

const vi: Words = {
  point: ',',
  group: '.',
  scales: ['nghìn', 'triệu', 'tỷ', 'nghìn tỷ'],
  units: {
    percent: '%', point: 'điểm', index: 'chỉ số', rank: 'hạng', ratio: 'lần', dossier: 'hồ sơ', procedure: 'thủ tục', document: 'văn bản',
    task: 'nhiệm vụ', alert: 'cảnh báo', incident: 'sự cố', system: 'hệ thống', request: 'giao dịch', machine: 'máy', unit: 'đơn vị',
    case: 'vụ', person: 'người', visit: 'lượt khách', enterprise: 'doanh nghiệp', project: 'dự án', 'billion-dong': 'tỷ đồng',
    'million-dong': 'triệu đồng', dong: 'đồng', 'million-usd': 'triệu USD', hectare: 'ha', tonne: 'tấn', 'per-thousand': '‰',
    household: 'hộ', head: 'con', kilometre: 'km', 'cubic-metre': 'm³', 'million-kwh': 'triệu kWh', 'million-litre': 'triệu lít', 'quintal-per-hectare': 'tạ/ha',
    'per-ten-thousand': '/vạn dân', 'per-hundred': '/100', product: 'sản phẩm', account: 'tài khoản', school: 'trường', facility: 'cơ sở', vehicle: 'xe',
    night: 'đêm', room: 'phòng', cooperative: 'hợp tác xã', 'case-of-disease': 'ca', turn: 'lượt', 'thousand-tonne': 'nghìn tấn', 'thousand-dong': 'nghìn đồng',
    'microgram-per-cubic-metre': 'µg/m³', year: 'tuổi',
    celsius: '°C', kilowatt: 'kW',
    second: 'giây', millisecond: 'ms', minute: 'phút', hour: 'giờ', day: 'ngày', 'working-day': 'ngày làm việc', count: '',
  },
  differences: { percent: 'điểm %', 'per-thousand': 'điểm ‰', index: 'điểm', rank: 'bậc' },
  rank: 'hạng',
  missing: {
    'not-available': 'chưa có số liệu', 'not-yet': 'chưa đến kỳ công bố', 'not-applicable': 'không áp dụng',
    hidden: 'được ẩn vì số lượng nhỏ', denied: 'không có quyền xem', 'broken-series': 'không so sánh được do thay đổi địa giới',
    incomplete: 'chưa đủ số liệu thành phần', quarantined: 'chờ xác nhận',
  },
  status: { estimated: 'ước tính', provisional: 'sơ bộ', official: 'chính thức' },
  covered: (present, expected) => `mới có ${present}/${expected} phần`,
  ages: ['giây', 'phút', 'giờ', 'ngày'],
};

const en: Words = {
  point: '.',
  group: ',',
  scales: ['k', 'm', 'bn', 'tn'],
  units: {
    percent: '%', point: 'point*', index: 'index', rank: 'rank', ratio: 'times', dossier: 'dossier*', procedure: 'procedure*', document: 'document*',
    task: 'task*', alert: 'alert*', incident: 'incident*', system: 'system*', request: 'request*', machine: 'machine*', unit: 'unit*',
    case: 'case*', person: 'people', visit: 'visit*', enterprise: 'enterprise*', project: 'project*', 'billion-dong': 'billion VND',
    'million-dong': 'million VND', dong: 'VND', 'million-usd': 'million USD', hectare: 'ha', tonne: 'tonne*', 'per-thousand': '‰',
    household: 'household*', head: 'head', kilometre: 'km', 'cubic-metre': 'm³', 'million-kwh': 'million kWh', 'million-litre': 'million litres', 'quintal-per-hectare': 'quintals/ha',
    'per-ten-thousand': 'per 10,000', 'per-hundred': 'per 100', product: 'product*', account: 'account*', school: 'school*', facility: 'places', vehicle: 'vehicle*',
    night: 'night*', room: 'room*', cooperative: 'cooperative*', 'case-of-disease': 'case*', turn: 'times', 'thousand-tonne': 'thousand tonnes', 'thousand-dong': 'thousand VND',
    'microgram-per-cubic-metre': 'µg/m³', year: 'year*',
    celsius: '°C', kilowatt: 'kW',
    second: 'second*', millisecond: 'ms', minute: 'minute*', hour: 'hour*', day: 'day*', 'working-day': 'working day*', count: '',
  },
  differences: { percent: 'pp', 'per-thousand': '‰ pts', index: 'point*', rank: 'place*' },
  rank: 'rank',
  missing: {
    'not-available': 'no data', 'not-yet': 'not published yet', 'not-applicable': 'not applicable',
    hidden: 'hidden, small number', denied: 'no right to see it', 'broken-series': 'not comparable, boundaries changed',
    incomplete: 'parts are missing', quarantined: 'awaiting confirmation',
  },
  status: { estimated: 'estimated', provisional: 'provisional', official: 'official' },
  covered: (present, expected) => `${present} of ${expected} parts`,
  ages: ['second*', 'minute*', 'hour*', 'day*'],
};

export const WORDS: Readonly<Record<Language, Words>> = { vi, en };

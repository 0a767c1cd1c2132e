import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData, DatasetQuery } from '@/domain/dataset';
import { sampleCube, sampleEvents } from '@/widget-kit/testing/sample-province';
import { SAMPLE_COMMUNES, SAMPLE_DEPARTMENTS, SAMPLE_PROVINCE_UNIT } from '@/widget-kit/testing/sample-units';

/** What one unit did in one period; everything else of the form follows from these. */
export interface Work {
  readonly online: number;
  readonly counter: number;
  readonly postal: number;
  readonly carriedOver: number;
  readonly early: number;
  readonly late: number;
  readonly pendingOverdue: number;
  readonly pending: number;
}

export const METRICS = [
  'received', 'receivedOnline', 'receivedDirect', 'carriedOver', 'settled', 'settledEarly', 'settledOnTime', 'settledLate',
  'pending', 'pendingInTerm', 'pendingOverdue', 'receivedNew', 'settledInTime', 'overdue', 'channelCounter', 'channelOnline', 'channelPostal',
] as const;

/** The seventeen metrics of a unit in the order of {@link METRICS}; balanced by construction. */
export function metricsOf(work: Work): readonly number[] {
  const direct = work.counter + work.postal;
  const received = work.online + direct + work.carriedOver;
  const settled = received - work.pending;
  const onTime = settled - work.early - work.late;
  return [
    received, work.online, direct, work.carriedOver, settled, work.early, onTime, work.late,
    work.pending, work.pending - work.pendingOverdue, work.pendingOverdue,
    work.online + direct, work.early + onTime, work.late + work.pendingOverdue, work.counter, work.online, work.postal,
  ];
}

/** A unit that receives `size` dossiers and settles `latePercent` of them late. */
export function workOf(size: number, latePercent: number): Work {
  const part = (percent: number): number => Math.round((size * percent) / 100);
  return {
    online: part(61), counter: part(22), postal: part(5), carriedOver: part(12),
    early: part(55), late: part(latePercent), pending: part(11), pendingOverdue: part(latePercent / 3),
  };
}

const UNITS: readonly (readonly [code: string, size: number, late: number])[] = [
  ['H41.06', 8421, 5.1], ['H41.07', 5210, 2.2], [SAMPLE_COMMUNES[0], 4876, 0.3], ['H41.04', 4533, 0.3], [SAMPLE_COMMUNES[1], 3902, 1.5],
  [SAMPLE_COMMUNES[2], 3718, 0.2], ['H41.11', 2951, 1.2], [SAMPLE_COMMUNES[3], 2644, 5.9], ['H41.02', 1207, 0.8], ['H41.08', 618, 0.2], [SAMPLE_COMMUNES[4], 512, 11.4],
];
const FIELDS: readonly (readonly [code: string, label: string, size: number, late: number])[] = [
  ['DD', 'Đất đai', 9120, 4.8], ['HT', 'Hộ tịch', 7815, 0.3], ['CT', 'Chứng thực', 6903, 0], ['BTXH', 'Bảo trợ xã hội', 3310, 1.9], ['XD', 'Hoạt động xây dựng', 2104, 3.4],
  ['DN', 'Thành lập và hoạt động của doanh nghiệp', 1920, 0.2], ['MT', 'Môi trường', 640, 2.7], ['GT', 'Đường bộ', 511, 0.6],
];

const sumOf = (rows: readonly (readonly number[])[]): readonly number[] => METRICS.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
const cells = (at: readonly string[], metrics: readonly number[], status?: string): CubeRow[] =>
  METRICS.map((metric, index) => [...at, metric, metrics[index], ...(status ? [status] : [])]);

/** A table of units and their total; `scale` makes it larger, `provisional` is what a period still running says. */
export function unitsCube(scale = 1, status?: string): DatasetData {
  const rows = UNITS.map(([code, size, late]) => ({ code, metrics: metricsOf(workOf(size * scale, late)) }));
  const total = { code: SAMPLE_PROVINCE_UNIT, metrics: sumOf(rows.map((row) => row.metrics)) };
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: [SAMPLE_PROVINCE_UNIT, ...SAMPLE_DEPARTMENTS, ...SAMPLE_COMMUNES] }, { id: 'metric', role: 'metric', categories: [...METRICS] }],
    [...rows, total].flatMap(({ code, metrics }) => cells([code], metrics, status)),
  );
}

export function fieldsCube(scale = 1): DatasetData {
  return sampleCube(
    [{ id: 'field', role: 'classification', categories: FIELDS.map(([code, label]) => ({ code, label })) }, { id: 'metric', role: 'metric', categories: [...METRICS] }],
    FIELDS.flatMap(([code, , size, late]) => cells([code], metricsOf(workOf(size * scale, late)))),
  );
}

const listOf = (query: DatasetQuery, name: string): readonly string[] => {
  const value = query.params[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

/** A gentle climb with a low in the second month of each year, when Tết falls; what one month leaves pending the next carries over. */
export function seriesCube(query: DatasetQuery, scale = 1): DatasetData {
  const [periods, units] = [listOf(query, 'periods'), listOf(query, 'units')];
  const size = (period: string, at: number): number => (period.endsWith('-02') ? 0.62 : 1) * (29_500 + at * 310 + ((at * 7) % 5) * 850) * scale;
  const works = periods.map((period, at) => workOf(size(period, at), 1.9));
  const chained = works.map((work, at) => ({ ...work, carriedOver: works[at - 1]?.pending ?? work.carriedOver }));
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: units }, { id: 'time', role: 'time', categories: periods }, { id: 'metric', role: 'metric', categories: [...METRICS] }],
    units.flatMap((unit) => periods.flatMap((period, at) => {
      const work = chained[at];
      return work ? cells([unit, period], metricsOf(work), at === periods.length - 1 ? 'provisional' : undefined) : [];
    })),
  );
}

const PEOPLE = [['Nguyễn Văn An', '0912345612'], ['Trần Thị Bích Hạnh', '0987 654 321'], ['Lô Thị Mai', '+84 38 123 4567'], ['Công ty TNHH Sông Lam', null]] as const;

export function dossiersList(count: number): DatasetData {
  const procedures = ['Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất', 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ', 'Hưởng trợ cấp xã hội hằng tháng', 'Cấp giấy phép môi trường'];
  return sampleEvents(
    { code: 'text', procedure: 'text', field: 'text', unit: 'text', 'applicant!': 'text', 'phone!': 'text', receivedOn: 'date', dueOn: 'date', channel: 'text', daysLate: 'number' },
    Array.from({ length: count }, (_, at) => [
      `H41.06-261003-${String(1000 + at)}`, procedures[at % 4] ?? null, 'DD', at % 3 === 0 ? 'H41.06' : (SAMPLE_COMMUNES[at % 5] ?? null),
      PEOPLE[at % 4]?.[0] ?? null, PEOPLE[at % 4]?.[1] ?? null, '2026-10-03', '2026-11-02', at % 2 === 0 ? 'online' : 'counter', 1 + ((at * 7) % 41),
    ]),
  );
}

import { addDays, civilDate } from '@/domain/civil';
import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import { periodText } from '@/domain/period/text';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { SAMPLE_NOW, sampleCube, sampleEvents, sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets, documentDays } from './datasets';
import type { DirectiveOptions } from './options';

const card = (id: string, vi: string, en: string, rest: Pick<Indicator, 'unit' | 'direction' | 'metric' | 'dataset'> & Partial<Indicator>): Indicator => ({
  id, name: { vi, en }, shortName: { vi, en }, definition: { vi, en }, owner: { vi: 'Văn phòng UBND tỉnh', en: 'Office of the People’s Committee' },
  calendar: 'calendar', periodKind: 'month', decimals: 1, levels: ['province', 'department'], overUnits: { kind: 'none' }, overTime: { kind: 'none' },
  targets: [], validFrom: '2020-01-01', change: 'difference', ...rest,
});
const province = sampleProvince({
  indicators: [
    card('tasks-on-time-rate', 'Nhiệm vụ hoàn thành đúng hạn', 'Tasks on time', {
      unit: 'percent', direction: 'higher-better', metric: 'doneOnTime', dataset: 'directive-tasks',
      targets: [{ period: 'calendar:2026', value: 95 }], thresholds: { basis: 'value', watch: 95, act: 85 },
    }),
    card('documents-signed-rate', 'Văn bản đi được ký số', 'Signed digitally', {
      unit: 'percent', direction: 'higher-better', metric: 'signed', dataset: 'documents-daily', periodKind: 'day', thresholds: { basis: 'value', watch: 95, act: 90 },
    }),
  ],
});

type Counts = readonly [unit: string, onTime: number, late: number, inProgress: number, overdue: number];
const COUNTS: readonly Counts[] = [
  ['H41.02', 31, 0, 9, 0], ['H41.06', 44, 3, 21, 4], ['H41.07', 27, 8, 12, 9], ['H41.08', 18, 1, 5, 0], ['H41.11', 36, 1, 14, 2],
];

export function tasksCube(facts: readonly Counts[] = COUNTS, scale = 1): DatasetData {
  const total = facts.reduce((sum, [, ...counts]) => sum.map((one, at) => one + (counts[at] ?? 0)), [0, 0, 0, 0]);
  const all: readonly Counts[] = [[province.unit, total[0] ?? 0, total[1] ?? 0, total[2] ?? 0, total[3] ?? 0], ...facts];
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: all.map(([unit]) => unit) }, { id: 'metric', role: 'metric', categories: ['assigned', 'done', 'doneOnTime', 'doneLate', 'inProgress', 'overdue'] }],
    all.flatMap(([unit, onTime, late, running, overdue]): CubeRow[] =>
      Object.entries({ assigned: onTime + late + running + overdue, done: onTime + late, doneOnTime: onTime, doneLate: late, inProgress: running, overdue })
        .map(([metric, value]) => [unit, metric, value * scale, 'provisional'])),
  );
}

export type TaskFacts = readonly [title: string, leader: string, unit: string, daysLeft: number | null];
const TASKS: readonly TaskFacts[] = [
  ['Báo cáo giải ngân vốn đầu tư công tháng 11', 'Chủ tịch UBND tỉnh', 'H41.06', -6],
  ['Giải phóng mặt bằng đường ven biển, đoạn qua xã Quỳnh Lưu', 'Phó Chủ tịch phụ trách kinh tế', 'H41.07', -2],
  ['Rà soát, đề xuất cải thiện chỉ số cải cách hành chính', 'Chủ tịch UBND tỉnh', 'H41.02', 0],
  ['Tham mưu kế hoạch chuyển đổi số cấp xã', 'Phó Chủ tịch phụ trách văn xã', 'H41.11', 2],
  ['Kiểm tra công tác phòng, chống thiên tai', 'Phó Chủ tịch phụ trách nông nghiệp', 'H41.08', 9],
  ['Trả lời kiến nghị của cử tri sau kỳ họp', 'Phó Chủ tịch thường trực', 'H41.06', 14],
];
export const tasksList = (facts: readonly TaskFacts[] = TASKS): DatasetData => sampleEvents(
  { code: 'text', title: 'text', leader: 'text', unit: 'text', assignedOn: 'date', dueOn: 'date' },
  facts.map(([title, leader, unit, left], at) => [`${4_100 + at}/UBND-KT`, title, leader, unit, '2026-10-20', left === null ? null : addDays(civilDate(SAMPLE_NOW), left)]),
);

export function documentsCube(scale = 1): DatasetData {
  const days = documentDays(30, SAMPLE_NOW).map(periodText);
  return sampleCube(
    [{ id: 'time', role: 'time', categories: days }, { id: 'metric', role: 'metric', categories: ['incoming', 'outgoing', 'signed'] }],
    days.flatMap((day, at): CubeRow[] => {
      const rest = at % 7 === 1 || at % 7 === 0;
      const standing = at === days.length - 1 ? 'provisional' : 'official';
      const outgoing = (rest ? 60 : 880 + ((at * 37) % 90)) * scale;
      return [[day, 'incoming', (rest ? 90 : 1_380 + ((at * 53) % 140)) * scale, standing], [day, 'outgoing', outgoing, standing], [day, 'signed', Math.round(outgoing * 0.978), standing]];
    }),
  );
}

const LONG = 'Khẩn trương rà soát, tổng hợp, báo cáo kết quả thực hiện các nhiệm vụ trọng tâm về phát triển kinh tế - xã hội, quốc phòng, an ninh năm 2026';
const MANY = Array.from({ length: 240 }, (_, at): TaskFacts => [LONG, `Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh phụ trách khối ${1 + (at % 12)}`, 'H41.06', at % 11 === 0 ? null : (at % 90) - 45]);

const answer = (extreme: boolean): SampleAnswer => (slot) => {
  switch (slot) {
    case 'tasks': return tasksCube(COUNTS, extreme ? 9_999 : 1);
    case 'open': return tasksList(extreme ? MANY : TASKS);
    default: return documentsCube(extreme ? 9_999 : 1);
  }
};

/** One view in its seven states. */
export const samplesOf = (view: DirectiveOptions['view'], change: Partial<DirectiveOptions> = {}, scope = sampleScope()): readonly Sample<DirectiveOptions>[] =>
  namedSamples<DirectiveOptions>({ options: { view, days: 14, limit: 20, ...change }, province, scope, datasets, normal: answer(false), extreme: answer(true) });

export const samples = samplesOf('summary');

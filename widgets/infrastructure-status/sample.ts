import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData } from '@/domain/dataset';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { SAMPLE_NOW, sampleCube, sampleEvents, sampleScope } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { InfrastructureOptions } from './options';

const MINUTE = 60_000;
const ago = (minutes: number): number => SAMPLE_NOW - minutes * MINUTE;

/** `downFor` in minutes; null while it is up. */
export type HostFacts = readonly [name: string, downFor: number | null, cpu: number | null, memory: number | null, storage: number | null];
const HOSTS: readonly HostFacts[] = [
  ['Máy chủ ảo hóa 01', null, 41, 66, 58], ['Máy chủ ảo hóa 02', null, 38, 93.5, 61], ['Thiết bị sao lưu DR', 95, null, null, null],
  ['Tường lửa vành đai', null, 22, 31, null], ['Tủ lưu trữ SAN 1', null, 12, 40, 87],
];
export const hostsList = (facts: readonly HostFacts[] = HOSTS): DatasetData => sampleEvents(
  { host: 'text', name: 'text', kind: 'text', system: 'text', site: 'text', unit: 'text', up: 'boolean', downSince: 'instant', cpuPercent: 'number', memoryPercent: 'number', storagePercent: 'number', limitPercent: 'number' },
  facts.map(([name, down, cpu, memory, storage], at) => [`h${at}`, name, 'server', 'may-chu-luu-tru', 'dc', '40', down === null, down === null ? null : ago(down), cpu, memory, storage, 90]),
);

export type LinkFacts = readonly [name: string, unit: string, provider: string, downFor: number | null, use: number | null];
const LINKS: readonly LinkFacts[] = [
  ['Kênh TSLCD Phường Thành Vinh', '16681', 'VNPT', null, 34], ['Kênh TSLCD Xã Mường Xén', '16732', 'Viettel', 212, null],
  ['Kênh TSLCD Xã Diễn Châu', '17035', 'VNPT', null, 91], ['LAN Sở Xây dựng', 'H41.07', 'VNPT', null, 48],
];
export const linksList = (facts: readonly LinkFacts[] = LINKS): DatasetData => sampleEvents(
  { link: 'text', name: 'text', kind: 'text', system: 'text', unit: 'text', provider: 'text', up: 'boolean', downSince: 'instant', capacityMbps: 'number', usePercent: 'number', limitPercent: 'number', latencyMs: 'number', lossPercent: 'number' },
  facts.map(([name, unit, provider, down, use], at) => [`l${at}`, name, 'wan', 'mang-tslcd-wan', unit, provider, down === null, down === null ? null : ago(down), 100, use, 85, 14, 0.2]),
);

/** `silence`: id of the silence that covers it. */
export type AlertFacts = readonly [severity: string, summary: string, unit: string | null, minutes: number, receivers: string | null, silence: string | null];
const ALERTS: readonly AlertFacts[] = [
  ['high', 'Bộ nhớ Máy chủ ảo hóa 02 trên 90 %', '40', 33, 'Tổ máy chủ', null],
  ['critical', 'Mất kết nối Kênh TSLCD Xã Mường Xén', '16732', 212, 'Tổ mạng', null],
  ['high', 'Thiết bị sao lưu DR không trả lời', '40', 95, 'Tổ máy chủ', 'row-1'],
];
export const alertsList = (facts: readonly AlertFacts[] = ALERTS): DatasetData => sampleEvents(
  { name: 'text', severity: 'text', summary: 'text', description: 'text', state: 'text', since: 'instant', silencedBy: 'text', receivers: 'text', system: 'text', unit: 'text', host: 'text', link: 'text' },
  facts.map(([severity, summary, unit, minutes, receivers, silence]) => ['LinkDown', severity, summary, null, silence === null ? 'active' : 'suppressed', ago(minutes), silence, receivers, null, unit, null, null]),
);
const silencesList = (): DatasetData => sampleEvents(
  { about: 'text', state: 'text', from: 'instant', to: 'instant', 'by!': 'text', comment: 'text' },
  [['host=~"backup"', 'active', ago(600), SAMPLE_NOW + 9 * 60 * MINUTE, 'Trực vận hành', 'Chờ thay thiết bị theo bảo hành']],
);
export type ProblemFacts = readonly [severity: string, name: string, unit: string, minutes: number, taken: boolean | null];
const PROBLEMS: readonly ProblemFacts[] = [
  ['high', 'Thiết bị chuyển mạch tầng 2 không trả lời', 'H41.07', 51, false], ['low', 'Máy in dùng chung báo lỗi', '16681', 3_800, true],
];
export const problemsList = (facts: readonly ProblemFacts[] = PROBLEMS): DatasetData => sampleEvents(
  { name: 'text', severity: 'text', since: 'instant', acknowledged: 'boolean', suppressed: 'boolean', unit: 'text', system: 'text', device: 'text' },
  facts.map(([severity, name, unit, minutes, taken]) => [name, severity, ago(minutes), taken, false, unit, 'mang-lan', 'sw-1']),
);

const READINGS = [
  ['temperature', 'celsius', 1, 23.4, 24.1], ['humidity', 'percent', 0, 49, 52], ['power', 'kilowatt', 1, 192.5, 56.8], ['itPower', 'kilowatt', 1, 120.3, 35.3],
  ['pue', 'ratio', 2, 1.6, 1.61], ['upsLoad', 'percent', 1, 60.2, 58.8], ['upsRuntime', 'minute', 0, 24, 35],
] as const;
const environmentCube = (scale = 1): DatasetData => sampleCube(
  [
    { id: 'site', role: 'classification', categories: [{ code: 'dc', label: 'Trung tâm dữ liệu tỉnh' }, { code: 'dr', label: 'Trung tâm dữ liệu dự phòng' }] },
    { id: 'metric', role: 'metric', categories: READINGS.map(([code, unit, decimals]) => ({ code, label: code, unit, decimals })) },
  ],
  READINGS.flatMap(([code, , , first, second]): CubeRow[] => [['dc', code, first * scale], ['dr', code, second * scale]]),
);

const LONG = 'Kênh truyền số liệu chuyên dùng cấp II nối Trung tâm phục vụ hành chính công với trung tâm dữ liệu dự phòng của tỉnh, tuyến số';
const times = <T>(count: number, make: (at: number) => T): readonly T[] => Array.from({ length: count }, (_, at) => make(at));

const answer = (extreme: boolean): SampleAnswer => (slot) => {
  switch (slot) {
    case 'hosts': return hostsList(extreme ? times(90, (at) => [`${LONG} ${at}`, at % 4 === 0 ? at * 777 : null, 100, 99.9, 100] as const) : HOSTS);
    case 'links': return linksList(extreme ? times(151, (at) => [`${LONG} ${at}`, '16681', 'Tập đoàn Công nghiệp - Viễn thông Quân đội', at % 3 === 0 ? at * 99 : null, at % 101] as const) : LINKS);
    case 'alerts': return alertsList(extreme ? times(140, (at) => [['critical', 'high', 'low', 'khẩn'][at % 4] ?? 'low', `${LONG} ${at}`, '16681', at * 37, at % 5 === 0 ? null : 'Tổ trực mạng truyền số liệu chuyên dùng', at % 7 === 0 ? 'row-1' : null] as const) : ALERTS);
    case 'problems': return problemsList(extreme ? times(60, (at) => ['high', `${LONG} ${at}`, 'H41.07', at * 61, at % 2 === 0] as const) : PROBLEMS);
    case 'silences': return silencesList();
    default: return environmentCube(extreme ? 99 : 1);
  }
};

/** One view in its seven states. */
export const samplesOf = (view: InfrastructureOptions['view'], scope = sampleScope()): readonly Sample<InfrastructureOptions>[] =>
  namedSamples<InfrastructureOptions>({ options: { view, limit: 20 }, scope, datasets, normal: answer(false), extreme: answer(true) });

export const samples = samplesOf('summary');

import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import { periodText } from '@/domain/period/text';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { SAMPLE_NOW, sampleCube, sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets, trendDays } from './datasets';
import type { LgspOptions } from './options';

const card = (id: string, vi: string, en: string, rest: Pick<Indicator, 'unit' | 'decimals' | 'direction' | 'metric'> & Partial<Indicator>): Indicator => ({
  id, name: { vi, en }, shortName: { vi, en }, definition: { vi, en }, owner: { vi: 'Sở Khoa học và Công nghệ', en: 'Department of Science and Technology' },
  calendar: 'calendar', periodKind: 'day', dataset: 'lgsp-daily', levels: ['province'], overUnits: { kind: 'none' }, overTime: { kind: 'none' },
  targets: [], validFrom: '2020-01-01', change: 'difference', ...rest,
});
const province = sampleProvince({
  indicators: [
    card('lgsp-requests', 'Giao dịch qua LGSP', 'LGSP transactions', { unit: 'request', decimals: 0, direction: 'neutral', metric: 'requests' }),
    card('lgsp-error-rate', 'Tỷ lệ giao dịch lỗi', 'Failed transactions', { unit: 'percent', decimals: 2, direction: 'lower-better', metric: 'errors', thresholds: { basis: 'value', watch: 1, act: 3 } }),
    card('lgsp-availability', 'Độ sẵn sàng của LGSP', 'Availability of the LGSP', {
      unit: 'percent', decimals: 2, direction: 'higher-better', metric: 'availability',
      targets: [{ period: 'calendar:2026', value: 99.9 }], thresholds: { basis: 'value', watch: 99.5, act: 99 },
    }),
  ],
});

export type ServiceFacts = readonly [label: string, requests: number, errors: number, p95: number, availability: number];
const SERVICES: readonly ServiceFacts[] = [
  ['Cơ sở dữ liệu quốc gia về dân cư', 41_872, 96, 214, 99.98],
  ['Trục liên thông văn bản quốc gia', 30_145, 61, 342, 99.97],
  ['Định danh và xác thực điện tử', 28_960, 71, 188, 99.99],
  ['Đăng ký doanh nghiệp', 9_412, 402, 1_874, 97.41],
  ['Thanh toán trực tuyến', 8_034, 92, 655, 99.32],
  ['Lý lịch tư pháp', 3_977, 8, 471, 99.96],
];

export const servicesCube = (facts: readonly ServiceFacts[] = SERVICES): DatasetData => sampleCube(
  [
    { id: 'service', role: 'classification', categories: facts.map(([label], at) => ({ code: `s${at}`, label })) },
    { id: 'metric', role: 'metric', categories: ['requests', 'errors', 'p95', 'availability'] },
  ],
  facts.flatMap(([, requests, errors, p95, availability], at): CubeRow[] => [[`s${at}`, 'requests', requests], [`s${at}`, 'errors', errors], [`s${at}`, 'p95', p95], [`s${at}`, 'availability', availability]]),
);

/** Thirty days; the last one is today and still runs. */
export function dailyCube(scale = 1, availability = 99.94): DatasetData {
  const days = trendDays(30, SAMPLE_NOW).map(periodText);
  return sampleCube(
    [{ id: 'metric', role: 'metric', categories: ['requests', 'errors', 'p95', 'availability'] }, { id: 'time', role: 'time', categories: days }],
    days.flatMap((day, at): CubeRow[] => {
      const last = at === days.length - 1;
      const requests = Math.round((last ? 122_400 : at % 7 === 1 || at % 7 === 0 ? 148_000 : 462_000 + ((at * 7919) % 31_000)) * scale);
      const standing = last ? 'provisional' : 'official';
      return [['requests', day, requests, standing], ['errors', day, Math.round(requests * 0.0042), standing], ['p95', day, 320 + ((at * 13) % 60), standing], ['availability', day, last ? availability : 99.95, standing]];
    }),
  );
}

/** Up to the hour of the sample's moment, 08:46: eight hours are over and one runs. */
export function hoursCube(whole: boolean, scale = 1): DatasetData {
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const load = (hour: number): number => Math.round((hour < 7 ? 3_100 : 41_000 + hour * 900) * scale * (whole ? 0.94 : 1));
  return sampleCube(
    [{ id: 'metric', role: 'metric', categories: ['requests', 'errors'] }, { id: 'hour', role: 'classification', categories: hours }],
    hours.flatMap((hour, at): CubeRow[] => {
      const standing = whole || at < 8 ? 'official' : at === 8 ? 'provisional' : 'not-yet';
      const value = whole || at <= 8 ? load(at) : null;
      return [['requests', hour, value, standing], ['errors', hour, value === null ? null : Math.round(value * 0.004), standing]];
    }),
  );
}

const CALLERS = ['Một cửa điện tử liên thông', 'Quản lý văn bản và điều hành', 'Phần mềm ngành y tế', 'Cổng phản ánh, kiến nghị'];
export const callersCube = (callers: readonly string[] = CALLERS, scale = 1): DatasetData => sampleCube(
  [
    { id: 'caller', role: 'classification', categories: callers.map((label, at) => ({ code: `c${at}`, label })) },
    { id: 'service', role: 'classification', categories: SERVICES.map(([label], at) => ({ code: `s${at}`, label })) },
    { id: 'metric', role: 'metric', categories: ['requests', 'errors'] },
  ],
  callers.flatMap((_, caller) => SERVICES.flatMap(([, requests], service): CubeRow[] => {
    const asked = (caller + service) % 3 === 1 ? 0 : Math.round((requests * scale) / (2 + caller));
    return [[`c${caller}`, `s${service}`, 'requests', asked], [`c${caller}`, `s${service}`, 'errors', Math.round(asked * 0.004)]];
  })),
);

const LONG = 'Hệ thống thông tin giải quyết thủ tục hành chính và kho quản lý dữ liệu điện tử của tổ chức, cá nhân';
const MANY = Array.from({ length: 60 }, (_, at): ServiceFacts => [`${LONG} ${at + 1}`, 1_234_567 * (at + 1), 98_765 * (at % 5), 59_999, at % 7 === 0 ? 0 : 98 + (at % 20) / 10]);

const answer = (extreme: boolean): SampleAnswer => (slot) => {
  switch (slot) {
    case 'services': return servicesCube(extreme ? MANY : SERVICES);
    case 'callers': return callersCube(extreme ? Array.from({ length: 40 }, (_, at) => `${LONG} ${at + 1}`) : CALLERS, extreme ? 9_999 : 1);
    case 'hours': return hoursCube(false, extreme ? 9_999 : 1);
    case 'hoursBefore': return hoursCube(true, extreme ? 9_999 : 1);
    default: return dailyCube(extreme ? 9_999 : 1, extreme ? 42.5 : 99.94);
  }
};

/** One view in its seven states. */
export const samplesOf = (view: LgspOptions['view'], change: Partial<LgspOptions> = {}): readonly Sample<LgspOptions>[] =>
  namedSamples<LgspOptions>({ options: { view, order: 'attention', days: 14, limit: 20, ...change }, province, scope: sampleScope(), datasets, normal: answer(false), extreme: answer(true) });

export const samples = samplesOf('summary');

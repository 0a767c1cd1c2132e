import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData, Features, Position } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleEvents, sampleProvince } from '@/widget-kit/testing/sample-province';
import { SAMPLE_COMMUNES } from '@/widget-kit/testing/sample-units';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { InvestmentOptions } from './options';

const [vi, en] = ['Giải ngân vốn đầu tư công so với kế hoạch', 'Public investment disbursed against plan'];
export const CARD: Indicator = {
  id: 'public-investment-disbursement', name: { vi, en }, shortName: { vi, en }, definition: { vi, en }, owner: { vi: 'Sở Tài chính', en: 'Department of Finance' },
  unit: 'percent', decimals: 1, direction: 'higher-better', calendar: 'statistical', periodKind: 'month', dataset: 'socio-economic-monthly', metric: 'public-investment-disbursement',
  levels: ['province'], overUnits: { kind: 'none' }, overTime: { kind: 'last' }, targets: [{ period: 'calendar:2026', value: 95 }],
  thresholds: { basis: 'ratio-to-target', watch: 1, act: 0.9 }, validFrom: '2020-01-01', change: 'difference',
};
const province = sampleProvince({ indicators: [CARD] });

/** Plan of the year, billion dong, and the share of it disbursed by October, this year and the one before. */
export type OwnerFacts = readonly [unit: string, plan: number, share: number, shareBefore: number];
const OWNERS: readonly OwnerFacts[] = [
  ['H41.04', 812.4, 0.71, 0.66], ['H41.06', 1_904, 0.64, 0.6], ['H41.07', 3_120.5, 0.58, 0.63], ['H41.11', 640, 0.24, 0.55], ['16681', 96.2, 0.45, 0.5],
];

/** Months since January of last year; this year ends with October, which is provisional. */
export const monthsCube = (facts: readonly OwnerFacts[] = OWNERS, scale = 1): DatasetData => {
  const months = [2025, 2026].flatMap((year) => Array.from({ length: year === 2026 ? 10 : 12 }, (_, at) => [year, at + 1] as const));
  const code = (year: number, month: number): string => `calendar:${year}-${String(month).padStart(2, '0')}`;
  return sampleCube(
    [
      { id: 'time', role: 'time', categories: months.map(([year, month]) => code(year, month)) },
      { id: 'unit', role: 'geo', categories: facts.map(([unit]) => unit) },
      { id: 'metric', role: 'metric', categories: ['plan', 'disbursed'] },
    ],
    months.flatMap(([year, month]) => facts.flatMap(([unit, plan, share, before]): CubeRow[] => {
      const standing = year === 2026 && month === 10 ? 'provisional' : 'official';
      const done = plan * (year === 2026 ? share : before) * (month / 10) ** 1.3;
      return [[code(year, month), unit, 'plan', plan * scale, standing], [code(year, month), unit, 'disbursed', Math.round(done * scale * 10) / 10, standing]];
    })),
  );
};
export const plansCube = (above: number, council: number): DatasetData => sampleCube(
  [
    { id: 'time', role: 'time', categories: ['calendar:2026'] },
    { id: 'assigner', role: 'classification', categories: [{ code: 'thu_tuong', label: 'Thủ tướng Chính phủ giao' }, { code: 'hdnd', label: 'Hội đồng nhân dân tỉnh giao' }] },
    { id: 'metric', role: 'metric', categories: ['plan'] },
  ],
  [['calendar:2026', 'thu_tuong', 'plan', above], ['calendar:2026', 'hdnd', 'plan', council]],
);

export type ProjectFacts = readonly [name: string, unit: string, place: string | null, plan: number, disbursed: number, state: string];
const PROJECTS: readonly ProjectFacts[] = [
  ['Nâng cấp đường ven biển, đoạn qua Diễn Châu', 'H41.07', '17464', 640, 402.5, 'dang_lam'],
  ['Cải tạo trạm y tế xã Tam Hợp', 'H41.11', '17065', 28.4, 3.1, 'cham'],
  ['Kè chống sạt lở sông Lam', 'H41.06', '16681', 180, 180, 'xong'],
  ['Xây mới trường trung học cơ sở Quỳ Hợp', '16681', '17035', 46.2, 20.8, 'dang_lam'],
  ['Hệ thống cấp nước Cửa Lò', 'H41.07', '16732', 95.5, 11.2, 'cham'],
];
export const projectsList = (facts: readonly ProjectFacts[] = PROJECTS): DatasetData => sampleEvents(
  { name: 'text', unit: 'text', owner: 'text', place: 'text', year: 'text', total: 'number', plan: 'number', disbursed: 'number', disbursedEver: 'number', start: 'date', end: 'date', state: 'text', lon: 'number', lat: 'number', status: 'text' },
  facts.map(([name, unit, place, plan, disbursed, state], at) => [
    name, unit, '', place, '2026', plan * 3, plan, disbursed, disbursed * 2, '2025-03-01', '2027-12-31', state,
    place === null ? null : 104.7 + ((at * 37) % 60) / 100, place === null ? null : 19 + ((at * 53) % 40) / 100, 'provisional',
  ]),
);

const box = (index: number): Position[] => {
  const [west, south] = [104.6 + (index % 3) * 0.3, 18.9 + Math.floor(index / 3) * 0.28];
  return [[west, south], [west + 0.29, south + 0.03], [west + 0.31, south + 0.27], [west + 0.02, south + 0.25], [west, south]];
};
const AREAS: Features = {
  kind: 'features', approximate: true, attribution: 'Nền bản đồ tỉnh',
  features: SAMPLE_COMMUNES.map((code, index) => ({ id: code, properties: { code }, geometry: { type: 'Polygon', coordinates: [box(index)] } })),
};

const LONG = 'Đầu tư xây dựng, nâng cấp, mở rộng tuyến đường liên huyện và hạ tầng kỹ thuật khu tái định cư phục vụ giải phóng mặt bằng';
const MANY = Array.from({ length: 240 }, (_, at): ProjectFacts => [`${LONG} ${at + 1}`, OWNERS[at % 5]?.[0] ?? 'H41.07', at % 9 === 0 ? null : '17464', 98_765.4, at % 3 === 0 ? 0 : 87_654.3, at % 3 === 0 ? 'cham' : 'dang_lam']);

const answer = (extreme: boolean): SampleAnswer => (slot) => {
  switch (slot) {
    case 'plans': return extreme ? plansCube(5_000_000, 6_573_100) : plansCube(5_720, 6_573.1);
    case 'projects': return projectsList(extreme ? MANY : PROJECTS);
    case 'areas': return AREAS;
    default: return monthsCube(OWNERS, extreme ? 1_000 : 1);
  }
};

/** One view in its seven states. */
export const samplesOf = (view: InvestmentOptions['view'], change: Partial<InvestmentOptions> = {}): readonly Sample<InvestmentOptions>[] =>
  namedSamples<InvestmentOptions>({ options: { view, behindOnly: false, limit: 30, ...change }, province, datasets, normal: answer(false), extreme: answer(true) });

export const samples = samplesOf('summary');

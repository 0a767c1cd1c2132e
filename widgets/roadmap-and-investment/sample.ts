import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData } from '@/domain/dataset';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { sampleCube, sampleEvents } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { RoadmapOptions } from './options';

export type TaskFacts = readonly [title: string, document: string, group: string, lead: string | null, from: number | null, until: number | null, state: string, percent: number, budget: number | null];
const [FIRST, SECOND] = ['3119/QĐ-UBND', '978/QĐ-UBND'];
const [OFFICE, HOME] = ['Sở Thông tin và Truyền thông', 'Sở Nội vụ'];
const TASKS: readonly TaskFacts[] = [
  ['Xây dựng hệ thống thư điện tử công vụ của tỉnh', FIRST, 'Danh mục dự án giai đoạn 2016-2017', OFFICE, 2016, 2017, 'done', 100, 2_000],
  ['Đầu tư hệ thống một cửa điện tử', FIRST, 'Danh mục dự án giai đoạn 2016-2017', OFFICE, 2017, 2018, 'done', 100, 5_200],
  ['Triển khai cơ sở dữ liệu cán bộ, công chức ba cấp', FIRST, 'Danh mục dự án giai đoạn 2018-2020', HOME, 2018, 2019, 'late', 70, 4_500],
  ['Đầu tư trang thiết bị cho UBND các xã, phường, thị trấn', FIRST, 'Danh mục dự án giai đoạn 2018-2020', OFFICE, 2018, 2019, 'done', 100, 6_400],
  ['Cổng Dịch vụ công và hệ thống một cửa điện tử', SECOND, 'Nâng cấp hệ thống dùng chung', OFFICE, 2020, 2026, 'done', 100, null],
  ['Nền tảng tích hợp, chia sẻ dữ liệu của tỉnh', SECOND, 'Nâng cấp hệ thống dùng chung', OFFICE, 2020, 2026, 'late', 62, null],
  ['Kho dữ liệu dùng chung', SECOND, 'Tầng nền tảng số', OFFICE, 2025, 2031, 'not-started', 0, null],
  ['Duy trì hệ thống hội nghị truyền hình', SECOND, 'Các nhiệm vụ duy trì thường xuyên', null, null, null, 'under-way', 55, null],
  ['Trung tâm giám sát an toàn thông tin', SECOND, 'Bảo đảm an toàn thông tin', OFFICE, 2021, null, 'under-way', 48, null],
];

const COLUMNS = {
  code: 'text', title: 'text', document: 'text', place: 'text', documentName: 'text', group: 'text', kind: 'text', lead: 'text', partners: 'text', period: 'text',
  start: 'date', end: 'date', state: 'text', percent: 'number', budget: 'number', disbursed: 'number',
} as const;
const newYear = (year: number | null): string | null => (year === null ? null : `${year}-01-01`);

export const tasksList = (facts: readonly TaskFacts[] = TASKS): DatasetData => sampleEvents(COLUMNS, facts.map(
  ([title, document, group, lead, from, until, state, percent, budget], at) =>
    [`I.${at + 1}`, title, document, 'Nam Định', 'Kiến trúc Chính quyền điện tử', group, 'task', lead, 'Sở Tài chính; Các đơn vị liên quan', '', newYear(from), newYear(until), state, percent, budget, budget === null ? null : Math.round(budget * percent * 0.0095)],
));

/** The two lists of projects with their money, million dong. */
export const budgetCube = (scale = 1): DatasetData => sampleCube(
  [
    { id: 'portfolio', role: 'classification', categories: [{ code: 'a', label: 'Danh mục dự án giai đoạn 2016–2017' }, { code: 'b', label: 'Danh mục dự án giai đoạn 2018–2020' }] },
    { id: 'metric', role: 'metric', categories: ['projects', 'planned', 'disbursed'] },
  ],
  [['a', 15, 39_900, 37_700], ['b', 9, 24_850, 22_140]].flatMap(([list, projects, planned, disbursed]): CubeRow[] =>
    [[list, 'projects', projects], [list, 'planned', Number(planned) * scale], [list, 'disbursed', Number(disbursed) * scale]]),
);

const LONG = 'Đầu tư hệ thống Cổng thông tin điện tử ba cấp, nâng cấp trang tin điện tử của các cơ quan, đơn vị đáp ứng yêu cầu tại Nghị định số 43/2011/NĐ-CP của Chính phủ';
const MANY = Array.from({ length: 205 }, (_, at): TaskFacts =>
  [`${LONG} ${at + 1}`, `${3_000 + (at % 5)}/QĐ-UBND`, `Nhóm nhiệm vụ bảo đảm an toàn và bảo mật thông tin, phần ${(at % 28) + 1}`, at % 3 === 0 ? null : `Các sở, ban, ngành thành phố và Ủy ban nhân dân các quận, huyện ${at % 19}`,
    2_016 + (at % 8), at % 6 === 0 ? null : 2_018 + (at % 8) + (at % 5), ['done', 'under-way', 'late', 'not-started'][at % 4] ?? 'done', at % 101, at % 8 === 0 ? 9_876_543 : null]);

const answer = (extreme: boolean): SampleAnswer => (slot) => (slot === 'budget' ? budgetCube(extreme ? 98_765 : 1) : tasksList(extreme ? MANY : TASKS));

/** One view in its seven states. */
export const samplesOf = (view: RoadmapOptions['view'], change: Partial<RoadmapOptions> = {}): readonly Sample<RoadmapOptions>[] =>
  namedSamples<RoadmapOptions>({ options: { view, by: 'document', limit: 30, ...change }, datasets, normal: answer(false), extreme: answer(true) });

export const samples = samplesOf('summary');

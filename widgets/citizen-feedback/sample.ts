import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData } from '@/domain/dataset';
import { periodText } from '@/domain/period/text';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { SAMPLE_NOW, sampleCube, sampleEvents, sampleScope } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets, feedbackDays } from './datasets';
import type { FeedbackOptions } from './options';

const HOUR = 3_600_000;

/** `due`: hours from now; `answered`: hours ago, null while it is open. */
export interface PetitionFacts {
  readonly field: string;
  readonly unit: string;
  readonly due: number;
  readonly answered: number | null;
  readonly satisfaction: number | null;
}
const of = (field: string, unit: string, due: number, answered: number | null = null, satisfaction: number | null = null): PetitionFacts => ({ field, unit, due, answered, satisfaction });
const PETITIONS: readonly PetitionFacts[] = [
  of('moi-truong', '16681', -50), of('ha-tang-giao-thong', '16732', 5), of('dien-nuoc', '16681', 60), of('dat-dai-xay-dung', '17035', -3),
  of('moi-truong', '16681', -20, 40, 5), of('y-te', '17035', -90, 80, 2), of('ha-tang-giao-thong', '16732', 30, 2, 4), of('moi-truong', '17035', -10, 30, null),
];
export const itemsList = (facts: readonly PetitionFacts[] = PETITIONS): DatasetData => sampleEvents(
  { code: 'text', receivedAt: 'instant', dueAt: 'instant', answeredAt: 'instant', field: 'text', unit: 'text', state: 'text', satisfaction: 'number', lon: 'number', lat: 'number', 'sender!': 'text', 'phone!': 'text' },
  facts.map(({ field, unit, due, answered, satisfaction }, at) => [
    `PA-${2_100 + at}`, SAMPLE_NOW + (due - 168) * HOUR, SAMPLE_NOW + due * HOUR, answered === null ? null : SAMPLE_NOW - answered * HOUR, field, unit,
    answered === null ? (at % 2 === 0 ? 'received' : 'in-progress') : 'closed', satisfaction, 104.4 + (at % 40) * 0.03, 18.7 + (at % 17) * 0.05, 'Nguyễn Văn An', '0912345612',
  ]),
);

/** Thirty days of the same size; today still runs. */
export function dailyCube(scale = 1): DatasetData {
  const days = feedbackDays(30, SAMPLE_NOW).map(periodText);
  return sampleCube(
    [{ id: 'time', role: 'time', categories: days }, { id: 'metric', role: 'metric', categories: ['received', 'answered', 'answeredInTime', 'overdue', 'rated', 'satisfied'] }],
    days.flatMap((day, at): CubeRow[] => {
      const received = 22 + ((at * 7) % 11);
      const counts = { received, answered: received - 3, answeredInTime: received - 4, overdue: at % 9 === 0 ? 2 : 1, rated: 10, satisfied: 8 };
      return Object.entries(counts).map(([metric, value]) => [day, metric, value * scale, at === days.length - 1 ? 'provisional' : 'official']);
    }),
  );
}

const MANY = Array.from({ length: 700 }, (_, at): PetitionFacts =>
  of(at % 5 === 0 ? `linh-vuc-moi-chua-co-trong-danh-muc-dung-chung-${at % 30}` : 'thu-tuc-hanh-chinh', '16681', (at % 300) - 150, at % 3 === 0 ? at % 90 : null, at % 6));

const answer = (extreme: boolean): SampleAnswer => (slot) => (slot === 'items' ? itemsList(extreme ? MANY : PETITIONS) : dailyCube(extreme ? 9_999 : 1));

/** One view in its seven states. */
export const samplesOf = (view: FeedbackOptions['view'], scope = sampleScope()): readonly Sample<FeedbackOptions>[] =>
  namedSamples<FeedbackOptions>({ options: { view, days: 30, limit: 20 }, scope, datasets, normal: answer(false), extreme: answer(true) });

export const samples = samplesOf('summary');

import type { DatasetData } from '@/domain/dataset';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import { SAMPLE_NOW, sampleEvents } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { SourceHealthOptions } from './options';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A failure that stands: kind, pointer, whether nothing was there, HTTP status, minutes since. */
export type FailureFacts = readonly [kind: string, pointer: string | null, absent: boolean, status: number | null, minutes: number];
export interface SourceFacts {
  readonly id: string;
  readonly name?: string;
  readonly state: string;
  /** Seconds since the last good answer; null where there was none. */
  readonly good: number | null;
  readonly latency?: number | null;
  readonly next?: number;
  readonly failure?: FailureFacts;
  readonly dataset?: string;
  readonly held?: number | null;
}

const SOURCES: readonly SourceFacts[] = [
  { id: 'one-stop', state: 'working', good: 12, latency: 184 },
  { id: 'statistics-office', state: 'working', good: 1_900, latency: 420, held: 2 },
  { id: 'so-y-te', name: 'Sở Y tế', state: 'failing', good: 44 * 60, latency: 233, failure: ['malformed', '/data/0/tong_so', true, null, 44], dataset: 'directive-tasks' },
  { id: 'security-centre', state: 'working', good: 4, latency: 96 },
  { id: 'lgsp', state: 'resting', good: 380, latency: 10_000, next: 24, failure: ['unavailable', null, false, 503, 6], dataset: 'lgsp-daily' },
  { id: 'map-service', state: 'unasked', good: null, latency: null },
  { id: 'documents', state: 'working', good: 31, latency: 152 },
];

export const healthList = (facts: readonly SourceFacts[] = SOURCES): DatasetData => sampleEvents(
  {
    source: 'text', name: 'text', nameEn: 'text', state: 'text', lastSuccess: 'instant', latencyMs: 'number', failures: 'number', nextTryAt: 'instant', kind: 'text', dataset: 'text',
    pointer: 'text', absent: 'boolean', httpStatus: 'number', since: 'instant', datasets: 'number', held: 'number',
  },
  facts.map(({ id, name = id, state, good, latency = 100, next, failure, dataset = null, held = 0 }) => [
    id, name, name, state, good === null ? null : SAMPLE_NOW - good * SECOND, latency, failure ? 3 : 0, next === undefined ? null : SAMPLE_NOW + next * SECOND,
    failure?.[0] ?? null, failure ? dataset : null, failure?.[1] ?? null, failure?.[2] ?? null, failure?.[3] ?? null, failure ? SAMPLE_NOW - failure[4] * MINUTE : null, 4, held,
  ]),
);

const LONG = 'Hệ thống thông tin giải quyết thủ tục hành chính và kho quản lý dữ liệu điện tử của tổ chức, cá nhân';
const KINDS = ['unreachable', 'timed-out', 'malformed', 'content-type', 'denied', 'contradictory'];
const MANY = Array.from({ length: 151 }, (_, at): SourceFacts => ({
  id: `nguon-${at}`, name: `${LONG} ${at + 1}`, state: ['failing', 'resting', 'trying', 'held', 'working', 'lạ'][at % 6] ?? 'working', good: at * 9_999, latency: 15_000,
  ...(at % 6 < 4 ? { failure: [KINDS[at % KINDS.length] ?? '', '/duLieu/12/tong_so_ho_so_tiep_nhan_truc_tuyen', at % 2 === 0, 500, at * 61] as const, dataset: 'procedure-by-unit' } : {}), held: at % 5,
}));

/** One view in its seven states. */
export const samplesOf = (view: SourceHealthOptions['view']): readonly Sample<SourceHealthOptions>[] =>
  namedSamples<SourceHealthOptions>({ options: { view, limit: 30 }, datasets, normal: () => healthList(), extreme: () => healthList(MANY) });

export const samples = samplesOf('all');

import type { StoredAnswer } from '@/cache/record';
import type { DatasetQuery } from '@/domain/dataset';
import { queryKey } from '@/domain/dataset';
import { periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { Snapshot } from '@/query/snapshot';
import type { SlotQueries, SlotSnapshots } from '@/query/use-snapshots';
import type { FrozenAnswer, FrozenAnswers } from '../../freeze/frozen';
import { asKept } from '../../freeze/thin-shapes';

/** Questions by their own key, as they are followed. */
export const slotsOf = (questions: readonly DatasetQuery[]): SlotQueries => Object.fromEntries(questions.map((query) => [queryKey(query), query]));

/** Of how many questions the answer is there, or known not to come. */
export const answeredOf = (questions: readonly DatasetQuery[], snapshots: SlotSnapshots): number =>
  questions.filter((query) => { const state = snapshots[queryKey(query)]?.state; return state !== undefined && state !== 'loading'; }).length;

/** What the page knows now, as a report would freeze it. A question that is still being answered has no answer yet. */
export function frozenNow(questions: readonly DatasetQuery[], snapshots: SlotSnapshots, { unit, period, boundary }: Scope, province: string, at: Instant): FrozenAnswers {
  const answers = questions.flatMap((question): readonly FrozenAnswer[] => {
    const snapshot = snapshots[queryKey(question)];
    return snapshot ? [{ question, answer: answerOf(snapshot), cause: snapshot.cause ?? null }] : [];
  });
  return { version: 1, at, province, unit, period: periodText(period), boundary, answers };
}

function answerOf({ data, asOf, receivedAt, provenance, partial, notes }: Snapshot): StoredAnswer | null {
  if (data === undefined || receivedAt === undefined || provenance === undefined) return null;
  return asKept({ data, asOf: asOf ?? null, receivedAt, serverTime: null, provenance, ...(partial ? { partial } : {}), ...(notes ? { notes } : {}) });
}

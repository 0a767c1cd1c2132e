import { queryKey } from '@/domain/dataset';
import type { DatasetQuery } from '@/domain/dataset';
import type { Snapshot } from '@/query/snapshot';
import { unanswered, withAnswer, withFailure } from '@/query/transitions';
import { coveredSnapshots } from '@/widget-kit/host/personal-fields';
import type { FrozenAnswer, FrozenAnswers } from './frozen';

/** What was frozen, by question. */
export interface SnapshotBook {
  /** Never loading: a question nobody asked has failed. Personal fields are covered, whoever asked. */
  of(query: DatasetQuery): Snapshot;
  /** As frozen; undefined where the question was not asked. */
  frozen(query: DatasetQuery): FrozenAnswer | undefined;
}

/** Frozen answers as models read them. */
export function snapshotBook(frozen: FrozenAnswers): SnapshotBook {
  const byKey = new Map(frozen.answers.map((each) => [queryKey(each.question), each]));
  const made = new Map<string, Snapshot>();
  return {
    frozen: (query) => byKey.get(queryKey(query)),
    of: (query) => {
      const key = queryKey(query);
      const known = made.get(key);
      if (known) return known;
      const snapshot = snapshotOf(query, byKey.get(key));
      made.set(key, snapshot);
      return snapshot;
    },
  };
}

function snapshotOf(query: DatasetQuery, frozen: FrozenAnswer | undefined): Snapshot {
  const fresh = unanswered(query);
  const cause = frozen?.cause ?? null;
  if (!frozen?.answer) return withFailure(fresh, cause ?? { kind: 'misconfigured', source: '', dataset: query.dataset });
  const answered = withAnswer(fresh, { ...frozen.answer, ...(cause ? { cause } : {}) }, false);
  return coveredSnapshots({ only: answered }, null)['only'] ?? answered;
}

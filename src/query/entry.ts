import type { StoredAnswer } from '@/cache/record';
import { queryKey } from '@/domain/dataset';
import type { Dataset, DatasetQuery } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import type { SourceError } from '@/federation/source-error';
import { FailureBudget } from './refresh-plan';
import type { Snapshot } from './snapshot';
import { unanswered, withFailure } from './transitions';

export type Listener = (snapshot: Snapshot) => void;

/** One question of the page, shared by all who observe it. Times are device time, ms. */
export interface Entry {
  readonly key: string;
  readonly query: DatasetQuery;
  /** Undefined where the pack knows no such dataset: never asked. */
  readonly dataset: Dataset | undefined;
  /** Who follows, and how often each wants it renewed at most, ms; 0: as often as the dataset is. */
  readonly listeners: Map<Listener, number>;
  snapshot: Snapshot;
  /** The one ask under way; a reply to any other is thrown away. */
  asking: AbortController | null;
  /** Started by the schedule, so it counts against the few that may run at once. */
  background: boolean;
  dueAt: number;
  /** When an entry that nobody observes goes. */
  dropAt: number;
  answeredAt: number | null;
  storedAt: number;
  failures: number;
  /** The ask under way may bring what was true before a change: ask once more after it. */
  outdated: boolean;
  /** No event of ours may bring the next ask forward. */
  held: boolean;
  readonly budget: FailureBudget;
  /** A person asked: the outcome is shown whatever it is. */
  byPerson: boolean;
  /** Called once when the ask under way, or the next one, has settled. */
  waiting: (() => void)[];
  /** Settles when the device cache has been looked at. */
  read: Promise<void>;
}

export const isObserved = (entry: Entry): boolean => entry.listeners.size > 0;
/** The pause that the most eager of those who follow wants, ms. */
export const paceOf = ({ listeners }: Entry): number => (listeners.size === 0 ? 0 : Math.min(...listeners.values()));
/** Nothing to show yet, not even a failure: such a question waits for nobody. */
export const isFirst = (entry: Entry): boolean => entry.snapshot.state === 'loading';

export function createEntry(query: DatasetQuery, dataset: Dataset | undefined): Entry {
  const fresh = unanswered(query);
  return {
    key: queryKey(query),
    query,
    dataset,
    listeners: new Map(),
    snapshot: dataset ? fresh : withFailure(fresh, { kind: 'misconfigured', source: '', dataset: query.dataset }),
    asking: null,
    background: false,
    dueAt: Infinity,
    dropAt: Infinity,
    answeredAt: null,
    storedAt: -Infinity,
    failures: 0,
    outdated: false,
    held: false,
    budget: new FailureBudget(),
    byPerson: false,
    waiting: [],
    read: Promise.resolve(),
  };
}

/** Moves the device's moments of an answer into server time, in which all ages are told. */
export function inServerTime<A extends StoredAnswer>(answer: A, offset: number): A {
  if (offset === 0) return answer;
  const moved = (at: Instant): Instant => toInstant(at + offset);
  const { provenance } = answer;
  return { ...answer, receivedAt: moved(answer.receivedAt), provenance: { ...provenance, receivedAt: moved(provenance.receivedAt) } };
}

/** An ask that threw is a bug of a connector; the page shows a failed tile instead of dying. */
export const bugAsError = (dataset: Dataset, thrown: unknown): SourceError => ({
  kind: 'source-error',
  source: dataset.source,
  dataset: dataset.id,
  got: String(thrown).slice(0, 64),
});

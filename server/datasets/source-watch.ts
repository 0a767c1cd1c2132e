import type { Dataset, DatasetQuery } from '@/domain/dataset';
import type { Answer } from '@/federation/answer';
import type { SourceError } from '@/federation/source-error';

/** Who keeps an eye on the sources while the desk asks them. Neither may ever fail the question it is told of. */
export interface SourceWatch {
  /** Before an answer is believed: null, or why it is held back until a person has looked. */
  readonly doubt: (dataset: Dataset, query: DatasetQuery, answer: Answer) => Promise<SourceError | null>;
  /** How an ask went; `error` names places but no value that may be somebody's own. A question nobody waited for any more is not told. */
  readonly noted: (dataset: Dataset, error: SourceError | null, tookMs: number) => void;
}

export const NO_WATCH: SourceWatch = { doubt: () => Promise.resolve(null), noted: () => undefined };

import type { CodeList } from '@/domain/code-list';
import type { Dataset, Source } from '@/domain/dataset';
import type { Ask } from './answer';
import type { Connection } from './http/connection';
import type { DoorTimes } from './http/door';
import type { SourceHealth } from './health';
import type { ReadingThread } from './worker/protocol';

/** What is wrong in one dataset of the pack; `pointer` leads into the dataset. */
export interface DatasetFault {
  readonly dataset: string;
  readonly pointer: string;
  readonly expected: string;
  readonly got: string;
}

export interface FederationOptions {
  readonly sources: ReadonlyMap<string, Source>;
  readonly datasets: ReadonlyMap<string, Dataset>;
  /** Absolute address of a source's `baseUrl`: against the page in a browser, against the portal or the source itself in Node. */
  readonly resolveUrl: (baseUrl: string) => string;
  /** Starts the thread that reads bodies: `browserThread` unless said otherwise, `nodeThread` in Node. */
  readonly startThread?: () => ReadingThread;
  /** Asked once a source: its real base, credentials and agents where it is reached from a gateway. */
  readonly connection?: (source: string) => Connection;
  /** Shared code lists of the province, every version. */
  readonly codeLists?: readonly CodeList[];
  /** Time and chance, for tests. */
  readonly times?: Partial<DoorTimes>;
}

/** The way to every source of a province. */
export interface Federation {
  readonly ask: Ask;
  /** One entry a source, in the order of the pack. */
  readonly health: () => readonly SourceHealth[];
  /** Hears of a source's failures and recoveries, and when one that was left alone may be asked again. Returns how to stop. */
  readonly subscribe: (listener: (health: SourceHealth) => void) => () => void;
  /** Looks over every dataset's request and mapping; a bad one is reported and the rest work. */
  readonly checkDatasets: () => Promise<readonly DatasetFault[]>;
  /** Starts the reading thread before the first answer needs it. */
  readonly warmUp: () => void;
  /** The network is back, or a person asks: sources that were failing may be asked again at once. */
  readonly wake: () => void;
  readonly dispose: () => void;
}

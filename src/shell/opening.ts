import type { SnapshotCache } from '@/cache/snapshot-cache';
import type { Province } from '@/config/province';
import type { SessionView } from '@/access/session-view';
import type { Ask } from '@/federation/answer';
import type { DatasetFault } from '@/federation/federation';

/** How figures are asked for once the province is known. */
export interface Sourcing {
  readonly ask: Ask;
  /** Datasets whose request or mapping cannot work; the gateway looks over its own. */
  readonly datasetFaults: Promise<readonly DatasetFault[]>;
  /** Called when the network, or the machine, came back. */
  readonly wake: () => void;
  /** Lets go of answers held in memory: what this reader may see has changed. */
  readonly forget: () => void;
}

/** What a mode brings to start-up: configuration, device cache, and a way to ask. */
export interface Opening {
  /** The pack's files by path. */
  readonly files: Readonly<Record<string, unknown>>;
  /** The files a page does without until it needs them; null where there are none to be had now. */
  readonly catalogue: () => Promise<Readonly<Record<string, unknown>> | null>;
  /** The portal did not answer; all this is what was kept on the device. */
  readonly kept: boolean;
  readonly cache: Promise<SnapshotCache>;
  /** Who looks, as the gateway says; null in direct mode, where nobody can sign in. */
  readonly session: SessionView | null;
  /** `onRefused` is called when the reader, not a question, was turned away. */
  readonly sourcing: (province: Province, onRefused: () => void) => Sourcing;
}

/** Why a mode brought nothing. */
export type OpeningFault = 'unreachable' | 'not-ours';

export const CACHE_BUDGET_BYTES = 64 * 1024 * 1024;

import type { Instant } from '@/domain/time';
import { globalFactory } from './database';
import { openDisk } from './disk';
import { createMemoryStore } from './memory';
import { LayeredCache } from './snapshot-cache';
import type { CacheReport, SnapshotCache } from './snapshot-cache';

export interface OpenOptions {
  /** Whose answers these are: `anonymous`, a user id, a screen id. */
  readonly identity: string;
  readonly province: string;
  readonly budgetBytes: number;
  readonly openTimeoutMs?: number;
  readonly now: () => Instant;
  readonly onReport?: (report: CacheReport) => void;
  /** The browser's own where left out; null is a browser without. */
  readonly indexedDB?: IDBFactory | null;
  readonly keyRange?: typeof IDBKeyRange | null;
}

/**
 * Opens the device cache. Always resolves within `openTimeoutMs` (5 s): to the disk, or to a memory cache that says why
 * in `notice`. Call it first of all at start-up and await it late: it runs while the framework is still being parsed.
 */
export async function openSnapshotCache(options: OpenOptions): Promise<SnapshotCache> {
  const { identity, province, budgetBytes, now } = options;
  const onReport = options.onReport ?? (() => undefined);
  let retire = (): void => undefined;
  let retired = false;
  const opened = await openDisk({
    indexedDB: options.indexedDB === undefined ? globalFactory() : options.indexedDB,
    keyRange: options.keyRange === undefined ? (globalThis.IDBKeyRange ?? null) : options.keyRange,
    openTimeoutMs: options.openTimeoutMs ?? 5_000,
    onRetired: () => {
      retired = true;
      retire();
    },
  });
  const cache = new LayeredCache({ identity, province, budgetBytes, now, onReport }, opened.ok ? opened.value : null, createMemoryStore(budgetBytes));
  retire = () => cache.fallBack('upgraded-elsewhere');
  if (retired) retire();
  else if (!opened.ok) cache.fallBack(opened.error);
  return cache;
}

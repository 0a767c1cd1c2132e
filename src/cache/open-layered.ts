import type { Result } from '@/domain/result';
import { globalFactory } from './database';
import type { DatabaseOptions, OpenFault } from './database';
import type { CacheNotice } from './snapshot-cache';

/** Which database, and how long to wait for it. */
export interface DeviceOptions {
  readonly openTimeoutMs?: number;
  /** The browser's own where left out; null is a browser without. */
  readonly indexedDB?: IDBFactory | null;
  readonly keyRange?: typeof IDBKeyRange | null;
}

/**
 * A store over the disk, or over nothing but memory where the disk cannot be opened within `openTimeoutMs` (5 s). A newer page may take the
 * database away while it is being opened, or at any time after: then the store falls back. Always resolves.
 */
export async function openLayered<D, S extends { fallBack(reason: CacheNotice): void }>(
  open: (options: DatabaseOptions) => Promise<Result<D, OpenFault>>,
  { openTimeoutMs = 5_000, indexedDB = globalFactory(), keyRange = globalThis.IDBKeyRange ?? null }: DeviceOptions,
  make: (disk: D | null) => S,
): Promise<S> {
  let retire = (): void => undefined;
  let retired = false;
  const onRetired = (): void => {
    retired = true;
    retire();
  };
  const opened = await open({ indexedDB, keyRange, openTimeoutMs, onRetired });
  const store = make(opened.ok ? opened.value : null);
  retire = () => store.fallBack('upgraded-elsewhere');
  if (retired) retire();
  else if (!opened.ok) store.fallBack(opened.error);
  return store;
}

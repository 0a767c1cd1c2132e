import type { CacheItem, SnapshotCache } from '@/cache/snapshot-cache';
import type { StoredAnswer } from '@/cache/record';

interface Batch {
  readonly keys: string[];
  readonly found: Promise<ReadonlyMap<string, StoredAnswer>>;
}

/** The device cache as the query client uses it: reads of one moment are one transaction, writes wait for a batch. */
export class DeviceCache {
  readonly #cache: Promise<SnapshotCache>;
  #batch: Batch | null = null;
  #unwritten = new Map<string, CacheItem>();

  constructor(cache: SnapshotCache | Promise<SnapshotCache>) {
    this.#cache = Promise.resolve(cache);
  }

  /** Everything asked for in one task is read together. */
  async read(queryKey: string): Promise<StoredAnswer | undefined> {
    this.#batch ??= this.#openBatch();
    this.#batch.keys.push(queryKey);
    return (await this.#batch.found).get(queryKey);
  }

  /** Keeps `item` for the next {@link flush}; a later answer to the same question replaces it. */
  write(item: CacheItem): void {
    this.#unwritten.set(item.queryKey, item);
  }

  async flush(): Promise<void> {
    if (this.#unwritten.size === 0) return;
    const items = [...this.#unwritten.values()];
    this.#unwritten.clear();
    await (await this.#cache).put(items);
  }

  async forget(queryKey: string): Promise<void> {
    this.#unwritten.delete(queryKey);
    await (await this.#cache).remove([queryKey]);
  }

  /** Nothing that waits is written any more. */
  discard(): void {
    this.#unwritten.clear();
  }

  #openBatch(): Batch {
    const keys: string[] = [];
    const found = this.#cache.then((cache) => {
      this.#batch = null;
      return cache.get(keys);
    });
    return { keys, found };
  }
}

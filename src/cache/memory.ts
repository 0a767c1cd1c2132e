import type { AnswerRecord } from './record';

/** The cache where no disk is to be had: the same questions, until the page goes. */
export interface MemoryStore {
  get(key: string): AnswerRecord | undefined;
  put(record: AnswerRecord): void;
  remove(key: string): void;
  clear(): void;
}

/** Least recently used records go first once `budgetBytes` are passed. */
export function createMemoryStore(budgetBytes: number): MemoryStore {
  // A Map keeps insertion order: re-inserting on use makes it the LRU list itself.
  const records = new Map<string, AnswerRecord>();
  let bytes = 0;

  function remove(key: string): void {
    bytes -= records.get(key)?.size ?? 0;
    records.delete(key);
  }
  return {
    get(key) {
      const record = records.get(key);
      if (record) {
        records.delete(key);
        records.set(key, record);
      }
      return record;
    },
    put(record) {
      remove(record.key);
      records.set(record.key, record);
      bytes += record.size;
      for (const oldest of records.keys()) {
        if (bytes <= budgetBytes) break;
        remove(oldest);
      }
    },
    remove,
    clear() {
      records.clear();
      bytes = 0;
    },
  };
}

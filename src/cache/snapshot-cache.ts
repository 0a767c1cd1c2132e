import type { Classification, DatasetData } from '@/domain/dataset';
import { DAY_MS } from '@/domain/time';
import type { Instant } from '@/domain/time';
import { hasName, isClosedFault, type OpenFault } from './database';
import type { Disk, Usage } from './disk';
import type { MemoryStore } from './memory';
import { parseRecord } from './parse-record';
import { RECORD_VERSION, identityPrefix, keyPrefix } from './record';
import type { AnswerRecord, StoredAnswer } from './record';
import { sizeOf } from './size';

/** Why answers are kept in memory only. */
export type CacheNotice =
  | OpenFault
  | 'quota'              // no room, even after half was given back
  | 'closed'             // the browser took the database away more than once
  | 'upgraded-elsewhere' // a newer portal in another tab needed it
  | 'write-failed';      // the disk refused three times in a row

/** What an operator may want to know; nothing here needs the reader's hand. */
export type CacheReport =
  | { readonly kind: 'memory-mode'; readonly reason: CacheNotice }
  | { readonly kind: 'record-dropped'; readonly queryKey: string; readonly pointer: string }
  | { readonly kind: 'not-stored'; readonly queryKey: string; readonly reason: 'too-large' | 'write-failed' };

export interface CacheItem {
  /** `queryKey()` of the question. */
  readonly queryKey: string;
  readonly answer: StoredAnswer;
  readonly classification: Classification;
}

/** Last good answers of one identity in one province. No method ever throws or rejects. */
export interface SnapshotCache {
  /** May fall from `indexeddb` to `memory` while the page lives; never back. */
  readonly mode: 'indexeddb' | 'memory';
  /** Why `mode` is `memory`; null while the disk is in use. */
  readonly notice: CacheNotice | null;
  /** Answers by query key, read in one transaction; absent where nothing sound is kept. */
  get(queryKeys: readonly string[]): Promise<ReadonlyMap<string, StoredAnswer>>;
  /** Personal data (a `personal` dataset, or events with a personal field) is passed over. */
  put(items: readonly CacheItem[]): Promise<void>;
  /** Forgets single questions: a right was withdrawn. */
  remove(queryKeys: readonly string[]): Promise<void>;
  /** At logout: every row of every identity goes. Stop the query client first. */
  wipe(): Promise<void>;
  close(): void;
}

export interface CacheScope {
  readonly identity: string;
  readonly province: string;
  readonly budgetBytes: number;
  readonly now: () => Instant;
  readonly onReport: (report: CacheReport) => void;
}

const WRITE_FAILURES_ALLOWED = 3;

/** One cache over a disk that may be missing from the start or be lost later. */
export class LayeredCache implements SnapshotCache {
  readonly #scope: CacheScope;
  readonly #memory: MemoryStore;
  readonly #prefix: string;
  #disk: Disk | null;
  #notice: CacheNotice | null = null;
  /** Bytes on disk, never below the truth: replaced records are counted twice until the next look at the index. */
  #used = 0;
  #tidied = false;
  #writeFailures = 0;

  constructor(scope: CacheScope, disk: Disk | null, memory: MemoryStore) {
    this.#scope = scope;
    this.#disk = disk;
    this.#memory = memory;
    this.#prefix = keyPrefix(scope.identity, scope.province);
  }

  get mode(): 'indexeddb' | 'memory' {
    return this.#disk ? 'indexeddb' : 'memory';
  }
  get notice(): CacheNotice | null {
    return this.#notice;
  }

  /** From now on in memory only. The first reason stands. */
  fallBack(reason: CacheNotice): void {
    if (this.#notice !== null) return;
    this.#notice = reason;
    this.#disk?.close();
    this.#disk = null;
    this.#scope.onReport({ kind: 'memory-mode', reason });
  }

  async get(queryKeys: readonly string[]): Promise<ReadonlyMap<string, StoredAnswer>> {
    const found = new Map<string, StoredAnswer>();
    if (queryKeys.length === 0) return found;
    const rows = await this.#read(queryKeys.map((queryKey) => this.#prefix + queryKey));
    const broken: string[] = [];
    const idle: string[] = [];
    for (const [index, queryKey] of queryKeys.entries()) {
      const row = rows[index];
      if (row === undefined) continue;
      const parsed = parseRecord(row);
      if (parsed.kind === 'newer') {
        this.fallBack('newer-version');
      } else if (parsed.kind === 'corrupt') {
        broken.push(queryKey);
        this.#scope.onReport({ kind: 'record-dropped', queryKey, pointer: parsed.pointer });
      } else {
        found.set(queryKey, parsed.record.answer);
        if (this.#scope.now() - parsed.record.lastUsedAt > DAY_MS) idle.push(parsed.record.key);
      }
    }
    void this.#afterRead(broken, idle);
    return found;
  }

  async put(items: readonly CacheItem[]): Promise<void> {
    const records = items.flatMap((item) => this.#recordOf(item));
    if (records.length === 0) return;
    if (this.#disk) await this.#writeToDisk(this.#disk, records);
    if (!this.#disk) for (const record of records) this.#memory.put(record);
    await this.#tidy();
  }

  async remove(queryKeys: readonly string[]): Promise<void> {
    const keys = queryKeys.map((queryKey) => this.#prefix + queryKey);
    for (const key of keys) this.#memory.remove(key);
    await this.#attempt((disk) => disk.remove(keys));
  }

  async wipe(): Promise<void> {
    this.#memory.clear();
    await this.#attempt((disk) => disk.clear());
    this.#used = 0;
  }

  close(): void {
    this.#disk?.close();
    this.#disk = null;
  }

  #recordOf({ queryKey, answer, classification }: CacheItem): AnswerRecord[] {
    if (classification === 'personal' || hasPersonalField(answer.data)) return [];
    const size = sizeOf(answer);
    if (size > this.#scope.budgetBytes / 2) {
      this.#scope.onReport({ kind: 'not-stored', queryKey, reason: 'too-large' });
      return [];
    }
    return [{ key: this.#prefix + queryKey, v: RECORD_VERSION, size, lastUsedAt: this.#scope.now(), answer }];
  }

  async #read(keys: readonly string[]): Promise<readonly unknown[]> {
    const disk = this.#disk;
    if (!disk) return keys.map((key) => this.#memory.get(key));
    try {
      return await disk.readMany(keys);
    } catch (error) {
      // One record whose file is damaged fails its whole transaction: the others are still worth having.
      if (!isClosedFault(error)) return Promise.all(keys.map((key) => this.#readAlone(disk, key)));
      this.fallBack('closed');
      return [];
    }
  }

  async #readAlone(disk: Disk, key: string): Promise<unknown> {
    try {
      return (await disk.readMany([key]))[0];
    } catch (error) {
      return { unreadable: error };
    }
  }

  async #afterRead(broken: readonly string[], idle: readonly string[]): Promise<void> {
    if (broken.length > 0) await this.remove(broken);
    if (idle.length > 0) await this.#attempt((disk) => disk.touch(idle, this.#scope.now()));
    await this.#tidy();
  }

  async #writeToDisk(disk: Disk, records: readonly AnswerRecord[]): Promise<void> {
    try {
      await disk.write(records);
      this.#wrote(records);
    } catch (error) {
      if (hasName(error, 'QuotaExceededError')) await this.#writeWithLess(disk, records);
      else if (isClosedFault(error)) this.fallBack('closed');
      else if (records.length > 1) for (const record of records) await this.#writeToDisk(disk, [record]);
      else this.#refused(records);
    }
  }

  /** The disk is full: half of what we hold goes, one more try, then memory. No loop. */
  async #writeWithLess(disk: Disk, records: readonly AnswerRecord[]): Promise<void> {
    try {
      await this.#trim(disk, (total) => total / 2);
      await disk.write(records);
      this.#wrote(records);
    } catch (error) {
      this.fallBack(isClosedFault(error) ? 'closed' : 'quota');
    }
  }

  #wrote(records: readonly AnswerRecord[]): void {
    this.#writeFailures = 0;
    for (const record of records) this.#used += record.size;
  }

  #refused(records: readonly AnswerRecord[]): void {
    for (const { key } of records) {
      this.#scope.onReport({ kind: 'not-stored', queryKey: key.slice(this.#prefix.length), reason: 'write-failed' });
    }
    this.#writeFailures += 1;
    if (this.#writeFailures >= WRITE_FAILURES_ALLOWED) this.fallBack('write-failed');
  }

  /** Once a page: rows of other identities go. Whenever the budget is passed: the least recently used go, down to 80 %. */
  async #tidy(): Promise<void> {
    const first = !this.#tidied;
    const { budgetBytes, identity } = this.#scope;
    this.#tidied = true;
    if (!first && this.#used <= budgetBytes) return;
    await this.#attempt(async (disk) => {
      if (first) await disk.removeOutside(identityPrefix(identity));
      await this.#trim(disk, (total) => (total > budgetBytes ? 0.8 * budgetBytes : total));
    });
  }

  /** Counts what is on disk and gives back what is above `target(total)` bytes. */
  async #trim(disk: Disk, target: (total: number) => number): Promise<void> {
    const rows = await disk.usage();
    const total = rows.reduce((sum, row) => sum + row.size, 0);
    const doomed = oldest(rows, total - target(total));
    if (doomed.length > 0) await disk.remove(doomed.map((row) => row.key));
    this.#used = doomed.reduce((sum, row) => sum - row.size, total);
  }

  /** Housekeeping that may fail without harm: the answers shown do not depend on it. */
  async #attempt(work: (disk: Disk) => Promise<void>): Promise<void> {
    if (!this.#disk) return;
    try {
      await work(this.#disk);
    } catch (error) {
      if (isClosedFault(error)) this.fallBack('closed');
    }
  }
}

const hasPersonalField = (data: DatasetData): boolean => data.kind === 'events' && data.fields.some((field) => field.personal);

/** The first rows whose sizes together reach `bytes`. */
function oldest(rows: readonly Usage[], bytes: number): readonly Usage[] {
  let sum = 0;
  return rows.filter((row) => {
    if (sum >= bytes) return false;
    sum += row.size;
    return true;
  });
}

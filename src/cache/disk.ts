import Dexie from 'dexie';
import type { Table } from 'dexie';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { guardedFactory } from './guarded-factory';
import type { AnswerRecord } from './record';

export const DATABASE_NAME = 'toan-canh';
/** Dexie's number; the native version is ten times it. Raised with every change of stores or indexes, never lowered. */
export const SCHEMA_VERSION = 1;
/** `[lastUsedAt+size]` lets eviction see ages and sizes from the index alone, without reading one cube. */
const STORES = { answers: 'key, [lastUsedAt+size]' };

export type OpenFault = 'absent' | 'blocked' | 'timed-out' | 'newer-version' | 'open-failed';

export interface DiskOptions {
  readonly indexedDB: IDBFactory | null;
  readonly keyRange: typeof IDBKeyRange | null;
  readonly openTimeoutMs: number;
  /** Another tab upgrades the database: this connection is gone for good. */
  readonly onRetired: () => void;
}

/** One row of the usage index. */
export interface Usage {
  readonly key: string;
  readonly size: number;
}

/** The records on disk. Every call may reject; rows come back as `unknown`. */
export interface Disk {
  /** One transaction; undefined where there is no such key. */
  readMany(keys: readonly string[]): Promise<readonly unknown[]>;
  write(records: readonly AnswerRecord[]): Promise<void>;
  touch(keys: readonly string[], at: number): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  removeOutside(prefix: string): Promise<void>;
  /** Least recently used first. */
  usage(): Promise<readonly Usage[]>;
  clear(): Promise<void>;
  close(): void;
}

/** Opens within `openTimeoutMs`, whatever the browser does. A damaged database is deleted and made anew once. */
export async function openDisk(options: DiskOptions): Promise<Result<Disk, OpenFault>> {
  const { indexedDB, keyRange } = options;
  if (!indexedDB || !keyRange) return err('absent');
  const disk = new DexieDisk(indexedDB, keyRange, options);
  const fault = await disk.open();
  return fault === null ? ok(disk) : err(fault);
}

class DexieDisk implements Disk {
  readonly #factory: IDBFactory;
  readonly #options: DiskOptions;
  readonly #db: Dexie;
  readonly #answers: Table<AnswerRecord, string>;
  #abandoned = false;
  #blocked = false;
  #retired = false;
  #mayReopen = true;

  constructor(factory: IDBFactory, keyRange: typeof IDBKeyRange, options: DiskOptions) {
    this.#factory = factory;
    this.#options = options;
    this.#db = new Dexie(DATABASE_NAME, {
      indexedDB: guardedFactory(factory, SCHEMA_VERSION * 10, () => this.#abandoned),
      IDBKeyRange: keyRange,
      autoOpen: false,
      cache: 'disabled',
      chromeTransactionDurability: 'relaxed',
    });
    this.#db.version(SCHEMA_VERSION).stores(STORES);
    this.#answers = this.#db.table('answers');
    // Answering false keeps Dexie's own console lines away.
    this.#db.on('blocked', () => {
      this.#blocked = true;
      return false;
    });
    this.#db.on('versionchange', (event) => {
      this.#stepAside(event.newVersion);
      return false;
    });
  }

  /** Null when open; at the deadline the attempt is abandoned and a connection that still comes is closed. */
  async open(): Promise<OpenFault | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const deadline = new Promise<OpenFault>((resolve) => {
      timer = setTimeout(() => {
        this.close();
        resolve(this.#blocked ? 'blocked' : 'timed-out');
      }, this.#options.openTimeoutMs);
    });
    const fault = await Promise.race([this.#openOrRebuild(), deadline]);
    clearTimeout(timer);
    return fault;
  }

  async #openOrRebuild(): Promise<OpenFault | null> {
    const fault = await this.#tryOpen();
    if (fault !== 'open-failed' || this.#abandoned) return fault;
    await deleteDatabase(this.#factory);
    return this.#abandoned ? fault : this.#tryOpen();
  }

  async #tryOpen(): Promise<OpenFault | null> {
    try {
      await this.#db.open();
      return null;
    } catch (error) {
      if (hasName(error, 'VersionError')) return 'newer-version';
      return hasName(error, 'SecurityError') || hasName(error, 'MissingAPIError') ? 'absent' : 'open-failed';
    }
  }

  /** Deletion (`null`) may be followed by a new beginning; a newer version may not. */
  #stepAside(newVersion: number | null): void {
    this.#db.close();
    if (newVersion === null) return;
    this.#retired = true;
    this.#options.onRetired();
  }

  /** Runs on an open database; one that the browser closed under us is opened once more. */
  async #run<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const closed = !this.#db.isOpen() || hasName(error, 'DatabaseClosedError') || hasName(error, 'InvalidStateError');
      if (!closed || this.#retired || this.#abandoned || !this.#mayReopen) throw error;
      this.#mayReopen = false;
      this.#db.close();
      if ((await this.open()) !== null) throw error;
      return await work();
    }
  }

  readMany(keys: readonly string[]): Promise<readonly unknown[]> {
    return this.#run(() => this.#answers.bulkGet([...keys]));
  }
  async write(records: readonly AnswerRecord[]): Promise<void> {
    await this.#run(() => this.#answers.bulkPut(records));
  }
  async touch(keys: readonly string[], at: number): Promise<void> {
    await this.#run(() => this.#answers.where('key').anyOf([...keys]).modify({ lastUsedAt: at }));
  }
  async remove(keys: readonly string[]): Promise<void> {
    await this.#run(() => this.#answers.bulkDelete([...keys]));
  }
  async removeOutside(prefix: string): Promise<void> {
    await this.#run(() =>
      this.#db.transaction('rw', this.#answers, async () => {
        await this.#answers.where('key').below(prefix).delete();
        await this.#answers.where('key').aboveOrEqual(`${prefix}\uffff`).delete();
      }),
    );
  }
  usage(): Promise<readonly Usage[]> {
    return this.#run(async () => {
      const rows: Usage[] = [];
      await this.#answers.orderBy('[lastUsedAt+size]').eachKey((key, cursor) => {
        const size = Array.isArray(key) ? key[1] : 0;
        rows.push({ key: cursor.primaryKey, size: typeof size === 'number' ? size : 0 });
      });
      return rows;
    });
  }
  async clear(): Promise<void> {
    await this.#run(() => this.#answers.clear());
  }
  close(): void {
    this.#abandoned = true;
    this.#db.close();
  }
}

/** Settles when the database is gone or will not go; the caller holds the deadline. */
function deleteDatabase(factory: IDBFactory): Promise<void> {
  return new Promise((resolve) => {
    const request = factory.deleteDatabase(DATABASE_NAME);
    request.onsuccess = request.onerror = () => resolve();
  });
}

/** True when `error`, or one it wraps, has this name: Dexie nests the browser's error in its own. */
export function hasName(error: unknown, name: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === name) return true;
  if ('inner' in error && hasName(error.inner, name)) return true;
  return 'failures' in error && Array.isArray(error.failures) && error.failures.some((one) => hasName(one, name));
}

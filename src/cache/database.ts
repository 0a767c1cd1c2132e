import Dexie from 'dexie';
import type { Table } from 'dexie';
import { guardedFactory } from './guarded-factory';
import { salvage, type Salvaged } from './salvage';

export const DATABASE_NAME = 'toan-canh';
/** Dexie's number; the native version is ten times it. Raised with every change of stores or indexes, never lowered. */
export const SCHEMA_VERSION = 2;
/**
 * Every schema there has been, as what it adds to the one before. A released line is never changed.
 * 1: answers; `[lastUsedAt+size]` lets eviction see ages and sizes from the index alone, without reading one cube.
 * 2: what people make: the server's last known copy, drafts, and saves waiting to go up. Never evicted.
 */
const SCHEMAS: readonly Readonly<Record<string, string>>[] = [
  { answers: 'key, [lastUsedAt+size]' },
  { document: 'key, owner', draft: 'key, owner', outbox: 'saveKey, shelf, [owner+order]' },
];

export type OpenFault = 'absent' | 'blocked' | 'timed-out' | 'newer-version' | 'open-failed';

export interface DatabaseOptions {
  readonly indexedDB: IDBFactory | null;
  readonly keyRange: typeof IDBKeyRange | null;
  readonly openTimeoutMs: number;
  /** Another tab upgrades the database: this connection is gone for good. */
  readonly onRetired: () => void;
}

/**
 * One connection to the device database, whatever the browser does to it. Answers may be lost and asked for again (`relaxed`); what
 * people made is written through to the disk (`strict`).
 */
export class DeviceDatabase {
  readonly #factory: IDBFactory;
  readonly #options: DatabaseOptions;
  readonly #db: Dexie;
  #abandoned = false;
  #blocked = false;
  #retired = false;
  #mayReopen = true;

  constructor(factory: IDBFactory, keyRange: typeof IDBKeyRange, options: DatabaseOptions, durability: 'relaxed' | 'strict') {
    this.#factory = factory;
    this.#options = options;
    this.#db = new Dexie(DATABASE_NAME, {
      indexedDB: guardedFactory(factory, SCHEMA_VERSION * 10, () => this.#abandoned),
      IDBKeyRange: keyRange,
      autoOpen: false,
      cache: 'disabled',
      chromeTransactionDurability: durability,
    });
    SCHEMAS.forEach((stores, index) => this.#db.version(index + 1).stores(stores));
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

  table<T>(name: string): Table<T, string> {
    return this.#db.table(name);
  }
  /** Runs `work` in one transaction over the tables. */
  transaction<T>(mode: 'r' | 'rw', tables: readonly Table[], work: () => Promise<T>): Promise<T> {
    return Promise.resolve(this.#db.transaction(mode, [...tables], work));
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

  /** A damaged database is made anew once, with what people made carried over as far as it can be read. */
  async #openOrRebuild(): Promise<OpenFault | null> {
    const fault = await this.#tryOpen();
    if (fault !== 'open-failed' || this.#abandoned) return fault;
    const saved = await salvage(this.#factory, DATABASE_NAME, Object.keys(SCHEMAS[1] ?? {}));
    await deleteDatabase(this.#factory);
    if (this.#abandoned) return fault;
    const second = await this.#tryOpen();
    if (second === null) await this.#putBack(saved);
    return second;
  }

  async #putBack(saved: Salvaged): Promise<void> {
    for (const [name, rows] of Object.entries(saved)) {
      // One row that cannot be stored must not keep the others out.
      for (const row of rows) await this.table(name).put(row).catch(() => undefined);
    }
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
  async run<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const closed = !this.#db.isOpen() || isClosedFault(error);
      if (!closed || this.#retired || this.#abandoned || !this.#mayReopen) throw error;
      this.#mayReopen = false;
      this.#db.close();
      if ((await this.open()) !== null) throw error;
      return await work();
    }
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

export const isClosedFault = (error: unknown): boolean => hasName(error, 'DatabaseClosedError') || hasName(error, 'InvalidStateError');

/** True when `error`, or one it wraps, has this name: Dexie nests the browser's error in its own. */
export function hasName(error: unknown, name: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === name) return true;
  if ('inner' in error && hasName(error.inner, name)) return true;
  return 'failures' in error && Array.isArray(error.failures) && error.failures.some((one) => hasName(one, name));
}

/** Reading the property throws where storage is forbidden (a sandboxed frame, cookies blocked). */
export function globalFactory(): IDBFactory | null {
  try {
    return globalThis.indexedDB ?? null;
  } catch {
    return null;
  }
}

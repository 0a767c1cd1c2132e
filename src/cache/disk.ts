import type { Table } from 'dexie';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { DeviceDatabase, type DatabaseOptions, type OpenFault } from './database';
import type { AnswerRecord } from './record';

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

/** Opens within `openTimeoutMs`, whatever the browser does. */
export async function openDisk(options: DatabaseOptions): Promise<Result<Disk, OpenFault>> {
  const { indexedDB, keyRange } = options;
  if (!indexedDB || !keyRange) return err('absent');
  const db = new DeviceDatabase(indexedDB, keyRange, options, 'relaxed');
  const fault = await db.open();
  return fault === null ? ok(new AnswerDisk(db)) : err(fault);
}

class AnswerDisk implements Disk {
  readonly #db: DeviceDatabase;
  readonly #answers: Table<AnswerRecord, string>;

  constructor(db: DeviceDatabase) {
    this.#db = db;
    this.#answers = db.table('answers');
  }

  readMany(keys: readonly string[]): Promise<readonly unknown[]> {
    return this.#db.run(() => this.#answers.bulkGet([...keys]));
  }
  async write(records: readonly AnswerRecord[]): Promise<void> {
    await this.#db.run(() => this.#answers.bulkPut(records));
  }
  async touch(keys: readonly string[], at: number): Promise<void> {
    await this.#db.run(() => this.#answers.where('key').anyOf([...keys]).modify({ lastUsedAt: at }));
  }
  async remove(keys: readonly string[]): Promise<void> {
    await this.#db.run(() => this.#answers.bulkDelete([...keys]));
  }
  async removeOutside(prefix: string): Promise<void> {
    await this.#db.run(() =>
      this.#db.transaction('rw', [this.#answers], async () => {
        await this.#answers.where('key').below(prefix).delete();
        await this.#answers.where('key').aboveOrEqual(`${prefix}\uffff`).delete();
      }),
    );
  }
  usage(): Promise<readonly Usage[]> {
    return this.#db.run(async () => {
      const rows: Usage[] = [];
      await this.#answers.orderBy('[lastUsedAt+size]').eachKey((key, cursor) => {
        const size = Array.isArray(key) ? key[1] : 0;
        rows.push({ key: cursor.primaryKey, size: typeof size === 'number' ? size : 0 });
      });
      return rows;
    });
  }
  async clear(): Promise<void> {
    await this.#db.run(() => this.#answers.clear());
  }
  close(): void {
    this.#db.close();
  }
}

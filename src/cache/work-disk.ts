import type { Table } from 'dexie';
import { err, ok, type Result } from '@/domain/result';
import { DeviceDatabase, type DatabaseOptions, type OpenFault } from './database';
import { parseCopy, parseDraft, parseOutgoing, type ParsedRow } from './parse-work';
import { copyRow, draftRow, outboxRow, shelfKey, type Outgoing, type Shelf, type ShelfId } from './work-record';

/** A later portal wrote one of the rows: nothing here may be written over. */
export class NewerRow extends Error {}

export interface Waiting extends ShelfId {
  readonly outgoing: Outgoing;
}

/** What people made, on disk. Every call may reject. */
export interface WorkDisk {
  read(at: ShelfId): Promise<Shelf>;
  /** Reads, changes and writes in one transaction: `change` sees what every tab has written, and must be pure. */
  update(at: ShelfId, change: Change): Promise<Shelf>;
  /** Saves of a person in the order in which they were made. */
  waiting(owner: string): Promise<readonly Waiting[]>;
  drafts(owner: string): Promise<readonly ShelfId[]>;
  forget(owner: string, what: Forgotten): Promise<void>;
  /** Copies that somebody who was here before did not take away. Their unsent work stays theirs. */
  forgetCopiesOfOthers(owner: string): Promise<void>;
  /** Gives the room of every kept answer back: they can be asked for again. */
  dropAnswers(): Promise<void>;
  close(): void;
}
/** `nextOrder` is the place a new save would take. */
export type Change = (shelf: Shelf, nextOrder: number) => Shelf;
export type Forgotten = 'copies' | 'everything';

export async function openWorkDisk(options: DatabaseOptions): Promise<Result<WorkDisk, OpenFault>> {
  const { indexedDB, keyRange } = options;
  if (!indexedDB || !keyRange) return err('absent');
  const db = new DeviceDatabase(indexedDB, keyRange, options, 'strict');
  const fault = await db.open();
  return fault === null ? ok(new DexieWorkDisk(db)) : err(fault);
}

class DexieWorkDisk implements WorkDisk {
  readonly #db: DeviceDatabase;
  readonly #copies: Table<unknown, string>;
  readonly #drafts: Table<unknown, string>;
  readonly #outbox: Table<unknown, string>;

  constructor(db: DeviceDatabase) {
    this.#db = db;
    this.#copies = db.table('document');
    this.#drafts = db.table('draft');
    this.#outbox = db.table('outbox');
  }

  get #all(): readonly Table[] {
    return [this.#copies, this.#drafts, this.#outbox];
  }

  read(at: ShelfId): Promise<Shelf> {
    return this.#db.run(() => this.#db.transaction('r', this.#all, () => this.#shelf(at)));
  }

  update(at: ShelfId, change: Change): Promise<Shelf> {
    return this.#db.run(() => this.#db.transaction('rw', this.#all, async () => {
      const before = await this.#shelf(at);
      const after = change(before, (await this.#lastOrder(at.owner)) + 1);
      await this.#write(at, before, after);
      return after;
    }));
  }

  waiting(owner: string): Promise<readonly Waiting[]> {
    return this.#db.run(async () => {
      const rows = await this.#outbox.where('[owner+order]').between([owner, -Infinity], [owner, Infinity]).toArray();
      return rows.flatMap((raw) => {
        const row = parseOutgoing(raw);
        return row.kind === 'row' ? [{ ...row.at, outgoing: row.value }] : [];
      });
    });
  }

  drafts(owner: string): Promise<readonly ShelfId[]> {
    return this.#db.run(async () => (await this.#drafts.where('owner').equals(owner).toArray()).flatMap((raw) => {
      const row = parseDraft(raw);
      return row.kind === 'row' ? [row.at] : [];
    }));
  }

  async forget(owner: string, what: Forgotten): Promise<void> {
    await this.#db.run(() => this.#db.transaction('rw', this.#all, async () => {
      await this.#copies.where('owner').equals(owner).delete();
      if (what === 'copies') return;
      await this.#drafts.where('owner').equals(owner).delete();
      await this.#outbox.where('[owner+order]').between([owner, -Infinity], [owner, Infinity]).delete();
    }));
  }

  async forgetCopiesOfOthers(owner: string): Promise<void> {
    await this.#db.run(() => this.#copies.where('owner').notEqual(owner).delete());
  }

  async dropAnswers(): Promise<void> {
    await this.#db.run(() => this.#db.table('answers').clear());
  }

  close(): void {
    this.#db.close();
  }

  async #shelf(at: ShelfId): Promise<Shelf> {
    const key = shelfKey(at);
    const [copy, draft, outbox] = [await this.#copies.get(key), await this.#drafts.get(key), await this.#outbox.where('shelf').equals(key).toArray()];
    const waiting = outbox.flatMap((raw) => soundOf(parseOutgoing(raw)) ?? []);
    return { copy: soundOf(parseCopy(copy)), draft: soundOf(parseDraft(draft)), outbox: waiting.sort((a, b) => a.order - b.order) };
  }

  /** From the index alone, without reading a body. */
  async #lastOrder(owner: string): Promise<number> {
    const keys: readonly unknown[] = await this.#outbox.where('[owner+order]').between([owner, -Infinity], [owner, Infinity]).keys();
    const last = keys.at(-1);
    return Array.isArray(last) && typeof last[1] === 'number' ? last[1] : 0;
  }

  async #write(at: ShelfId, before: Shelf, after: Shelf): Promise<void> {
    const key = shelfKey(at);
    if (after.copy !== before.copy) await (after.copy ? this.#copies.put(copyRow(at, after.copy)) : this.#copies.delete(key));
    if (after.draft !== before.draft) await (after.draft ? this.#drafts.put(draftRow(at, after.draft)) : this.#drafts.delete(key));
    if (after.outbox === before.outbox) return;
    const kept = new Set(after.outbox.map(({ saveKey }) => saveKey));
    await this.#outbox.bulkDelete(before.outbox.map(({ saveKey }) => saveKey).filter((saveKey) => !kept.has(saveKey)));
    const known = new Set(before.outbox);
    await this.#outbox.bulkPut(after.outbox.filter((outgoing) => !known.has(outgoing)).map((outgoing) => outboxRow(at, outgoing)));
  }
}

/** A corrupt row is as good as none: what stood in it cannot be had. */
function soundOf<T>(row: ParsedRow<T>): T | null {
  if (row.kind === 'newer') throw new NewerRow();
  return row.kind === 'row' ? row.value : null;
}

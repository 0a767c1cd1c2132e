import { hasName, isClosedFault } from './database';
import { openLayered, type DeviceOptions } from './open-layered';
import type { CacheNotice } from './snapshot-cache';
import { NewerRow, openWorkDisk, type Change, type Forgotten, type Waiting, type WorkDisk } from './work-disk';
import { WorkMemory } from './work-memory';
import type { Shelf, ShelfId } from './work-record';

/** What people made on this device: drafts, and saves on their way up. No method rejects. */
export interface WorkStore {
  /** May fall from `indexeddb` to `memory` while the page lives; never back. In memory a draft lasts as long as the page. */
  readonly mode: 'indexeddb' | 'memory';
  /** Why `mode` is `memory`; to be shown, since closing the page then loses work. */
  readonly notice: CacheNotice | null;
  read(at: ShelfId): Promise<Shelf>;
  /** Reads, changes and writes at once, over all tabs; settles when it is on disk. `change` is pure and never throws. */
  update(at: ShelfId, change: Change): Promise<Shelf>;
  /** Saves of a person not yet taken by the gateway, in the order in which they were made. */
  waiting(owner: string): Promise<readonly Waiting[]>;
  /** Documents a person changed and has not saved. */
  drafts(owner: string): Promise<readonly ShelfId[]>;
  /** `copies`: what the server can give again. `everything`: drafts and saves too, which exist nowhere else. */
  forget(owner: string, what: Forgotten): Promise<void>;
  /** What the server can give again to others than `owner` goes: they left this device without signing out. */
  forgetCopiesOfOthers(owner: string): Promise<void>;
  close(): void;
}

export interface WorkStoreOptions extends DeviceOptions {
  readonly onNotice?: (notice: CacheNotice) => void;
}

/** Opens the store of unsent work. Always resolves within `openTimeoutMs` (5 s): to the disk, or to memory with a notice. */
export function openWorkStore(options: WorkStoreOptions = {}): Promise<WorkStore> {
  return openLayered(openWorkDisk, options, (disk) => new LayeredWork(disk, options.onNotice ?? (() => undefined)));
}

/** A store over a disk that may be missing from the start or be lost later: then what this page has seen goes on in memory. */
class LayeredWork implements WorkStore {
  readonly #memory = new WorkMemory();
  readonly #onNotice: (notice: CacheNotice) => void;
  #disk: WorkDisk | null;
  #notice: CacheNotice | null = null;

  constructor(disk: WorkDisk | null, onNotice: (notice: CacheNotice) => void) {
    this.#disk = disk;
    this.#onNotice = onNotice;
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
    this.#onNotice(reason);
  }

  async read(at: ShelfId): Promise<Shelf> {
    return this.#seen(at, await this.#onDisk((disk) => disk.read(at), () => this.#memory.read(at)));
  }
  async update(at: ShelfId, change: Change): Promise<Shelf> {
    return this.#seen(at, await this.#onDisk((disk) => disk.update(at, change), () => this.#memory.update(at, change)));
  }
  waiting(owner: string): Promise<readonly Waiting[]> {
    return this.#onDisk((disk) => disk.waiting(owner), () => this.#memory.waiting(owner));
  }
  drafts(owner: string): Promise<readonly ShelfId[]> {
    return this.#onDisk((disk) => disk.drafts(owner), () => this.#memory.drafts(owner));
  }
  async forget(owner: string, what: Forgotten): Promise<void> {
    this.#memory.forget(owner, what);
    await this.#onDisk((disk) => disk.forget(owner, what), () => undefined);
  }
  async forgetCopiesOfOthers(owner: string): Promise<void> {
    await this.#onDisk((disk) => disk.forgetCopiesOfOthers(owner), () => undefined);
  }
  close(): void {
    this.#disk?.close();
    this.#disk = null;
  }

  /** What this page has seen is what it can go on with, should the disk be lost. */
  #seen(at: ShelfId, shelf: Shelf): Shelf {
    this.#memory.put(at, shelf);
    return shelf;
  }

  async #onDisk<T>(work: (disk: WorkDisk) => Promise<T>, otherwise: () => T): Promise<T> {
    const disk = this.#disk;
    if (disk) {
      const done = await this.#attempt(disk, work);
      if (done) return done.value;
    }
    return otherwise();
  }

  /** Null after falling back. A full disk gives the room of kept answers back, once. */
  async #attempt<T>(disk: WorkDisk, work: (disk: WorkDisk) => Promise<T>, second = false): Promise<{ readonly value: T } | null> {
    try {
      return { value: await work(disk) };
    } catch (error) {
      const full = hasName(error, 'QuotaExceededError');
      if (full && !second && (await droppedAnswers(disk))) return this.#attempt(disk, work, true);
      if (error instanceof NewerRow) this.fallBack('newer-version');
      else this.fallBack(isClosedFault(error) ? 'closed' : full ? 'quota' : 'write-failed');
      return null;
    }
  }
}

const droppedAnswers = (disk: WorkDisk): Promise<boolean> => disk.dropAnswers().then(() => true, () => false);

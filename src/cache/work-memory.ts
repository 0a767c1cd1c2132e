import type { Change, Forgotten, Waiting } from './work-disk';
import { EMPTY_SHELF, shelfKey, type Shelf, type ShelfId } from './work-record';

/** What people made, while there is no disk: the same, until the page goes. */
export class WorkMemory {
  readonly #shelves = new Map<string, { readonly at: ShelfId; readonly shelf: Shelf }>();

  read(at: ShelfId): Shelf {
    return this.#shelves.get(shelfKey(at))?.shelf ?? EMPTY_SHELF;
  }
  put(at: ShelfId, shelf: Shelf): void {
    this.#shelves.set(shelfKey(at), { at, shelf });
  }
  update(at: ShelfId, change: Change): Shelf {
    const last = [...this.#shelves.values()].flatMap(({ shelf }) => shelf.outbox).reduce((most, { order }) => Math.max(most, order), 0);
    const after = change(this.read(at), last + 1);
    this.put(at, after);
    return after;
  }
  waiting(owner: string): readonly Waiting[] {
    return this.#of(owner).flatMap(({ at, shelf }) => shelf.outbox.map((outgoing) => ({ ...at, outgoing }))).sort((a, b) => a.outgoing.order - b.outgoing.order);
  }
  drafts(owner: string): readonly ShelfId[] {
    return this.#of(owner).filter(({ shelf }) => shelf.draft).map(({ at }) => at);
  }
  forget(owner: string, what: Forgotten): void {
    for (const { at, shelf } of this.#of(owner)) {
      if (what === 'everything') this.#shelves.delete(shelfKey(at));
      else this.put(at, { ...shelf, copy: null });
    }
  }

  #of(owner: string) {
    return [...this.#shelves.values()].filter(({ at }) => at.owner === owner);
  }
}

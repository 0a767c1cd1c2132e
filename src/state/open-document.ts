import type { Shelf, ShelfId, Trouble } from '@/cache/work-record';
import type { Json } from '@/domain/dataset';
import { stateOf, type DocumentState } from './document-state';
import type { DocumentKind } from './documents';
import { Undo } from './undo';

/** One document that this page has open: what it knows of it, who looks at it, and what is being done to it, one thing at a time. */
export class OpenDocument {
  readonly at: ShelfId & { readonly kind: DocumentKind };
  readonly undo = new Undo();
  readonly listeners = new Set<(state: DocumentState) => void>();
  shelf: Shelf | null = null;
  /** Changed, and not yet handed to the disk. */
  unwritten: { readonly body: Json } | null = null;
  /** Handed to the disk, not yet there. */
  writing: { readonly body: Json } | null = null;
  asked = false;
  trouble: Trouble | null = null;
  /** The gateway is being asked; `again` while there is reason to ask once more. */
  asking: 'no' | 'yes' | 'again' = 'no';
  #last: Promise<unknown> = Promise.resolve();

  constructor(at: ShelfId & { readonly kind: DocumentKind }) {
    this.at = at;
  }

  /** What is done to a document is done in order: an edit is on disk before the save that follows it takes it up. */
  inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done;
    return done;
  }

  state(more: { readonly isSending: boolean; readonly needsSignIn: boolean; readonly mode: 'indexeddb' | 'memory' }): DocumentState {
    const { kind, id } = this.at;
    const { shelf, asked, trouble, undo } = this;
    return stateOf(kind, id, { shelf, unwritten: this.unwritten ?? this.writing, asked, trouble, canUndo: undo.canUndo, canRedo: undo.canRedo, ...more });
  }
}

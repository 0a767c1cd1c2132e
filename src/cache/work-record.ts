import type { Json } from '@/domain/dataset';
import type { Text } from '@/domain/text';

/** Version of the shapes below. A change is a new number here, a migration in `parse-work.ts` and a new dump in `test/upgrade`. */
export const WORK_VERSION = 1;

/** The server's document as last heard of. */
export interface DocumentCopy {
  readonly revision: number;
  readonly deleted: boolean;
  readonly body: Json;
  /** Epoch ms. */
  readonly at: number;
  readonly author: { readonly id: string; readonly name: string | null };
  readonly owner: 'me' | 'unit';
  readonly unit: string | null;
  readonly mayEdit: boolean;
}

/** What a change was made on; revision 0 is a document that did not exist. */
export interface Base {
  readonly revision: number;
  readonly body: Json;
  /** Begun on this device under an id made for it: nobody can have it, and nobody need be asked. */
  readonly isNew?: true;
}

/** Why the gateway did not take a save, and what to do about it. */
export interface Trouble {
  readonly code: string;
  readonly status: number;
  readonly hint: Text | null;
  /** Place in the body. */
  readonly at: string | null;
}

/** What a person changed and has not saved. `base` is null while saves of the same document are still on their way: it follows the last. */
export interface Draft {
  readonly body: Json;
  readonly base: Base | null;
  readonly changedAt: number;
  readonly trouble: Trouble | null;
}

/** A save waiting to go up. The first in line has a base; each other one follows the one before it. */
export interface Outgoing {
  /** Made once; sent with every attempt, so that the gateway does it once. */
  readonly saveKey: string;
  /** Rises over all documents of a person. */
  readonly order: number;
  readonly body: Json;
  readonly reason: string;
  readonly base: Base | null;
  /** For whom the document is kept, where the save says so. */
  readonly holder: { readonly owner: 'me' } | { readonly owner: 'unit'; readonly unit: string | null } | null;
  readonly madeAt: number;
  /** `conflict`: somebody else was faster, and the person has not yet chosen. */
  readonly state: 'waiting' | 'conflict';
  readonly attempts: number;
  /** Not to be sent before this moment. */
  readonly retryAt: number;
}

/** Everything a device holds of one document for one person. */
export interface Shelf {
  readonly copy: DocumentCopy | null;
  readonly draft: Draft | null;
  /** In the order in which they were saved. */
  readonly outbox: readonly Outgoing[];
}
export const EMPTY_SHELF: Shelf = { copy: null, draft: null, outbox: [] };

/** `owner` is the person, not their rights of the day: a right that goes must not take a draft with it. */
export interface ShelfId {
  readonly owner: string;
  readonly kind: string;
  readonly id: string;
}
/** No two people, kinds or ids share one. */
export const shelfKey = ({ owner, kind, id }: ShelfId): string => [owner, kind, id].map(encodeURIComponent).join('|');

interface Row extends ShelfId {
  readonly v: typeof WORK_VERSION;
}
/** Rows as they lie on disk. */
export type CopyRow = Row & { readonly key: string; readonly copy: DocumentCopy };
export type DraftRow = Row & { readonly key: string; readonly draft: Draft };
export type OutboxRow = Row & Outgoing & { readonly shelf: string };

export const copyRow = (at: ShelfId, copy: DocumentCopy): CopyRow => ({ ...at, key: shelfKey(at), v: WORK_VERSION, copy });
export const draftRow = (at: ShelfId, draft: Draft): DraftRow => ({ ...at, key: shelfKey(at), v: WORK_VERSION, draft });
/** `owner` names the person here; for whom the document is kept is `holder`. */
export const outboxRow = (at: ShelfId, outgoing: Outgoing): OutboxRow => ({ ...outgoing, ...at, shelf: shelfKey(at), v: WORK_VERSION });

import type { DocumentCopy, Shelf, Trouble } from '@/cache/work-record';
import type { Json } from '@/domain/dataset';
import type { DocumentKind } from './documents';
import { conflictOf, isSame, shownBody } from './shelf';

/** Both sides of a conflict and what both began with. */
export interface Conflict {
  readonly mine: Json;
  readonly theirs: DocumentCopy;
  /** What the person had seen when they began; null where the document did not exist. */
  readonly base: Json;
}

/**
 * Where unsent work is: `none` there is none; `draft` changed, not saved; `waiting` saved, not yet sent; `sending`; `conflict` and
 * `refused` wait for the person; `sign-in` waits for somebody to sign in.
 */
export type Sending = 'none' | 'draft' | 'waiting' | 'sending' | 'conflict' | 'refused' | 'sign-in';

/** One document as a page shows it. */
export interface DocumentState {
  readonly kind: DocumentKind;
  readonly id: string;
  /** `loading` until the device or the gateway has said something; `absent` where neither has it. */
  readonly phase: 'loading' | 'ready' | 'absent';
  /** The person's own view of it: draft, else saves on their way, else what the server has. Raw: `readBody` parses it. */
  readonly body: Json;
  readonly copy: DocumentCopy | null;
  readonly sending: Sending;
  /** Whether everything shown is on the disk of this device: `memory` lasts as long as the page. */
  readonly kept: 'kept' | 'writing' | 'memory';
  /** Why the gateway did not take the last save, or why the document could not be fetched. */
  readonly trouble: Trouble | null;
  readonly conflict: Conflict | null;
  /** Somebody else has saved since the draft was begun. */
  readonly behind: boolean;
  /** Saves on their way. */
  readonly waiting: number;
  readonly mayEdit: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Seen {
  readonly shelf: Shelf | null;
  /** Changed, not yet on disk. */
  readonly unwritten: { readonly body: Json } | null;
  /** The gateway was asked, and answered or could not. */
  readonly asked: boolean;
  readonly trouble: Trouble | null;
  readonly isSending: boolean;
  readonly needsSignIn: boolean;
  readonly mode: 'indexeddb' | 'memory';
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Pure: everything a page may show of a document follows from this. */
export function stateOf(kind: DocumentKind, id: string, seen: Seen): DocumentState {
  const { shelf, unwritten } = seen;
  const body = unwritten ? unwritten.body : shelf ? shownBody(shelf) : null;
  const conflict = shelf && conflictOf(shelf);
  const theirs = shelf?.copy ?? null;
  const begun = shelf?.outbox[0]?.base ?? shelf?.draft?.base ?? null;
  return {
    kind, id, body, copy: theirs,
    phase: body !== null ? 'ready' : shelf && (seen.asked || theirs) ? 'absent' : 'loading',
    sending: sendingOf(seen),
    kept: unwritten ? 'writing' : seen.mode === 'memory' ? 'memory' : 'kept',
    trouble: shelf?.draft?.trouble ?? seen.trouble,
    conflict: conflict && theirs ? { mine: body, theirs, base: conflict.base?.body ?? null } : null,
    behind: theirs !== null && begun !== null && theirs.revision > begun.revision && !isSame(theirs.body, begun.body),
    waiting: shelf?.outbox.length ?? 0,
    mayEdit: theirs?.mayEdit ?? true,
    canUndo: seen.canUndo, canRedo: seen.canRedo,
  };
}

function sendingOf({ shelf, unwritten, isSending, needsSignIn }: Seen): Sending {
  if (shelf && conflictOf(shelf)) return 'conflict';
  if (shelf && shelf.outbox.length > 0) return needsSignIn ? 'sign-in' : isSending ? 'sending' : 'waiting';
  if (shelf?.draft?.trouble && !unwritten) return 'refused';
  return unwritten || shelf?.draft ? 'draft' : 'none';
}

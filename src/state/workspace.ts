import type { WorkStore } from '@/cache/open-work-store';
import type { CacheNotice } from '@/cache/snapshot-cache';
import type { Waiting } from '@/cache/work-disk';
import type { DocumentCopy, Outgoing, ShelfId, Trouble } from '@/cache/work-record';
import type { Json } from '@/domain/dataset';
import type { Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { DocumentState } from './document-state';
import type { DocumentKind } from './documents';
import type { HistoryPage, ListPage, RevisionCard } from './history';
import type { Surroundings } from './outbox-pump';
import type { Send } from './sending';
import type { Choice } from './shelf';
import { LocalWorkspace } from './local-workspace';

/** How tabs of one browser tell each other that a shelf has changed. */
export interface TabChannel {
  readonly post: (at: ShelfId) => void;
  /** Returns how to stop. */
  readonly listen: (heard: (at: ShelfId) => void) => () => void;
}

export interface WorkspaceParts extends Surroundings {
  readonly store: WorkStore;
  readonly send: Send;
  /** Whose work this is: the person, whatever their rights of the day. */
  readonly person: DocumentCopy['author'];
  readonly channel: TabChannel;
}

/**
 * The documents of one person on this device, local first: every change lands on the disk before it counts as kept, a save goes up once
 * however often it has to be sent, and nothing of the person's is dropped but by the person. No method rejects.
 */
export interface Workspace {
  readonly mode: 'indexeddb' | 'memory';
  /** Why `mode` is `memory`; to be shown: closing the page then loses unsent work. */
  readonly notice: CacheNotice | null;
  /** Follows a document from now on: first what the device has, then what the gateway says. Returns how to stop. */
  readonly observe: (kind: DocumentKind, id: string, listener: (state: DocumentState) => void) => () => void;
  /** The document as the device has it; the gateway is asked meanwhile. */
  readonly open: (kind: DocumentKind, id: string) => Promise<DocumentState>;
  /** A new document of an id made for it, as a draft: nobody is asked whether there is one. Settles when it is on disk. */
  readonly begin: (kind: DocumentKind, id: string, body: unknown) => Promise<void>;
  /** Shown at once; settles when it is on disk. `body` is copied. */
  readonly edit: (kind: DocumentKind, id: string, body: unknown) => Promise<void>;
  readonly undo: (kind: DocumentKind, id: string) => Promise<void>;
  readonly redo: (kind: DocumentKind, id: string) => Promise<void>;
  /** Lets go of what was changed and not saved; it can be undone in this page. */
  readonly discard: (kind: DocumentKind, id: string) => Promise<void>;
  /** Settles when the save is on disk; it goes up as soon as the gateway can be reached. Nothing changed, nothing saved. */
  readonly save: (kind: DocumentKind, id: string, reason: string, holder?: Outgoing['holder']) => Promise<void>;
  /** After a conflict. */
  readonly resolve: (kind: DocumentKind, id: string, choice: Choice) => Promise<void>;
  /** After a conflict: the person's own goes on as a new document of theirs, and the other stands. `rename` gives the copy its id. */
  readonly keepBoth: (kind: DocumentKind, id: string, newId: string, rename: (body: Json) => Json) => Promise<void>;
  readonly list: (kind: DocumentKind, after?: string) => Promise<Result<ListPage, GatewayProblem>>;
  readonly history: (kind: DocumentKind, id: string, before?: number) => Promise<Result<HistoryPage, GatewayProblem>>;
  readonly revision: (kind: DocumentKind, id: string, revision: number) => Promise<Result<RevisionCard & { readonly body: Json }, GatewayProblem>>;
  /** Null when done. Needs the gateway: what is restored is not on the device. */
  readonly restore: (kind: DocumentKind, id: string, revision: number, reason: string) => Promise<Trouble | null>;
  readonly remove: (kind: DocumentKind, id: string, reason: string) => Promise<Trouble | null>;
  /** A `document-changed` event. */
  readonly onRemoteChange: (kind: string, id: string, revision: number) => void;
  /** Events were missed: every open document is asked for again. */
  readonly resync: () => void;
  /** The network is back, or somebody has signed in again. */
  readonly resume: () => void;
  /** What exists nowhere but here. Ask before signing out. */
  readonly pending: () => Promise<{ readonly saves: readonly Waiting[]; readonly drafts: readonly ShelfId[] }>;
  /** At sign-out: `keep` leaves unsent work for the person's next visit and forgets the rest; `discard` forgets it all. Then closed. */
  readonly leave: (choice: 'keep' | 'discard') => Promise<void>;
  readonly close: () => void;
}

/** Opens the workspace and sends what an earlier page left. */
export function createWorkspace(parts: WorkspaceParts): Workspace {
  const workspace = new LocalWorkspace(parts);
  workspace.resume();
  return workspace;
}

import { inject, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { Outgoing, Trouble } from '@/cache/work-record';
import type { DocumentState } from './document-state';
import { stateOf } from './document-state';
import type { DocumentKind } from './documents';
import type { Choice } from './shelf';
import type { Workspace } from './workspace';
import { WORKSPACE } from './workspace-key';

/** The workspace of whoever is signed in, as soon as it is open; null where nobody is. */
export const useWorkspace = (): Readonly<ShallowRef<Workspace | null>> => inject(WORKSPACE, () => shallowRef(null), true);

/** Every deed rejects while no workspace is open: offer it once there is one. */
export interface DocumentHandle {
  /** Follows the document; of another id at once when the id changes. `loading` while no workspace is open. */
  readonly state: Readonly<ShallowRef<DocumentState>>;
  readonly edit: (body: unknown) => Promise<void>;
  readonly save: (reason: string, holder?: Outgoing['holder']) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  readonly discard: () => Promise<void>;
  readonly resolve: (choice: Choice) => Promise<void>;
  readonly restore: (revision: number, reason: string) => Promise<Trouble | null>;
  readonly remove: (reason: string) => Promise<Trouble | null>;
}

/** One document, followed until the scope ends. An id of null is of none: nothing is asked, and no deed is done. */
export function useDocument(kind: DocumentKind, id: () => string | null): DocumentHandle {
  const workspace = useWorkspace();
  const state = shallowRef(nothingYet(kind, id() ?? ''));
  let stop = (): void => undefined;
  watch([workspace, id], ([opened, wanted]) => {
    stop();
    state.value = nothingYet(kind, wanted ?? '');
    stop = opened && wanted !== null ? opened.observe(kind, wanted, (now) => (state.value = now)) : () => undefined;
  }, { immediate: true });
  onScopeDispose(() => stop());
  const within = async <T>(work: (opened: Workspace, id: string) => Promise<T>): Promise<T> => {
    const wanted = id();
    if (!workspace.value || wanted === null) throw new Error('no workspace is open');
    return work(workspace.value, wanted);
  };
  return {
    state,
    edit: (body) => within((opened, of) => opened.edit(kind, of, body)),
    save: (reason, holder = null) => within((opened, of) => opened.save(kind, of, reason, holder)),
    undo: () => within((opened, of) => opened.undo(kind, of)),
    redo: () => within((opened, of) => opened.redo(kind, of)),
    discard: () => within((opened, of) => opened.discard(kind, of)),
    resolve: (choice) => within((opened, of) => opened.resolve(kind, of, choice)),
    restore: (revision, reason) => within((opened, of) => opened.restore(kind, of, revision, reason)),
    remove: (reason) => within((opened, of) => opened.remove(kind, of, reason)),
  };
}

const nothingYet = (kind: DocumentKind, id: string): DocumentState =>
  stateOf(kind, id, { shelf: null, unwritten: null, asked: false, trouble: null, isSending: false, needsSignIn: false, mode: 'indexeddb', canUndo: false, canRedo: false });

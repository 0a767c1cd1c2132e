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

/** One document, followed until the scope ends. */
export function useDocument(kind: DocumentKind, id: () => string): DocumentHandle {
  const workspace = useWorkspace();
  const state = shallowRef(nothingYet(kind, id()));
  let stop = (): void => undefined;
  watch([workspace, id], ([opened, wanted]) => {
    stop();
    state.value = nothingYet(kind, wanted);
    stop = opened ? opened.observe(kind, wanted, (now) => (state.value = now)) : () => undefined;
  }, { immediate: true });
  onScopeDispose(() => stop());
  const within = async <T>(work: (opened: Workspace) => Promise<T>): Promise<T> => {
    if (!workspace.value) throw new Error('no workspace is open');
    return work(workspace.value);
  };
  return {
    state,
    edit: (body) => within((opened) => opened.edit(kind, id(), body)),
    save: (reason, holder = null) => within((opened) => opened.save(kind, id(), reason, holder)),
    undo: () => within((opened) => opened.undo(kind, id())),
    redo: () => within((opened) => opened.redo(kind, id())),
    discard: () => within((opened) => opened.discard(kind, id())),
    resolve: (choice) => within((opened) => opened.resolve(kind, id(), choice)),
    restore: (revision, reason) => within((opened) => opened.restore(kind, id(), revision, reason)),
    remove: (reason) => within((opened) => opened.remove(kind, id(), reason)),
  };
}

const nothingYet = (kind: DocumentKind, id: string): DocumentState =>
  stateOf(kind, id, { shelf: null, unwritten: null, asked: false, trouble: null, isSending: false, needsSignIn: false, mode: 'indexeddb', canUndo: false, canRedo: false });

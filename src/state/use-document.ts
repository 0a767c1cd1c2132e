import { inject, onScopeDispose, shallowRef, watch, type InjectionKey, type ShallowRef } from 'vue';
import type { Outgoing, Trouble } from '@/cache/work-record';
import type { DocumentState } from './document-state';
import { stateOf } from './document-state';
import type { DocumentKind } from './documents';
import type { Choice } from './shelf';
import type { Workspace } from './workspace';

/** Provided once at the application where somebody is signed in; null in direct mode and for visitors. */
export const WORKSPACE: InjectionKey<Workspace | null> = Symbol('workspace');

/** The workspace of whoever is signed in, or null where nobody is. */
export const useWorkspace = (): Workspace | null => inject(WORKSPACE, null);

export interface DocumentHandle {
  /** Follows the document; of another id at once when the id changes. */
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

/** One document, followed until the scope ends. Throws where nobody is signed in: ask `useWorkspace` first. */
export function useDocument(kind: DocumentKind, id: () => string): DocumentHandle {
  const workspace = useWorkspace();
  if (!workspace) throw new Error('Nothing above provides WORKSPACE');
  const state = shallowRef(nothingYet(kind, id()));
  let stop = (): void => undefined;
  watch(id, (wanted) => {
    stop();
    state.value = nothingYet(kind, wanted);
    stop = workspace.observe(kind, wanted, (now) => (state.value = now));
  }, { immediate: true });
  onScopeDispose(() => stop());
  return {
    state,
    edit: (body) => workspace.edit(kind, id(), body),
    save: (reason, holder = null) => workspace.save(kind, id(), reason, holder),
    undo: () => workspace.undo(kind, id()),
    redo: () => workspace.redo(kind, id()),
    discard: () => workspace.discard(kind, id()),
    resolve: (choice) => workspace.resolve(kind, id(), choice),
    restore: (revision, reason) => workspace.restore(kind, id(), revision, reason),
    remove: (reason) => workspace.remove(kind, id(), reason),
  };
}

const nothingYet = (kind: DocumentKind, id: string): DocumentState =>
  stateOf(kind, id, { shelf: null, unwritten: null, asked: false, trouble: null, isSending: false, needsSignIn: false, mode: 'indexeddb', canUndo: false, canRedo: false });

import { computed, inject, provide, shallowRef, watch, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue';
import type { Dashboard, Tile } from '@/config/dashboard';
import type { Scope } from '@/domain/scope';
import type { DocumentHandle } from '@/state/use-document';
import { usePortal } from '@/widget-kit/use-widget';
import { placesOn, type LayoutSurface, type PlacedSection } from '../layout/places';
import { perform, rawOf, readDraft, type Command, type Draft } from './editor-model';
import { deedText, refusedText, useEditorWords } from './editor-words';
import { stableTiles } from './stable-tiles';

/** One editor: what is edited, what is selected, and the one way in which anything is done. */
export interface Editor {
  readonly handle: DocumentHandle;
  /** Null while the body cannot be read. */
  readonly draft: ComputedRef<Draft | null>;
  /** As it stands; while something is dragged, as it would stand. */
  readonly shown: ComputedRef<Dashboard | null>;
  readonly sections: ComputedRef<readonly PlacedSection[]>;
  /** Tiles in reading order of what was done, not of what is only being dragged: elements stay where they are in the document meanwhile. */
  readonly order: ComputedRef<ReadonlyMap<string, number>>;
  readonly scope: () => Scope;
  readonly surface: ShallowRef<LayoutSurface>;
  /** Tab that is open; null where there are none. */
  readonly tab: ComputedRef<string | null>;
  readonly selected: ShallowRef<string | null>;
  /** The selected tile is held: arrows move it. */
  readonly isHeld: ShallowRef<boolean>;
  readonly preview: ShallowRef<Dashboard | null>;
  /** What was done last, for who listens. */
  readonly said: ShallowRef<string>;
  /** The same object as long as a tile says the same, wherever it stands: what it shows is not drawn anew. */
  readonly contentOf: (tile: Tile) => Tile;
  /** Does it, or says why not. */
  readonly run: (command: Command) => boolean;
  readonly attempt: (command: Command) => Dashboard | null;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly select: (tile: string | null) => void;
  readonly openTab: (id: string) => void;
  readonly say: (text: string) => void;
}
export const EDITOR: InjectionKey<Editor> = Symbol('editor');

/** The editor above; throws outside of one. */
export function useEditor(): Editor {
  const editor = inject(EDITOR);
  if (!editor) throw new Error('useEditor() needs an EditorView above it');
  return editor;
}

/** Makes the editor of one document and lends it to what stands below. */
export function provideEditor(handle: DocumentHandle, scope: () => Scope): Editor {
  const portal = usePortal();
  const words = useEditorWords();
  const draft = computed(() => readDraft(handle.state.value.body, portal.province.units));
  const [surface, opened, selected, isHeld, preview, said] = [shallowRef<LayoutSurface>('desk'), shallowRef<string | null>(null), shallowRef<string | null>(null), shallowRef(false), shallowRef<Dashboard | null>(null), shallowRef('')];
  const shown = computed(() => preview.value ?? draft.value?.board ?? null);
  const tab = computed(() => {
    const tabs = shown.value?.tabs ?? [];
    return (tabs.find(({ id }) => id === opened.value) ?? tabs[0])?.id ?? null;
  });
  const sections = computed(() => (shown.value ? placesOn(shown.value, surface.value).sections.filter((one) => one.tab === tab.value) : []));
  const order = computed(() => {
    const tiles = draft.value ? placesOn(draft.value.board, surface.value).sections.flatMap((one) => one.tiles) : [];
    return new Map(tiles.map(({ tile }, index) => [tile.id, index]));
  });
  const smallestOf = (widget: string) => portal.widget(widget)?.size.min ?? { w: 1, h: 1 };
  // The same words twice are read out twice: a space makes them another text.
  const say = (text: string): void => { said.value = text === said.value ? `${text} ` : text; };

  function run(command: Command): boolean {
    const now = draft.value;
    if (!now) return false;
    const edited = perform(now.board, command, smallestOf);
    if (!edited.ok) {
      say(refusedText(edited.error, words));
      return false;
    }
    if (edited.value !== now.board) {
      say(deedText(now.board, edited.value, command, portal.language));
      void handle.edit(rawOf({ ...now, board: edited.value }));
    }
    return true;
  }
  function attempt(command: Command): Dashboard | null {
    const edited = draft.value && perform(draft.value.board, command, smallestOf);
    return edited?.ok ? edited.value : null;
  }
  function goBack(isUndo: boolean): void {
    const { canUndo, canRedo } = handle.state.value;
    const may = isUndo ? canUndo : canRedo;
    say(words(may ? (isUndo ? 'did.undone' : 'did.redone') : isUndo ? 'refused.undo' : 'refused.redo'));
    if (may) void (isUndo ? handle.undo() : handle.redo());
  }
  watch(() => draft.value?.board, (board) => {
    if (selected.value !== null && !board?.tiles.some(({ id }) => id === selected.value)) [selected.value, isHeld.value] = [null, false];
  });
  const editor: Editor = {
    handle, draft, shown, sections, order, scope, surface, tab, selected, isHeld, preview, said, run, attempt, say, contentOf: stableTiles(),
    undo: () => goBack(true),
    redo: () => goBack(false),
    select: (tile) => { if (tile !== selected.value) [selected.value, isHeld.value] = [tile, false]; },
    openTab: (id) => { [opened.value, selected.value, isHeld.value] = [id, null, false]; },
  };
  provide(EDITOR, editor);
  return editor;
}


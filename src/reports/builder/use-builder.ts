import { computed, inject, provide, shallowRef, watch } from 'vue';
import type { ComputedRef, InjectionKey, ShallowRef } from 'vue';
import type { DocumentHandle } from '@/state/use-document';
import { usePortal } from '@/widget-kit/use-widget';
import type { AnyWidget } from '@/widget-kit/widget';
import type { Json } from '@/domain/dataset';
import type { Scope } from '@/domain/scope';
import type { TemplateBlock } from '../template/template';
import { blockTitle, inBoth, useBuilderWords } from './builder-words';
import { perform } from './model/commands';
import type { Command } from './model/commands';
import { holdsUnread, kindOf, rawOf, readDraft } from './model/draft';
import type { Draft } from './model/draft';
import type { Spot } from './model/moves';
import { newBlock } from './model/new-block';
import type { BlockKind } from './model/new-block';
import { freeBlockId, idsOf, isContainer, outlineOf, rowOf } from './model/tree';
import type { OutlineRow } from './model/tree';

/** One builder: what is composed, what is selected, and the one way in which anything is done. */
export interface Builder {
  readonly handle: DocumentHandle;
  /** Null while the body cannot be read. */
  readonly draft: ComputedRef<Draft | null>;
  readonly rows: ComputedRef<readonly OutlineRow[]>;
  /** Block whose form is open; null shows the form of the template. */
  readonly selected: ShallowRef<string | null>;
  readonly block: ComputedRef<TemplateBlock | null>;
  readonly widgets: readonly AnyWidget[];
  /** Whose figures are shown, of when. */
  readonly scope: () => Scope;
  /** What was done last, for who listens. */
  readonly said: ShallowRef<string>;
  /** Does it, or says why not. */
  readonly run: (command: Command) => boolean;
  /** A new block where one would look for it: in the section that is selected, else behind what is. */
  readonly add: (kind: BlockKind) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly select: (id: string | null) => void;
  readonly say: (text: string) => void;
  readonly titleOf: (block: TemplateBlock) => string;
  /** A block that this build cannot read, as it is stored, by the id of what stands in its place. */
  readonly unreadAt: (id: string) => Json | undefined;
}
export const BUILDER: InjectionKey<Builder> = Symbol('report-builder');

/** The builder above; throws outside of one. */
export function useBuilder(): Builder {
  const builder = inject(BUILDER);
  if (!builder) throw new Error('useBuilder() needs a BuilderView above it');
  return builder;
}

/** Makes the builder of one document and lends it to what stands below. */
export function provideBuilder(handle: DocumentHandle, widgets: readonly AnyWidget[], scope: () => Scope): Builder {
  const portal = usePortal();
  const words = useBuilderWords();
  const draft = computed(() => readDraft(handle.state.value.body));
  const rows = computed(() => outlineOf(draft.value?.template.blocks ?? []));
  const [selected, said] = [shallowRef<string | null>(null), shallowRef('')];
  const block = computed(() => rows.value.find((row) => row.block.id === selected.value)?.block ?? null);
  const unreadAt = (id: string): Json | undefined => draft.value?.unread.get(id);
  const titleOf = (of: TemplateBlock): string => {
    if (unreadAt(of.id) !== undefined) return words('unread.title', { kind: kindOf(unreadAt(of.id)) });
    const title = blockTitle(of, portal.language, portal);
    return title === '' ? words(`kind.${of.kind}`) : title;
  };
  // The same words twice are read out twice: a space makes them another text.
  const say = (text: string): void => { said.value = text === said.value ? `${text} ` : text; };

  function run(command: Command): boolean {
    const now = draft.value;
    if (!now) return false;
    const named = 'id' in command ? rowOf(now.template.blocks, command.id)?.block : 'block' in command ? command.block : undefined;
    // A copy would have another id than the one within it.
    const isUnread = (command.do === 'duplicate' && named && holdsUnread(named, now.unread)) || (command.do === 'change' && now.unread.has(command.block.id));
    const done = isUnread ? null : perform(now.template, command);
    if (!done?.ok) {
      say(words(`refused.${done?.error ?? 'unread'}`));
      return false;
    }
    void handle.edit(rawOf({ ...now, template: done.value.template }));
    if (done.value.select !== null) selected.value = done.value.select;
    say(deedText(command, done.value.template.blocks, named ? titleOf(named) : ''));
    return true;
  }
  function deedText(command: Command, blocks: readonly TemplateBlock[], title: string): string {
    if (command.do !== 'move' && command.do !== 'step') return words(`did.${command.do}`, { title });
    const row = rowOf(blocks, command.id);
    const around = row?.parent == null ? undefined : rowOf(blocks, row.parent)?.block;
    return words(around ? 'did.movedIn' : 'did.moved', { title, place: (row?.index ?? 0) + 1, of: row?.of ?? 0, around: around ? titleOf(around) : '' });
  }
  function spotForNew(kind: BlockKind): Spot {
    const all = draft.value?.template.blocks ?? [];
    const row = selected.value === null ? undefined : rowOf(all, selected.value);
    if (!row || (kind === 'appendix' && row.depth > 1)) return { parent: null, index: all.length };
    return isContainer(row.block) && kind !== 'appendix' ? { parent: row.block.id, index: row.block.blocks.length } : { parent: row.parent, index: row.index + 1 };
  }
  function add(kind: BlockKind): void {
    if (!draft.value) return;
    const widget = widgets[0];
    const begun = newBlock(kind, freeBlockId(kind, idsOf(draft.value.template.blocks)), {
      words: inBoth, indicator: [...portal.province.indicators.values()].find(({ levels }) => kind !== 'ranking' || levels.includes('commune'))?.id ?? null, widget: widget ? { id: widget.id, version: widget.version } : null,
    });
    if (begun) run({ do: 'add', block: begun, spot: spotForNew(kind) });
    else say(words('refused.nothing'));
  }
  function goBack(isUndo: boolean): void {
    const { canUndo, canRedo } = handle.state.value;
    const may = isUndo ? canUndo : canRedo;
    say(words(may ? (isUndo ? 'did.undone' : 'did.redone') : isUndo ? 'refused.undo' : 'refused.redo'));
    if (may) void (isUndo ? handle.undo() : handle.redo());
  }
  watch(rows, (now) => { if (selected.value !== null && !now.some((row) => row.block.id === selected.value)) selected.value = null; });
  const builder: Builder = {
    handle, draft, rows, selected, block, widgets, scope, said, run, add, say, titleOf,
    unreadAt, undo: () => goBack(true), redo: () => goBack(false), select: (id) => { selected.value = id; },
  };
  provide(BUILDER, builder);
  return builder;
}

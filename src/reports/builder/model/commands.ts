import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import type { ReportTemplate, TemplateBlock } from '../../template/template';
import type { WordForm } from '../../template/word-form';
import { duplicate, insert, move, remove, step } from './moves';
import type { Blocks, Refused, Spot, Step } from './moves';
import { rowOf, withLists } from './tree';

export type Frame = Omit<ReportTemplate, 'blocks'>;
/** Everything that can be done to a template, by whatever means it is asked for. */
export type Command =
  | { readonly do: 'add'; readonly block: TemplateBlock; readonly spot: Spot }
  | { readonly do: 'remove' | 'duplicate'; readonly id: string }
  | { readonly do: 'move'; readonly id: string; readonly spot: Spot }
  | { readonly do: 'step'; readonly id: string; readonly to: Step }
  /** What a block says of itself; it keeps its id and its place. */
  | { readonly do: 'change'; readonly block: TemplateBlock }
  | { readonly do: 'frame'; readonly frame: Frame }
  /** The unit's own Word file as its form; null takes it away. */
  | { readonly do: 'word'; readonly word: WordForm | null };

/** What a command made, and the block that is spoken of from then on; null leaves that to what is selected. */
export interface Done {
  readonly template: ReportTemplate;
  readonly select: string | null;
}

/** The template after a command, or why it cannot be. Pure. */
export function perform(template: ReportTemplate, command: Command): Result<Done, Refused> {
  const { blocks } = template;
  const done = (now: Result<Blocks, Refused>, select: string | null): Result<Done, Refused> => (now.ok ? ok({ template: { ...template, blocks: now.value }, select }) : now);
  switch (command.do) {
    case 'add': return done(insert(blocks, command.block, command.spot), command.block.id);
    case 'remove': return done(remove(blocks, command.id), null);
    case 'move': return done(move(blocks, command.id, command.spot), command.id);
    case 'step': return done(step(blocks, command.id, command.to), command.id);
    case 'duplicate': {
      const copied = duplicate(blocks, command.id);
      return copied.ok ? done(ok(copied.value.blocks), copied.value.id) : copied;
    }
    case 'change': return rowOf(blocks, command.block.id) ? done(ok(withLists(blocks, (list) => list.map((block) => (block.id === command.block.id ? command.block : block)))), null) : err('unknown');
    case 'frame': return ok({ template: { ...command.frame, blocks }, select: null });
    case 'word': {
      const { word: _old, ...rest } = template;
      return ok({ template: command.word ? { ...rest, word: command.word } : rest, select: null });
    }
  }
}

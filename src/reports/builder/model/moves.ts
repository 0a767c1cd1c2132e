import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { DEEPEST, MOST_BLOCKS } from '../../template/schema';
import type { TemplateBlock } from '../../template/template';
import { freeBlockId, idsOf, isContainer, outlineOf, rowOf, withLists } from './tree';
import type { OutlineRow } from './tree';

/** Why a block cannot stand where it was put. `edge`: there is nothing further that way; `no-holder`: what stands before it holds no blocks. */
export type Refused = 'unknown' | 'inside-itself' | 'too-deep' | 'appendix-within' | 'too-many' | 'edge' | 'no-holder';
export type Blocks = readonly TemplateBlock[];
export type Moved = Result<Blocks, Refused>;

/** Where a block is put: before the one that stands at `index` of what `parent` holds, as it is before the move; at the end where nothing does. */
export interface Spot {
  readonly parent: string | null;
  readonly index: number;
}
export type Step = 'up' | 'down' | 'in' | 'out';

/** How many blocks stand one within another from this one down, itself among them. */
const height = (block: TemplateBlock): number => 1 + (isContainer(block) ? Math.max(0, ...block.blocks.map(height)) : 0);
const depthWithin = (blocks: Blocks, parent: string | null): number => (parent === null ? 0 : (rowOf(blocks, parent)?.depth ?? 0));

/** A block put among the others. */
export function insert(blocks: Blocks, block: TemplateBlock, { parent, index }: Spot): Moved {
  if (parent !== null) {
    const around = rowOf(blocks, parent);
    if (!around || !isContainer(around.block)) return err('unknown');
    if (outlineOf([block]).some((row) => row.block.kind === 'appendix')) return err('appendix-within');
  }
  if (depthWithin(blocks, parent) + height(block) > DEEPEST) return err('too-deep');
  if (outlineOf(blocks).length + outlineOf([block]).length > MOST_BLOCKS) return err('too-many');
  return ok(withLists(blocks, (list, of) => (of === parent ? [...list.slice(0, index), block, ...list.slice(index)] : list)));
}

/** Without a block and all it holds. */
export function remove(blocks: Blocks, id: string): Moved {
  if (!rowOf(blocks, id)) return err('unknown');
  return ok(withLists(blocks, (list) => list.filter((block) => block.id !== id)));
}

/** A block taken from where it stands and put elsewhere with all it holds. */
export function move(blocks: Blocks, id: string, spot: Spot): Moved {
  const row = rowOf(blocks, id);
  if (!row) return err('unknown');
  if (spot.parent !== null && outlineOf([row.block]).some(({ block }) => block.id === spot.parent)) return err('inside-itself');
  const without = remove(blocks, id);
  if (!without.ok) return without;
  const isBehind = spot.parent === row.parent && row.index < spot.index;
  return insert(without.value, row.block, { parent: spot.parent, index: spot.index - (isBehind ? 1 : 0) });
}

/** One step: past its neighbour, into the section before it, or out of the one around it. */
export function step(blocks: Blocks, id: string, to: Step): Moved {
  const row = rowOf(blocks, id);
  if (!row) return err('unknown');
  const spot = spotOfStep(blocks, row, to);
  return spot.ok ? move(blocks, id, spot.value) : spot;
}

function spotOfStep(blocks: Blocks, { block: { id }, parent, index, of }: OutlineRow, to: Step): Result<Spot, Refused> {
  if (to === 'up') return index === 0 ? err('edge') : ok({ parent, index: index - 1 });
  if (to === 'down') return index === of - 1 ? err('edge') : ok({ parent, index: index + 2 });
  if (to === 'out') {
    const around = parent === null ? undefined : rowOf(blocks, parent);
    return around ? ok({ parent: around.parent, index: around.index + 1 }) : err('edge');
  }
  const before = outlineOf(blocks).find((row) => row.parent === parent && row.index === index - 1 && row.block.id !== id)?.block;
  return before && isContainer(before) ? ok({ parent: before.id, index: before.blocks.length }) : err('no-holder');
}

/** A second one right behind the first, with ids of its own throughout; the id of the copy beside it. */
export function duplicate(blocks: Blocks, id: string): Result<{ readonly blocks: Blocks; readonly id: string }, Refused> {
  const row = rowOf(blocks, id);
  if (!row) return err('unknown');
  const taken = new Set(idsOf(blocks));
  const renamed = (block: TemplateBlock): TemplateBlock => {
    const own = freeBlockId(block.id.replace(/-\d+$/, ''), taken);
    taken.add(own);
    return isContainer(block) ? { ...block, id: own, blocks: block.blocks.map(renamed) } : { ...block, id: own };
  };
  const copy = renamed(row.block);
  const grown = insert(blocks, copy, { parent: row.parent, index: row.index + 1 });
  return grown.ok ? ok({ blocks: grown.value, id: copy.id }) : grown;
}

/** Where something dropped on a row goes: before it; behind it; or, on the lower half of what holds blocks, to the beginning of what it holds. */
export function spotOn({ block, parent, index }: OutlineRow, isLower: boolean): Spot {
  if (!isLower) return { parent, index };
  return isContainer(block) ? { parent: block.id, index: 0 } : { parent, index: index + 1 };
}

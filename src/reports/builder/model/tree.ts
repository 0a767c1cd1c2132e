import type { TemplateBlock } from '../../template/template';

/** A block that holds others. */
export type Container = Extract<TemplateBlock, { readonly kind: 'section' | 'appendix' }>;
export const isContainer = (block: TemplateBlock): block is Container => block.kind === 'section' || block.kind === 'appendix';

/** A block in the outline of a template. */
export interface OutlineRow {
  readonly block: TemplateBlock;
  /** 1 where nothing is around it. */
  readonly depth: number;
  /** Id of the block around it; null at the top. */
  readonly parent: string | null;
  /** Place among its neighbours, from 0, and how many those are with it. */
  readonly index: number;
  readonly of: number;
}

/** Every block in reading order, each before what it holds. */
export function outlineOf(blocks: readonly TemplateBlock[], parent: string | null = null, depth = 1): readonly OutlineRow[] {
  return blocks.flatMap((block, index): readonly OutlineRow[] => [
    { block, depth, parent, index, of: blocks.length },
    ...(isContainer(block) ? outlineOf(block.blocks, block.id, depth + 1) : []),
  ]);
}

export const rowOf = (blocks: readonly TemplateBlock[], id: string): OutlineRow | undefined => outlineOf(blocks).find(({ block }) => block.id === id);

/** The lists of blocks changed, inmost first; what holds them keeps all else. */
export function withLists(blocks: readonly TemplateBlock[], change: (list: readonly TemplateBlock[], parent: string | null) => readonly TemplateBlock[], parent: string | null = null): readonly TemplateBlock[] {
  return change(blocks.map((block) => (isContainer(block) ? { ...block, blocks: withLists(block.blocks, change, block.id) } : block)), parent);
}

/** The first id of that stem which no block has. */
export function freeBlockId(stem: string, taken: ReadonlySet<string>): string {
  const short = stem.slice(0, 56);
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? short : `${short}-${count}`;
    if (!taken.has(id)) return id;
  }
}

export const idsOf = (blocks: readonly TemplateBlock[]): ReadonlySet<string> => new Set(outlineOf(blocks).map(({ block }) => block.id));

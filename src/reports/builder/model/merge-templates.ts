import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import { canonical } from '@/state/json-limits';

export type Side = 'mine' | 'theirs';
/** Something that two people left different since the same version. A value that is not there is undefined: that side took it out. */
export interface TemplateClash {
  /** `field/title`, `block/<id>`, or `order/<id of what holds the blocks>`, `order/` for the outermost. */
  readonly part: string;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
}
export interface MergedTemplate {
  /** Both in one; where they clash, what was chosen, else what stands with the gateway. Null where a side is no template. */
  readonly body: Json;
  readonly clashes: readonly TemplateClash[];
}

type Parts = ReadonlyMap<string, Json>;
const ROOT = 'order/';
const isEqual = (a: Json | undefined, b: Json | undefined): boolean => (a === undefined || b === undefined ? a === b : canonical(a) === canonical(b));

/** Fields, blocks without what they hold, and the order in which each holds them. A block without an id of its own is known by what it says. */
function partsOf(body: Json): Parts {
  const parts = new Map<string, Json>();
  const place = (blocks: readonly Json[], around: string): void => {
    const keys = blocks.map((block) => {
      const own = isRecord(block) && typeof block['id'] === 'string' ? block['id'] : canonical(block);
      let key = own;
      for (let count = 2; parts.has(`block/${key}`); count += 1) key = `${own} ${count}`;
      const inner = isRecord(block) ? block['blocks'] : undefined;
      parts.set(`block/${key}`, isRecord(block) && Array.isArray(inner) ? { ...block, blocks: [] } : block);
      if (Array.isArray(inner)) place(inner as readonly Json[], key);
      return key;
    });
    parts.set(`order/${around}`, keys);
  };
  for (const [name, value] of Object.entries(isRecord(body) ? body : {})) {
    if (name === 'schemaVersion') continue;
    if (name === 'blocks' && Array.isArray(value)) place(value as readonly Json[], '');
    else parts.set(`field/${name}`, value);
  }
  return parts;
}

const listOf = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? (value as readonly Json[]).filter((each) => typeof each === 'string') : []);

/** What both put in and took out of one list; null where both changed the order of what was there, and not alike. */
export function mergeOrder(base: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly string[] | null {
  const common = (list: readonly string[]): string => list.filter((id) => base.includes(id) && mine.includes(id) && theirs.includes(id)).join('\n');
  const [was, here, there] = [common(base), common(mine), common(theirs)];
  if (here !== was && there !== was && here !== there) return null;
  const [main, other] = here === was ? [theirs, mine] : [mine, theirs];
  const merged = main.filter((id) => other.includes(id) || !base.includes(id));
  other.forEach((id, at) => {
    if (base.includes(id) || merged.includes(id)) return;
    const before = other.slice(0, at).findLast((each) => merged.includes(each));
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, id);
  });
  return merged;
}

/**
 * Brings together what two people made of one template, block by block: each as whoever changed it left it. Where both changed one, `chosen`
 * says whose stands; none of the two texts is lost before that. Pure.
 */
export function mergeTemplates(base: Json, mine: Json, theirs: Json, chosen: ReadonlyMap<string, Side> = new Map()): MergedTemplate {
  if (!isRecord(mine) || !isRecord(theirs)) return { body: null, clashes: [] };
  const [before, here, there] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  const clashes: TemplateClash[] = [];
  const parts = new Map<string, Json>();
  for (const part of new Set([...there.keys(), ...here.keys()])) {
    const [was, own, other] = [before.get(part), here.get(part), there.get(part)];
    const order = part.startsWith(ROOT) && own !== undefined && other !== undefined ? mergeOrder(listOf(was), listOf(own), listOf(other)) : null;
    const isClash = order === null && !isEqual(own, was) && !isEqual(other, was) && !isEqual(own, other);
    if (isClash) clashes.push({ part, mine: own, theirs: other });
    const value = order ?? (isClash ? (chosen.get(part) === 'mine' ? own : other) : isEqual(own, was) ? other : own);
    if (value !== undefined) parts.set(part, value);
  }
  return { body: { ...Object.fromEntries([...parts].filter(([part]) => part.startsWith('field/')).map(([part, value]) => [part.slice(6), value])), schemaVersion: theirs['schemaVersion'] ?? null, blocks: assembled(parts, [here, there]) }, clashes };
}

/** The tree again. Of two places the first one found holds a block; one that has lost its own stands where a side had it, else at the end. */
function assembled(parts: Parts, sides: readonly Parts[]): readonly Json[] {
  const placed = new Set<string>();
  const lists = new Map<string, readonly string[]>([...parts].filter(([part]) => part.startsWith(ROOT)).map(([part, value]) => [part.slice(ROOT.length), listOf(value)]));
  const reach = (around: string): void => {
    for (const id of lists.get(around) ?? []) {
      if (placed.has(id) || !parts.has(`block/${id}`)) continue;
      placed.add(id);
      reach(id);
    }
  };
  reach('');
  for (const part of parts.keys()) {
    const id = part.slice('block/'.length);
    if (!part.startsWith('block/') || placed.has(id)) continue;
    const around = sides.flatMap((side) => [...side].filter(([of, value]) => of.startsWith(ROOT) && listOf(value).includes(id)).map(([of]) => of.slice(ROOT.length))).find((of) => of === '' || placed.has(of)) ?? '';
    lists.set(around, [...(lists.get(around) ?? []), id]);
    placed.add(id);
    reach(id);
  }
  const built = new Set<string>();
  const build = (around: string): readonly Json[] => (lists.get(around) ?? []).flatMap((id): readonly Json[] => {
    const block = parts.get(`block/${id}`);
    if (block === undefined || built.has(id)) return [];
    built.add(id);
    return [isRecord(block) && Array.isArray(block['blocks']) ? { ...block, blocks: build(id) } : block];
  });
  return build('');
}

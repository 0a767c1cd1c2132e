import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import { canonical } from './json-limits';

/** One part of a document that two people left different. A value that is not there is undefined. */
export interface Difference {
  /** `title`, `rows`, or the id of a tile as `tiles/kinh-te`. */
  readonly part: string;
  readonly base: Json | undefined;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
  /** Who changed it since both began. */
  readonly by: 'me' | 'them' | 'both';
}

type Parts = ReadonlyMap<string, Json>;

/** The parts a person would name: each field, and each tile by its id. */
function partsOf(body: Json): Parts {
  const parts = new Map<string, Json>();
  if (!isRecord(body)) return parts;
  for (const [field, value] of Object.entries(body)) {
    if (field === 'schemaVersion') continue;
    if (!areTiles(field, value)) parts.set(field, value);
    else for (const tile of value) parts.set(`tiles/${tile.id}`, tile);
  }
  return parts;
}

type TileLike = { readonly [key: string]: Json } & { readonly id: string };
const areTiles = (field: string, value: Json): value is readonly TileLike[] =>
  field === 'tiles' && Array.isArray(value) && value.every((each: Json) => isRecord(each) && typeof each['id'] === 'string');

const isEqual = (a: Json | undefined, b: Json | undefined): boolean => (a === undefined || b === undefined ? a === b : canonical(a) === canonical(b));

/** Where `mine` and `theirs` differ, in the order of mine; empty where they say the same. Pure. */
export function differences(base: Json, mine: Json, theirs: Json): readonly Difference[] {
  const [before, here, there] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((part): Difference[] => {
    const values = { base: before.get(part), mine: here.get(part), theirs: there.get(part) };
    if (isEqual(values.mine, values.theirs)) return [];
    const by = isEqual(values.mine, values.base) ? 'them' : isEqual(values.theirs, values.base) ? 'me' : 'both';
    return [{ part, ...values, by }];
  });
}

/** Both brought together: each part as whoever changed it left it. Null where both changed one part: then a person has to choose. Pure. */
export function joined(base: Json, mine: Json, theirs: Json): Json {
  if (!isRecord(mine) || !isRecord(theirs) || !isRecord(base)) return null;
  const found = differences(base, mine, theirs);
  if (found.some(({ by }) => by === 'both')) return null;
  const parts = new Map(partsOf(mine));
  for (const { part, by, theirs: value } of found) {
    if (by !== 'them') continue;
    if (value === undefined) parts.delete(part);
    else parts.set(part, value);
  }
  const tiles = [...parts].filter(([part]) => part.startsWith('tiles/')).map(([, tile]) => tile);
  const fields = [...parts].filter(([part]) => !part.startsWith('tiles/'));
  return { schemaVersion: mine['schemaVersion'] ?? null, ...Object.fromEntries(fields), ...('tiles' in mine && !parts.has('tiles') ? { tiles } : {}) };
}

import { fold, toneKey } from '../fold';
import type { OrgUnit, UnitLevel, UnitTree } from './types';

interface Key {
  readonly words: readonly string[];
  readonly name: string;
  readonly marked: string;
}
const keys = new WeakMap<OrgUnit, Key>();
function keyOf(unit: OrgUnit): Key {
  let key = keys.get(unit);
  if (!key) {
    key = { words: [...fold(unit.fullName).split(' '), ...fold(unit.name).split(' ')], name: fold(unit.name), marked: toneKey(unit.fullName) };
    keys.set(unit, key);
  }
  return key;
}

const LEVELS: readonly UnitLevel[] = ['province', 'department', 'district', 'commune'];

/**
 * Units of a tree whose name holds the beginning of every word typed, in any order, without regard to accents, `đ` or case; or whose
 * code begins with the text. Best first: the accents as typed, then names that begin with the text, higher levels, short names, and Vietnamese
 * order. Empty text finds nothing.
 */
export function searchUnits(tree: UnitTree, text: string, limit: number): readonly OrgUnit[] {
  const folded = fold(text);
  if (folded === '') return [];
  const typed = folded.split(' ');
  const marked = toneKey(text);
  const code = text.trim().toUpperCase();
  const found: { readonly unit: OrgUnit; readonly rank: readonly number[] }[] = [];
  for (const unit of tree.units) {
    const key = keyOf(unit);
    const byCode = unit.code.toUpperCase().startsWith(code);
    if (!byCode && !typed.every((word) => key.words.some((each) => each.startsWith(word)))) continue;
    const asTyped = key.marked.includes(marked);
    const rank = [unit.code.toUpperCase() === code ? 0 : 1, key.name === folded && asTyped ? 0 : asTyped ? 1 : 2, key.name.startsWith(folded) ? 0 : 1, LEVELS.indexOf(unit.level), key.name.length];
    found.push({ unit, rank });
  }
  found.sort((a, b) => {
    const differs = a.rank.findIndex((value, at) => value !== b.rank[at]);
    if (differs >= 0) return (a.rank[differs] as number) - (b.rank[differs] as number);
    return a.unit.name === b.unit.name ? (a.unit.code < b.unit.code ? -1 : 1) : a.unit.name < b.unit.name ? -1 : 1;
  });
  return found.slice(0, Math.max(0, limit)).map((each) => each.unit);
}

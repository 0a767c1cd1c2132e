import { below, refuse, said } from '../../fault';
import { codeAt, labelAt } from '../../normalise/common-parts';
import { listAt, objectAt, oneOfAt, optional, textAt, wholeAt, type Keyed } from '../../shape';
import type { TableCategory } from './table';

/** Codes in order: a list, an object of positions, or, for a dimension of one, its label alone. */
function codesOf(category: Keyed, size: number, pointer: string): string[] {
  const { index } = category;
  if (index === undefined) {
    const only = Object.keys(objectAt(category['label'], `${pointer}/index`));
    if (size !== 1 || only.length !== 1) refuse('malformed', `${pointer}/index`, 'a list or an object', undefined);
    return only.map((code) => codeAt(code, `${pointer}/label`));
  }
  const codes: (string | undefined)[] = new Array<undefined>(size);
  if (Array.isArray(index)) index.forEach((code, at) => { codes[at] = codeAt(code, `${pointer}/index/${at}`); });
  else {
    for (const [code, position] of Object.entries(objectAt(index, `${pointer}/index`))) {
      const at = wholeAt(position, below(`${pointer}/index`, code), 0, size - 1);
      if (codes[at] !== undefined) refuse('malformed', below(`${pointer}/index`, code), 'a position of its own', position);
      codes[at] = codeAt(code, below(`${pointer}/index`, code));
    }
  }
  const named = codes.filter((code) => code !== undefined);
  if (codes.length !== size || named.length !== size) refuse('malformed', `${pointer}/index`, `${size} codes`, said(`${Object.keys(index as object).length} codes`));
  if (new Set(named).size !== size) refuse('malformed', `${pointer}/index`, 'each code once', named.find((code, at) => named.indexOf(code) !== at));
  return named;
}

/** `child` lists under each parent; refuses unknown codes, two parents, and circles. */
function parentsByChild(child: unknown, codes: ReadonlySet<string>, pointer: string): Map<string, string> {
  const parents = new Map<string, string>();
  for (const [parent, children] of Object.entries(objectAt(child, pointer))) {
    const at = below(pointer, parent);
    if (!codes.has(parent.normalize('NFC'))) refuse('malformed', at, 'the code of a category', parent);
    listAt(children, at).forEach((each, c) => {
      const code = codeAt(each, `${at}/${c}`);
      if (!codes.has(code) || parents.has(code)) refuse('malformed', `${at}/${c}`, 'a category with one parent', code);
      parents.set(code, parent.normalize('NFC'));
    });
  }
  for (const start of parents.keys()) {
    const path = [start];
    for (let up = parents.get(start); up !== undefined; up = parents.get(up)) {
      path.push(up);
      if (path.indexOf(up) !== path.length - 1) refuse('malformed', pointer, 'no circle', said(path.join(' → ')));
    }
  }
  return parents;
}

/** Offices that know no `child` indent their labels: the parent is the nearest category above that stands further left. */
function parentsByIndent(codes: readonly string[], labels: ReadonlyMap<string, string>): Map<string, string> {
  const parents = new Map<string, string>();
  const open: { readonly code: string; readonly depth: number }[] = [];
  for (const code of codes) {
    const label = labels.get(code) ?? '';
    const depth = label.length - label.trimStart().length;
    while (open.length > 0 && (open[open.length - 1]?.depth ?? 0) >= depth) open.pop();
    const parent = open[open.length - 1];
    if (parent) parents.set(code, parent.code);
    open.push({ code, depth });
  }
  return parents;
}

function unitAt(value: unknown, pointer: string): TableCategory['unit'] {
  const parts = objectAt(value, pointer);
  optional(parts['position'], (position) => oneOfAt(position, ['start', 'end'], `${pointer}/position`));
  const base = parts['base'] ?? parts['label'] ?? parts['symbol'];
  return {
    base: optional(base ?? undefined, (text) => textAt(text, `${pointer}/base`).normalize('NFC').trim()),
    decimals: optional(parts['decimals'] ?? undefined, (whole) => wholeAt(whole, `${pointer}/decimals`, 0, 20)),
  };
}

/** Reads `category` of a dimension: codes in order, labels, parents, units. */
export function readCategories(value: unknown, size: number, pointer: string): TableCategory[] {
  const category = objectAt(value, pointer);
  const codes = codesOf(category, size, pointer);
  const labels = new Map(Object.entries(objectAt(category['label'] ?? {}, `${pointer}/label`)).map(([code, label]) => [code.normalize('NFC'), labelAt(label, below(`${pointer}/label`, code))]));
  const units = new Map(Object.entries(objectAt(category['unit'] ?? {}, `${pointer}/unit`)).map(([code, unit]) => [code.normalize('NFC'), unitAt(unit, below(`${pointer}/unit`, code))]));
  const parents = category['child'] === undefined ? parentsByIndent(codes, labels) : parentsByChild(category['child'], new Set(codes), `${pointer}/child`);
  return codes.map((code) => ({ code, label: (labels.get(code) ?? code).trim(), parent: parents.get(code), unit: units.get(code) }));
}

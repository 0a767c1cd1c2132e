/**
 * Deep equality of two answers. A refresh that brought the same figures keeps the old object, so that nothing is
 * computed or drawn again; most refreshes do. Stops at the first difference.
 */
export function isSame(first: unknown, second: unknown): boolean {
  if (Object.is(first, second)) return true;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) return false;
  if (ArrayBuffer.isView(first) || Array.isArray(first)) return areSameLists(first, second);
  const names = Object.keys(first);
  if (names.length !== Object.keys(second).length) return false;
  return names.every((name) => name in second && isSame((first as Keyed)[name], (second as Keyed)[name]));
}

type Keyed = { readonly [name: string]: unknown };
type List = { readonly length: number; readonly [index: number]: unknown };

function areSameLists(first: object, second: object): boolean {
  if (first.constructor !== second.constructor) return false;
  const one = first as List;
  const other = second as List;
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) {
    if (!isSame(one[index], other[index])) return false;
  }
  return true;
}

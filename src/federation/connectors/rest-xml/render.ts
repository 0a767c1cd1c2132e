import { refuse, said } from '../../fault';
import { listAt, nameAt } from '../../shape';
import type { XmlNode } from '../../payload/read-xml';

/** An element as JSON: `@name` an attribute, `#text` its text, `#number` the number it is (null where empty), else its children by name. */
export interface Rendered {
  readonly [key: string]: string | number | null | Rendered | readonly Rendered[];
}

/** Elements that are lists however often they stand there, by their path from the root: `Envelope/Body/danhSach/dong`. */
export type Lists = ReadonlySet<string>;

/** Reads `lists` of a mapping. */
export function listsAt(value: unknown, pointer: string): Lists {
  return new Set(listAt(value ?? [], pointer, 'misconfigured').map((path, at) => {
    const text = nameAt(path, `${pointer}/${at}`, 'misconfigured');
    return /^[^/@#\s]+(\/[^/@#\s]+)+$/.test(text) ? text : refuse('misconfigured', `${pointer}/${at}`, 'a path from the root such as Envelope/Body/danhSach/dong', path);
  }));
}

/** A decimal as XML Schema writes one; grouped or with a comma it is text. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function valueOf(text: string): { readonly '#text': string; readonly '#number'?: number | null } {
  if (text === '') return { '#text': '', '#number': null };
  const number = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? { '#text': text, '#number': number } : { '#text': text };
}

function element(node: XmlNode, path: string, pointer: string, lists: Lists): Rendered {
  const made: Record<string, Rendered[string]> = { ...valueOf(node.text) };
  for (const [name, value] of Object.entries(node.attributes)) made[`@${name}`] = value;
  const prefix = `${path}/`;
  // An empty list is a list: who declared it need not ask whether it is there.
  const own = [...lists].filter((list) => list.startsWith(prefix) && !list.slice(prefix.length).includes('/')).map((list) => list.slice(prefix.length));
  const listed = new Map<string, Rendered[]>(own.map((name) => [name, []]));
  for (const child of node.children) {
    const { name } = child;
    const among = listed.get(name);
    const at = among ? `${pointer}/${name}/${among.length}` : `${pointer}/${name}`;
    if (!among && Object.hasOwn(made, name)) refuse('malformed', at, 'one element, or its path among the lists of the mapping', said(`a second ${name} at ${child.at}`));
    const rendered = element(child, prefix + name, at, lists);
    if (among) among.push(rendered);
    else Object.defineProperty(made, name, { value: rendered, enumerable: true, writable: true, configurable: true });
  }
  for (const [name, all] of listed) made[name] = all;
  return made;
}

/**
 * A document as JSON of one shape: what is declared a list is one of any length, everything else is one element or absent. A second one
 * is refused, so that a mapping written on a day of one row is not wrong on a day of two.
 */
export const rendered = (root: XmlNode, lists: Lists): Rendered => ({ [root.name]: element(root, root.name, `/${root.name}`, lists) });

import { unzipSync } from 'fflate';
import { readXml, type XmlNode } from '@/federation/payload/read-xml';
import { partText } from '../archive/repacked';

/** An office package as a strict reader finds it; made for tests, with another reader than any writer has. */
export interface OfficePackage {
  readonly parts: ReadonlyMap<string, string>;
  xml(path: string): XmlNode;
  /** Targets that relationships name and that are not there, and ids that content names and no relationship has. */
  broken(): readonly string[];
}

export function openPackage(bytes: Uint8Array): OfficePackage {
  const parts = new Map(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, /\.(xml|rels|svg)$/.test(path) ? partText(part) : '']));
  const xml = (path: string): XmlNode => readXml(parts.get(path) ?? '');
  return { parts, xml, broken: () => [...parts.keys()].filter((path) => path.endsWith('.rels')).flatMap((path) => brokenIn(path, parts, xml(path))) };
}

function brokenIn(path: string, parts: ReadonlyMap<string, string>, rels: XmlNode): readonly string[] {
  const owner = path.replace('_rels/', '').replace(/\.rels$/, '');
  const folder = owner.slice(0, owner.lastIndexOf('/') + 1);
  const known = new Set(rels.children.map(({ attributes }) => attributes['Id']));
  const lost = rels.children.filter(({ attributes }) => !parts.has(new URL(attributes['Target'] ?? '', `file:///${folder}`).pathname.slice(1))).map(({ attributes }) => `${path}: ${attributes['Target']}`);
  const unknown = [...(parts.get(owner) ?? '').matchAll(/ r:(?:id|embed|link)="([^"]+)"/g)].filter(([, id]) => !known.has(id)).map(([, id]) => `${owner}: ${id}`);
  return [...lost, ...unknown];
}

/** All elements of a name below this one, in document order. */
export const all = (node: XmlNode, name: string): readonly XmlNode[] => node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
/** Text of all runs below; a line break is a space. */
export const wordsOf = (node: XmlNode): string => node.children.map((child) => (child.name === 't' ? child.text : child.name === 'br' ? ' ' : wordsOf(child))).join('');
export const child = (node: XmlNode, name: string): XmlNode | undefined => node.children.find((each) => each.name === name);
/** Value of an element that holds nothing but one. */
export const valueOf = (node: XmlNode | undefined, name: string): string | undefined => (node === undefined ? undefined : child(node, name)?.attributes['val']);

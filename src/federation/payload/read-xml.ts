import { SaxesParser } from 'saxes';
import { refuse, said } from '../fault';

/** An element and what is in it. Comments and instructions are left out; order among text and elements is not kept. */
export interface XmlNode {
  /** Without prefix. */
  readonly name: string;
  /** Empty where there is none. */
  readonly namespace: string;
  /** By name without prefix; of two of one name that without a prefix stands. Declarations of namespaces are left out. Has no prototype. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** The element's own text, joined and trimmed; not that of its children. */
  readonly text: string;
  /** `line:column` of the element's name, for refusals. */
  readonly at: string;
}

/** How large a document may be. Depth and numbers count the whole document, lengths are in characters. */
export interface XmlLimits {
  readonly depth: number;
  readonly nodes: number;
  /** Of one name, one attribute's value, and the text of one element. */
  readonly text: number;
  /** Of one element. */
  readonly attributes: number;
}
export const XML_LIMITS: XmlLimits = { depth: 48, nodes: 500_000, text: 1_000_000, attributes: 64 };

const NAMESPACES = 'http://www.w3.org/2000/xmlns/';

interface OpenNode extends XmlNode {
  readonly children: OpenNode[];
  text: string;
}

/** Errors of the parser begin with its own `line:column: `. */
const wordsOf = ({ message }: Error): string => message.replace(/^\d+:\d+: /, '');

/**
 * Reads a whole XML document into a tree. Refuses (malformed, `line:column` as its place) what is not well-formed, a prefix nobody
 * declared, any document type and so every entity but the five of XML, an encoding other than UTF-8, and what is beyond the limits.
 * Nothing is ever fetched: inclusions and style sheets are elements and instructions like others. Some protocols name a document type by
 * their standard (WMS 1.1.1): with `passed-over` one that declares no entity is read past.
 */
export function readXml(text: string, limits: XmlLimits = XML_LIMITS, documentType: 'refused' | 'passed-over' = 'refused'): XmlNode {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const place = (): string => `${parser.line}:${parser.column}`;
  const no = (expected: string, got: string): never => refuse('malformed', place(), expected, said(got));
  const open: OpenNode[] = [];
  let root: OpenNode | null = null;
  let nodes = 0;
  let begun = '';
  let given = 0;

  parser.on('error', (fault) => no('well-formed XML', wordsOf(fault)));
  parser.on('doctype', (declared) => {
    if (documentType === 'refused') no('XML without a document type', '<!DOCTYPE');
    if (/<!ENTITY|%/i.test(declared)) no('a document type that declares no entities', '<!ENTITY');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) no('UTF-8', `encoding ${encoding}`);
  });
  parser.on('opentagstart', ({ name }) => {
    nodes += 1;
    given = 0;
    begun = place();
    if (open.length >= limits.depth) no(`at most ${limits.depth} levels`, 'more');
    if (nodes > limits.nodes) no(`at most ${limits.nodes} elements`, 'more');
    if (name.length > limits.text) no('shorter names', `${name.length} characters`);
  });
  parser.on('attribute', ({ value }) => {
    given += 1;
    if (given > limits.attributes) no(`at most ${limits.attributes} attributes of an element`, 'more');
    if (value.length > limits.text) no(`at most ${limits.text} characters in an attribute`, `${value.length}`);
  });
  parser.on('opentag', (tag) => {
    const node: OpenNode = { name: tag.local, namespace: tag.uri, attributes: attributesOf(tag.attributes), children: [], text: '', at: begun };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  const add = (piece: string): void => {
    const node = open.at(-1);
    if (!node) return;
    node.text += piece;
    if (node.text.length > limits.text) no(`at most ${limits.text} characters in an element`, 'more');
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const node = open.pop();
    if (node) node.text = node.text.trim();
  });
  parser.write(text).close();
  return root ?? refuse('malformed', '', 'XML', said('an empty body'));
}

type Given = Readonly<Record<string, { readonly local: string; readonly prefix: string; readonly uri: string; readonly value: string }>>;

function attributesOf(given: Given): Readonly<Record<string, string>> {
  const attributes = Object.create(null) as Record<string, string>;
  const all = Object.values(given).filter(({ uri }) => uri !== NAMESPACES);
  for (const { local, prefix, value } of all) if (prefix !== '') attributes[local] = value;
  for (const { local, prefix, value } of all) if (prefix === '') attributes[local] = value;
  return attributes;
}

/** Whether a body is XML rather than JSON, by its first character. */
export const looksLikeXml = (text: string): boolean => /^\s*</.test(text);

/** Children of a name, whatever their namespace. */
export const childrenNamed = (node: XmlNode, name: string): readonly XmlNode[] => node.children.filter((child) => child.name === name);

/** The first child of a name; deeper, by a path of names. */
export const childNamed = (node: XmlNode, ...path: readonly string[]): XmlNode | undefined =>
  path.reduce<XmlNode | undefined>((at, name) => at?.children.find((child) => child.name === name), node);

/** Every element of a name below this one, in document order. */
export const descendantsNamed = (node: XmlNode, name: string): readonly XmlNode[] =>
  node.children.flatMap((child) => (child.name === name ? [child, ...descendantsNamed(child, name)] : descendantsNamed(child, name)));

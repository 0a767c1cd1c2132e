import { settled } from '@/federation/fault';
import { readXml, type XmlLimits, type XmlNode } from '@/federation/payload/read-xml';
import { FORBIDDEN_ELEMENTS, isField, isPicture, isPictureType, isPlainLink, isRelation, isXmlType, MAIN_TYPE, relationOf } from './allowed-parts';
import { fault, type WordFault } from './word-fault';

type Parts = ReadonlyMap<string, Uint8Array>;

const XML_LIMITS: Omit<XmlLimits, 'nodes'> = { depth: 100, text: 200_000, attributes: 64 };
/** Of all parts together: hundreds of pages, and about a second of reading. */
const MOST_ELEMENTS = 100_000;
const TYPES = '[Content_Types].xml';
/** Enough for a person to see what is wrong. */
const MOST_FAULTS = 50;

/** Every reason not to take these parts as a Word document; none where it is safe to open and to fill. */
export function checkPackage(parts: Parts): readonly WordFault[] {
  const macros = [...parts.keys()].filter((path) => /vba|activex/i.test(path)).map((path) => fault('macros', path, 'docx', path));
  if (macros.length > 0) return macros;
  const types = typesOf(parts);
  if (typeof types !== 'function') return types;
  const faults: WordFault[] = [];
  const room: Room = { elements: MOST_ELEMENTS };
  for (const [path, part] of parts) {
    if (path !== TYPES) faults.push(...checkPart(path, part, types(path), parts, room));
    if (faults.length >= MOST_FAULTS) break;
  }
  if (!parts.has('_rels/.rels')) faults.push(fault('missing-part', '_rels/.rels', '_rels/.rels', ''));
  if ([...parts.keys()].filter((path) => types(path) === MAIN_TYPE).length !== 1) faults.push(fault('missing-part', TYPES, MAIN_TYPE, ''));
  return faults.slice(0, MOST_FAULTS);
}

/** How many elements may still come. */
interface Room {
  elements: number;
}
const sizeOf = (node: XmlNode): number => node.children.reduce((sum, child) => sum + sizeOf(child), 1);

/** A part as elements; UTF-8 and nothing else. */
function xmlOf(path: string, part: Uint8Array, room: Room): XmlNode | WordFault {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(part);
  } catch {
    return fault('bad-xml', path, 'UTF-8', `${part.length} byte`);
  }
  const read = settled(() => readXml(text, { ...XML_LIMITS, nodes: room.elements }));
  if (!read.ok) return fault('bad-xml', path, read.error.expected, `${read.error.pointer} ${read.error.got}`);
  room.elements -= sizeOf(read.value);
  return read.value;
}
const isFault = (value: XmlNode | WordFault): value is WordFault => 'code' in value;

/** Type of each part by its path, or why nobody can tell. */
function typesOf(parts: Parts): ((path: string) => string) | readonly WordFault[] {
  const part = parts.get(TYPES);
  if (part === undefined) return [fault('not-an-archive', TYPES, TYPES, '')];
  const root = xmlOf(TYPES, part, { elements: MOST_ELEMENTS });
  if (isFault(root)) return [root];
  const byPath = new Map<string, string>();
  const byEnding = new Map<string, string>();
  for (const { name, attributes } of root.children) {
    const [into, key] = name === 'Override' ? [byPath, attributes['PartName']?.replace(/^\//, '') ?? ''] as const : [byEnding, attributes['Extension']?.toLowerCase() ?? ''] as const;
    if (into.has(key)) return [fault('duplicate', TYPES, '1', key)];
    into.set(key, attributes['ContentType'] ?? '');
  }
  const declared = [...byPath.values(), ...byEnding.values()].find((type) => /macro|vba|activex/i.test(type));
  if (declared !== undefined) return [fault('macros', TYPES, MAIN_TYPE, declared)];
  return (path) => byPath.get(path) ?? byEnding.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? '';
}

function checkPart(path: string, part: Uint8Array, type: string, parts: Parts, room: Room): readonly WordFault[] {
  if (part[0] === 0x50 && part[1] === 0x4b && part[2] === 3 && part[3] === 4) return [fault('nested', path, 'XML, PNG, JPEG', 'ZIP')];
  if (part[0] === 0xd0 && part[1] === 0xcf && part[2] === 0x11 && part[3] === 0xe0) return [fault('embedded', path, 'XML, PNG, JPEG', 'OLE')];
  if (isPictureType(type)) return isPicture(type, part) ? [] : [fault('bad-picture', path, type, '')];
  if (!isXmlType(type)) return [fault(/oleobject|package|embed/i.test(type + path) ? 'embedded' : 'part-not-allowed', path, 'XML, PNG, JPEG', type || path)];
  const root = xmlOf(path, part, room);
  if (isFault(root)) return [root];
  return root.name === 'Relationships' ? checkRelations(path, root, parts) : [...checkElements(path, root), ...checkFields(path, root)];
}

function checkRelations(path: string, root: XmlNode, parts: Parts): readonly WordFault[] {
  const owner = /^(.*?)_rels\/([^/]*)\.rels$/.exec(path);
  if (owner === null || (owner[2] !== '' && !parts.has(`${owner[1]}${owner[2]}`))) return [fault('bad-path', path, 'word/_rels/document.xml.rels', path)];
  return root.children.flatMap(({ attributes }) => {
    const [type, target, mode] = [attributes['Type'] ?? '', attributes['Target'] ?? '', attributes['TargetMode'] ?? 'Internal'];
    const isLink = relationOf(type) === 'hyperlink';
    if (mode !== 'Internal') return isLink && mode === 'External' && isPlainLink(target) ? [] : [fault('outside', path, isLink ? 'https://…, mailto:…' : 'Internal', `${relationOf(type)} ${target}`)];
    if (!isRelation(type)) return [fault(/ole|package|vba|control/i.test(type) ? 'embedded' : 'part-not-allowed', path, 'styles, header, footer, image…', relationOf(type))];
    if (isLink && target.startsWith('#')) return [];
    return parts.has(resolved(owner[1] ?? '', target)) ? [] : [fault('missing-part', path, resolved(owner[1] ?? '', target), target)];
  });
}

/** Path of a target within the package; one that leaves it is no path of any part. */
function resolved(folder: string, target: string): string {
  if (/[\\:?#]|^\/\//.test(target)) return '';
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target.slice(1) : folder + target).split('/')) {
    if (step === '..' && steps.pop() === undefined) return '';
    if (step !== '..' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function checkElements(path: string, node: XmlNode): readonly WordFault[] {
  const here: WordFault[] = FORBIDDEN_ELEMENTS.has(node.name) ? [fault('element-not-allowed', path, 'w:p, w:tbl…', node.name)] : [];
  const { src, href } = node.attributes;
  // Drawings of an older kind name what they fetch themselves.
  if (src !== undefined && src !== '') here.push(fault('outside', path, 'r:id', `${node.name} ${src}`));
  if (href !== undefined && href !== '' && !href.startsWith('#') && !isPlainLink(href)) here.push(fault('outside', path, 'https://…', `${node.name} ${href}`));
  return [...here, ...node.children.flatMap((child) => checkElements(path, child))];
}

/** Instructions of fields, put together as Word does: a forbidden one may stand in pieces. */
function checkFields(path: string, root: XmlNode): readonly WordFault[] {
  const instructions: string[] = [];
  const open: { text: string }[] = [];
  const walk = (node: XmlNode): void => {
    if (node.name === 'fldSimple') instructions.push(node.attributes['instr'] ?? '');
    if (node.name === 'instrText' || node.name === 'delInstrText') {
      const field = open.at(-1);
      if (field) field.text += node.text;
      else instructions.push(node.text);
    }
    if (node.name === 'fldChar' && node.attributes['fldCharType'] === 'begin') open.push({ text: '' });
    if (node.name === 'fldChar' && node.attributes['fldCharType'] === 'end') instructions.push(open.pop()?.text ?? '');
    node.children.forEach(walk);
  };
  walk(root);
  instructions.push(...open.map(({ text }) => text));
  return instructions.filter((instruction) => !isField(instruction)).map((instruction) => fault('field-not-allowed', path, 'PAGE, NUMPAGES, TOC…', instruction));
}

/** What a Word file may hold to be a template; whatever is not in these lists is refused. */
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';
export const MAIN_TYPE = `${WORD}document.main+xml`;

const XML_TYPES: ReadonlySet<string> = new Set([
  MAIN_TYPE, ...['styles', 'settings', 'webSettings', 'fontTable', 'numbering', 'header', 'footer', 'footnotes', 'endnotes', 'comments', 'commentsExtended', 'commentsIds', 'commentsExtensible', 'people'].map((name) => `${WORD}${name}+xml`),
  'application/vnd.ms-word.stylesWithEffects+xml', 'application/vnd.openxmlformats-officedocument.theme+xml', 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
  'application/vnd.openxmlformats-package.core-properties+xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml', 'application/vnd.openxmlformats-officedocument.custom-properties+xml',
  'application/vnd.openxmlformats-package.relationships+xml', 'application/xml',
]);
export const isXmlType = (type: string): boolean => XML_TYPES.has(type);

/** First bytes of the pictures that are taken; drawings that run programs or that few can read safely are not. */
const PICTURES: Readonly<Record<string, readonly number[]>> = { 'image/png': [0x89, 0x50, 0x4e, 0x47], 'image/jpeg': [0xff, 0xd8, 0xff], 'image/jpg': [0xff, 0xd8, 0xff], 'image/gif': [0x47, 0x49, 0x46, 0x38], 'image/bmp': [0x42, 0x4d] };
export const isPictureType = (type: string): boolean => Object.hasOwn(PICTURES, type);
export const isPicture = (type: string, part: Uint8Array): boolean => PICTURES[type]?.every((byte, at) => part[at] === byte) ?? false;

/** Last steps of the types of relationships that are followed. */
const RELATIONS: ReadonlySet<string> = new Set([
  'officeDocument', 'core-properties', 'extended-properties', 'custom-properties', 'thumbnail', 'styles', 'stylesWithEffects', 'settings', 'webSettings', 'fontTable', 'theme', 'numbering', 'header', 'footer', 'footnotes',
  'endnotes', 'comments', 'commentsExtended', 'commentsIds', 'commentsExtensible', 'people', 'image', 'hyperlink', 'customXml', 'customXmlProps',
]);
export const relationOf = (type: string): string => type.slice(type.lastIndexOf('/') + 1);
export const isRelation = (type: string): boolean => RELATIONS.has(relationOf(type));
/** A link that a reader follows by a click, and that opens no file of a network. */
export const isPlainLink = (target: string): boolean => /^(https?:\/\/[^\s\\]+|mailto:[^\s\\]+)$/i.test(target);

/** Elements that fetch, run or embed. By name without prefix. */
export const FORBIDDEN_ELEMENTS: ReadonlySet<string> = new Set(['altChunk', 'object', 'OLEObject', 'control', 'subDoc', 'mailMerge', 'attachedTemplate', 'frameset', 'movie', 'objectEmbed', 'objectLink', 'contentPart', 'saveThroughXslt', 'externalData']);

/** Fields of Word that compute from the document alone. */
const FIELDS: ReadonlySet<string> = new Set(['PAGE', 'NUMPAGES', 'SECTION', 'SECTIONPAGES', 'PAGEREF', 'REF', 'NOTEREF', 'TOC', 'TC', 'SEQ', 'STYLEREF', 'TITLE', 'SUBJECT', 'AUTHOR', 'DATE', 'TIME', 'CREATEDATE', 'SAVEDATE', 'PRINTDATE', 'HYPERLINK', 'FORMTEXT', 'FORMCHECKBOX', 'FORMDROPDOWN', 'NUMWORDS', 'NUMCHARS', 'SYMBOL']);
/** Whether an instruction is one of them; a link may lead within the document only, as the others are relationships. */
export function isField(instruction: string): boolean {
  const name = /^\s*([A-Za-z]+)/.exec(instruction)?.[1]?.toUpperCase() ?? '';
  if (instruction.trim() === '') return true;
  return FIELDS.has(name) && (name !== 'HYPERLINK' || /^\s*HYPERLINK\s*\\l\s*"[^"\\]*"(\s*\\[a-z](\s*"[^"\\]*")?)*\s*$/i.test(instruction));
}

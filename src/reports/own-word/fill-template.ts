import { type ImageContent, MimeType, TagDisposition, TagPlacement, type TemplateHandlerOptions, type XmlNode, XmlNodeType } from 'easy-template-x';
import { err, ok, type Result } from '@/domain/result';
import { type Parts, partText, repacked, textPart } from '../writers/archive/repacked';
import { printable } from '../writers/docx/text-runs';
import type { WordTag } from '../template/word-form';
import { wordName } from '../template/word-places';
import { cleanPackage, newHandler, readWordTemplate, toArrayBuffer } from './read-template';
import { fault, type WordFault } from './word-fault';

/** A drawing, as points: what word processors of all ages show. */
export interface WordPicture {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Read out in its place. */
  readonly alt: string;
}
/** A text, line breaks within; where it reads otherwise at the beginning of a sentence, both; a drawing. */
export type WordValue = string | { readonly text: string; readonly opening: string } | WordPicture;

/** What is put into a person's own Word file. Texts are printed as they are: figures come as `valueText` says them. */
export interface WordValues {
  /** By what stands in the braces. */
  readonly fields: Readonly<Record<string, WordValue>>;
  /** Rows of each table, by its name and the names of its columns. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

/** Of all tables together; each row is a copy of what stands between the marks. */
const MOST_ROWS = 20_000;
const MOST_BYTES = 40_000_000;

/**
 * A person's own Word file with its places filled. The file is checked again, as {@link readWordTemplate} does; a place nobody has a value
 * for is a fault and never an empty spot. `moment` (epoch ms) is the time the file is given: the same file, values and moment give the
 * same bytes.
 */
export async function fillWordTemplate(bytes: Uint8Array, values: WordValues, moment: number): Promise<Result<Uint8Array, readonly WordFault[]>> {
  const clean = cleanPackage(bytes);
  if (!clean.ok) return clean;
  const read = await readWordTemplate(bytes);
  if (!read.ok) return read;
  const faults = read.value.tags.flatMap((tag) => lacking(tag, values));
  const rows = read.value.tags.reduce((sum, tag) => sum + (tag.kind === 'table' ? rowsOf(values, tag.name).length : 0), 0);
  if (rows > MOST_ROWS) faults.push(fault('too-many-rows', 'word', `${MOST_ROWS}`, `${rows}`));
  if (faults.length > 0) return err(faults);
  const filled = await processed(clean.value, values);
  if (!filled.ok) return filled;
  const file = repacked(filled.value, moment, withNamespaces);
  return file.length > MOST_BYTES ? err([fault('too-large', '', `${MOST_BYTES} byte`, `${file.length}`)]) : ok(file);
}

async function processed(clean: Uint8Array, values: WordValues): Promise<Result<Uint8Array, readonly WordFault[]>> {
  try {
    return ok(new Uint8Array(await newHandler({ scopeDataResolver: (place) => valueAt(values, place) }).process(toArrayBuffer(clean), {})));
  } catch (thrown) {
    // A frame for a picture that holds none; the library's words may hold text of the file.
    return err([fault('bad-placeholder', 'word', '{{…}}', thrown instanceof Error ? thrown.name : '')]);
  }
}

const NAMESPACES = { wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing', r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships' } as const;

/** Names that a drawing is written with, told where the file itself had no drawing and so did not know them: the library does not. */
function withNamespaces(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([path]) => /^word\/[^/]+\.xml$/.test(path)).flatMap(([path, part]) => {
    const text = partText(part);
    const root = /<\w+:\w+(?=[\s>])[^>]*>/.exec(text)?.[0];
    const unknown = root === undefined || !text.includes('<wp:inline') ? [] : Object.entries(NAMESPACES).filter(([prefix]) => !root.includes(`xmlns:${prefix}=`));
    return root === undefined || unknown.length === 0 ? [] : [[path, textPart(text.replace(root, `${root.slice(0, -1)}${unknown.map(([prefix, name]) => ` xmlns:${prefix}="${name}"`).join('')}>`))]];
  }));
}

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(record, name) ? record[name] : undefined);
const rowsOf = (values: WordValues, name: string): readonly Readonly<Record<string, string>>[] => own(values.tables, name) ?? [];

function lacking(tag: WordTag, values: WordValues): WordFault[] {
  if (tag.kind === 'field') return own(values.fields, tag.name) === undefined ? [fault('unknown-placeholder', 'word', '', `{{${tag.name}}}`)] : [];
  if (own(values.tables, tag.name) === undefined) return [fault('unknown-placeholder', 'word', '', `{{#${tag.name}}}`)];
  const lost = tag.columns.filter((column) => rowsOf(values, tag.name).some((row) => own(row, column) === undefined && own(values.fields, column) === undefined));
  return lost.map((column) => fault('unknown-placeholder', 'word', `{{#${tag.name}}}`, `{{${column}}}`));
}

type Place = Parameters<NonNullable<TemplateHandlerOptions['scopeDataResolver']>>[0];
type Content = ReturnType<NonNullable<TemplateHandlerOptions['scopeDataResolver']>>;

/** A field, the rows of a table, or a column of one row. Only what was given is found, nothing that every object has. */
function valueAt(values: WordValues, { path, strPath }: Place): Content {
  const last = path.at(-1);
  const [name = '', row, column = ''] = strPath.map(wordName);
  if (typeof last === 'object' && last.disposition !== TagDisposition.SelfClosed) return rowsOf(values, name).map((each) => ({ ...each }));
  const value = row === undefined ? own(values.fields, name) : (own(rowsOf(values, name)[Number(row)] ?? {}, column) ?? own(values.fields, column));
  return contentOf(value ?? '', last);
}

function contentOf(value: WordValue, place: Place['path'][number] | undefined): Content {
  if (typeof value === 'string') return printable(value);
  const tag = typeof place === 'object' ? place : null;
  if ('text' in value) return printable(tag?.placement === TagPlacement.TextNode && opensSentence(tag.xmlTextNode) ? value.opening : value.text);
  const { png, widthPx, heightPx, alt } = value;
  // A picture that stands in the file as a frame, its alternative text being the place, keeps the size somebody gave it.
  const size = tag?.placement === TagPlacement.Attribute ? {} : { width: widthPx, height: heightPx };
  const content: ImageContent = { _type: 'image', source: toArrayBuffer(png), format: MimeType.Png, altText: tag?.placement === TagPlacement.Attribute ? printable(alt) : escaped(printable(alt)), ...size };
  return content;
}

/** The library puts the words of a new drawing into its markup as they are. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Whether what stands here begins a sentence: nothing stands before it in its paragraph, or the end of one. */
function opensSentence(place: XmlNode): boolean {
  const before = textBefore(place);
  return before.trim() === '' || /[.!?…]\s*$/.test(before);
}
function textBefore(place: XmlNode): string {
  const { parentNode: around } = place;
  if (!around || /:p$/.test(place.nodeName)) return '';
  const siblings = around.childNodes ?? [];
  return textBefore(around) + siblings.slice(0, siblings.indexOf(place)).map(textWithin).join('');
}
const textWithin = (node: XmlNode): string => (node.nodeType === XmlNodeType.Text ? node.textContent : (node.childNodes ?? []).map(textWithin).join(''));

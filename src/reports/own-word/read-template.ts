import { ImagePlugin, LoopPlugin, TagDisposition, TemplateHandler, TextPlugin } from 'easy-template-x';
import { err, ok, type Result } from '@/domain/result';
import { parseFields } from '../fields/parse-fields';
import type { WordTag } from '../template/word-form';
import { MOST_PLACES, WORD_NAME, wordName } from '../template/word-places';
import { packed, partText } from '../writers/archive/repacked';
import { checkPackage } from './check-package';
import { readArchive } from './read-archive';
import { fault, type WordFault } from './word-fault';

/** A Word file that is safe to open, and its places for figures in the order they stand in, each once. */
export interface WordTemplate {
  readonly tags: readonly WordTag[];
}

const EXPECTED_LOOP = '{{#name}} {{column}} {{/name}}';

/** Reads and fills by one rule: double braces, text, pictures and repeated rows, no links or raw XML. */
export const newHandler = (extra: ConstructorParameters<typeof TemplateHandler>[0] = {}): TemplateHandler =>
  new TemplateHandler({ plugins: [new LoopPlugin(), new TextPlugin(), new ImagePlugin()], delimiters: { tagStart: '{{', tagEnd: '}}', containerTagOpen: '#', containerTagClose: '/' }, maxXmlDepth: 110, ...extra });

/**
 * Reads a Word file that a person made as a template. Nothing of it is trusted: size, paths and parts of the archive, types, relationships,
 * elements and fields are held against closed lists before anything else opens it.
 */
export async function readWordTemplate(bytes: Uint8Array): Promise<Result<WordTemplate, readonly WordFault[]>> {
  const clean = cleanPackage(bytes);
  if (!clean.ok) return clean;
  const stray = strayBraces(clean.value);
  return stray.length > 0 ? err(stray) : tagsOf(clean.value);
}

/** The same file made anew of the parts that were checked: what was not looked at is not in it. */
export function cleanPackage(bytes: Uint8Array): Result<Uint8Array, readonly WordFault[]> {
  const archive = readArchive(bytes);
  if (!archive.ok) return err([archive.error]);
  const faults = checkPackage(archive.value);
  return faults.length > 0 ? err(faults) : ok(packed(Object.fromEntries(archive.value), 0));
}

/** Braces that open or close nothing, which the library passes over, and places where it fills none. */
function strayBraces(clean: Uint8Array): readonly WordFault[] {
  const parts = readArchive(clean);
  if (!parts.ok) return [parts.error];
  return [...parts.value].filter(([path]) => /^word\/[^/]+\.xml$/.test(path)).flatMap(([path, part]) => {
    const paragraphs = partText(part).split(/<\/(?:\w+:)?p>/).map((text) => text.replace(/<[^>]*>/g, ''));
    if (/notes|comments/.test(path)) return paragraphs.some((text) => text.includes('{{')) ? [fault('bad-placeholder', path, 'word/document.xml', '{{')] : [];
    return paragraphs.flatMap((text) => {
      const [stray] = /(?:\{\{|\}\}).{0,40}/.exec(text.replace(/\{\{[^{}]*\}\}/g, '')) ?? [];
      return stray === undefined ? [] : [fault('bad-placeholder', path, '{{…}}', stray)];
    });
  });
}

type Tags = Awaited<ReturnType<TemplateHandler['parseTags']>>;

async function tagsOf(clean: Uint8Array): Promise<Result<WordTemplate, readonly WordFault[]>> {
  let found: Tags;
  try {
    found = await newHandler().parseTags(toArrayBuffer(clean));
  } catch (thrown) {
    // The library says by the class of its error what it met; its words may hold text of the file.
    return err([fault('bad-placeholder', 'word', '{{…}}', thrown instanceof Error ? thrown.name : '')]);
  }
  if (found.length > MOST_PLACES) return err([fault('too-large', 'word', `${MOST_PLACES} {{…}}`, `${found.length}`)]);
  return grouped(found);
}

/** An array buffer of its own, as the library asks. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

function grouped(found: Tags): Result<WordTemplate, readonly WordFault[]> {
  const faults: WordFault[] = [];
  const fields = new Map<string, WordTag>();
  const tables = new Map<string, Set<string>>();
  let open: string | null = null;
  for (const { disposition, name: written = '', rawText, options } of found) {
    const name = wordName(written);
    if (options !== undefined) faults.push(fault('bad-placeholder', 'word', '{{name}}', rawText));
    else if (disposition === TagDisposition.Open) {
      // A table within a table would multiply its rows.
      if (open !== null || !WORD_NAME.test(name)) faults.push(fault('bad-loop', 'word', EXPECTED_LOOP, rawText));
      else tables.set(name, tables.get(name) ?? new Set());
      open = name;
    } else if (disposition === TagDisposition.Close) {
      if (name !== open) faults.push(fault('bad-loop', 'word', open === null ? EXPECTED_LOOP : `{{/${open}}}`, rawText));
      open = null;
    } else if (open !== null && WORD_NAME.test(name)) tables.get(open)?.add(name);
    else {
      const [wrong] = parseFields(`{{${name}}}`).faults;
      // What is neither a field nor a name cannot be told what to say.
      if (name === '' || (wrong && !WORD_NAME.test(name))) faults.push(fault('bad-placeholder', 'word', wrong?.expected ?? '{{name}}', rawText));
      else fields.set(name, { kind: 'field', name });
    }
  }
  if (open !== null) faults.push(fault('bad-loop', 'word', `{{/${open}}}`, ''));
  if (faults.length > 0) return err(faults);
  return ok({ tags: [...fields.values(), ...[...tables].map(([name, columns]): WordTag => ({ kind: 'table', name, columns: [...columns] }))] });
}

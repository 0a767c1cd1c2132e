import { unzipSync } from 'fflate';
import { flat } from '../kept';

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };
const partOf = (parts: Readonly<Record<string, Uint8Array>>, path: string): string => new TextDecoder('utf-8', { fatal: true }).decode(parts[path]);

/** Words of one part, paragraph by paragraph in their order, with the dash of a list before its points. */
function wordsOf(xml: string): string {
  const paragraphs = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) => {
    const runs = [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)].map(([, text]) => text ?? ' ');
    return (paragraph.includes('<w:numPr>') ? '- ' : '') + runs.join('').replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
  });
  return flat(paragraphs.join(' '));
}

export interface WordReading {
  readonly text: string;
  /** Of the margins below its pages, the first and the others. */
  readonly feet: readonly string[];
}

/** A Word file from its first paragraph to its last, cells of tables in order. */
export function readDocx(bytes: Uint8Array): WordReading {
  const parts = unzipSync(bytes);
  const feet = Object.keys(parts).filter((path) => /^word\/footer\d+\.xml$/.test(path)).map((path) => wordsOf(partOf(parts, path)));
  return { text: wordsOf(partOf(parts, 'word/document.xml')), feet };
}

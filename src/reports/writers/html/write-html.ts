import type { Language } from '@/format/format';
import type { DocumentSection, DocumentSource, ReportDocument } from '../../document/document';
import { lastMainSection, withEndMark } from '../../document/end-mark';
import type { EmbeddedFont } from '../pictures/document-fonts';
import { blockMarkup } from './blocks';
import { appendixMarkup, letterheadMarkup, tailMarkup } from './letterhead';
import { idOf, value, words } from './markup';
import { pageStyle } from './page-style';
import { columnRules } from './tables';

export interface HtmlWishes {
  /** Fonts that travel within the file; none: the machine's own Times, and a smaller file. */
  readonly fonts: readonly EmbeddedFont[];
}

/** Nothing but the look within the file itself: no script, no address, no form, wherever the file is opened. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";

const SAID = {
  vi: { sources: 'Nguồn số liệu', asOf: 'số liệu đến', received: 'nhận lúc', sample: 'dữ liệu mẫu' },
  en: { sources: 'Sources of the figures', asOf: 'figures as of', received: 'received', sample: 'sample data' },
} as const;

/**
 * A report as one HTML file that needs nothing else: printed it is the document in the form of Nghị định 30/2020/NĐ-CP, on a screen its
 * sheets. The same tree with the same fonts gives the same text.
 */
export function writeHtml(document: ReportDocument, { fonts }: HtmlWishes): string {
  const closed = withEndMark(document);
  const rules = closed.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'table' ? [columnRules(block, idOf(section.id, block.id))] : [])));
  const { author, organisation } = document.properties;
  return [
    '<!doctype html>', `<html lang="${document.language}">`, '<head>', '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`, '<meta name="viewport" content="width=device-width, initial-scale=1">', '<meta name="referrer" content="no-referrer">',
    `<title>${words(document.title).replaceAll('<br>', ' ')}</title>`,
    `<meta name="author" content="${value([author, organisation].filter((part) => part !== '').join(', '))}">`,
    `<style>\n${pageStyle(document.footer, fonts, rules.join('\n'))}\n</style>`, '</head>', '<body>',
    ...(document.watermark === null ? [] : [`<div class="watermark" aria-hidden="true"><span>${words(document.watermark)}</span></div>`]),
    '<main>', ...sheetsOf(closed).map((sections, at) => sheetMarkup(closed, sections, at === 0)), '</main>',
    originsMarkup(document.sources, document.language), '</body>', '</html>', '',
  ].join('\n');
}

/** Sections that flow on from each other are one sheet; an appendix and a turn of the page begin another. */
function sheetsOf({ sections }: ReportDocument): readonly (readonly DocumentSection[])[] {
  const sheets: DocumentSection[][] = [];
  for (const section of sections) {
    const before = sheets.at(-1)?.at(-1);
    if (before && section.appendix === null && before.orientation === section.orientation) sheets.at(-1)?.push(section);
    else sheets.push([section]);
  }
  return sheets.length > 0 ? sheets : [[]];
}

function sheetMarkup(document: ReportDocument, sections: readonly DocumentSection[], isFirst: boolean): string {
  const looks = ['sheet', ...(sections[0]?.orientation === 'landscape' ? ['wide'] : []), ...(isFirst ? [] : ['fresh'])];
  return [
    `<div class="${looks.join(' ')}">`,
    ...(isFirst ? [document.head === null ? `<h1>${words(document.title)}</h1>` : letterheadMarkup(document.head)] : []),
    ...sections.map((section) => sectionMarkup(document, section)),
    ...(document.footer === '' ? [] : [`<p class="foot">${words(document.footer)}</p>`]),
    '</div>',
  ].join('\n');
}

function sectionMarkup(document: ReportDocument, section: DocumentSection): string {
  const isSigned = document.tail !== null && document.sections[lastMainSection(document)] === section;
  return [
    '<section>', ...(section.appendix === null ? [] : [appendixMarkup(section.appendix)]),
    ...section.blocks.map((block, at) => blockMarkup(block, section, document.language, isSigned && at === section.blocks.length - 1)),
    ...(isSigned && document.tail !== null ? [tailMarkup(document.tail)] : []), '</section>',
  ].join('\n');
}

/** On screen only: on paper the document says its sources itself. */
function originsMarkup(sources: readonly DocumentSource[], language: Language): string {
  if (sources.length === 0) return '';
  const said = SAID[language];
  const lines = sources.map(({ name, dataset, asOf, receivedAt, remark, sample }) => {
    const parts = [dataset, ...(asOf === null ? [] : [`${said.asOf} ${asOf}`]), ...(receivedAt === '' ? [] : [`${said.received} ${receivedAt}`]), remark, ...(sample ? [said.sample] : [])];
    return `<li><b>${words(name)}</b> · ${words(parts.filter((part) => part !== '').join(' · '))}</li>`;
  });
  return `<aside class="origins"><details><summary>${said.sources} (${sources.length})</summary>\n<ul>${lines.join('\n')}</ul></details></aside>`;
}

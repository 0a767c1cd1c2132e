import type { DocumentBlock, DocumentTable, ReportDocument } from '../../document/document';
import { plainPicture } from '../pictures/plain-picture';
import type { Slide, TextLine } from './slide';
import { tableSlides } from './table-slides';
import { paged, textLines, wholeText } from './text-slides';

const SAID = {
  vi: { next: 'tiếp theo', sources: 'Nguồn số liệu', source: 'Nguồn', asOf: 'Số liệu đến', received: 'Nhận lúc', remark: 'Ghi chú', sample: 'dữ liệu mẫu', points: '* ước tính hoặc sơ bộ.' },
  en: { next: 'continued', sources: 'Sources', source: 'Source', asOf: 'As of', received: 'Received', remark: 'Remark', sample: 'sample data', points: '* estimated or provisional.' },
} as const;

/** The slides of a report behind its cover: what each heading of the first level says, its tables, charts and pictures, then the sources. */
export function slidesOf(document: ReportDocument): readonly Slide[] {
  const slides: Slide[] = [];
  for (const section of document.sections) {
    let title = section.appendix === null ? document.head?.subject ?? document.title : `${section.appendix.label}. ${section.appendix.title}`;
    let [lines, notes]: [TextLine[], string[]] = [[], []];
    let isOpening = section.appendix === null && document.head !== null;
    const flush = (): void => {
      // By what and for whom a report is made stands on its cover; the words go on to the notes of the next slide.
      if (isOpening && lines.every(isPlain)) {
        lines = [];
        return;
      }
      const pages = paged(lines);
      slides.push(...pages.map((page, at): Slide => ({ kind: 'text', title: at === 0 ? title : `${title} (${SAID[document.language].next})`, lines: page, notes: at === 0 ? notes : [] })));
      [lines, notes] = [[], []];
    };
    for (const block of section.blocks) {
      if (block.kind === 'heading' && block.level === 1) {
        flush();
        isOpening = false;
        title = block.text;
      } else if (block.kind === 'table' || block.kind === 'chart' || block.kind === 'picture') {
        // What only heads it stands on its slide as the title above.
        lines = trimmed(lines);
        if (lines.length > 0) flush();
        slides.push(...shownSlides(block, title, document));
      } else {
        lines.push(...textLines(block, document.language));
        notes.push(...wholeText(block, document.language));
      }
    }
    lines = trimmed(lines);
    flush();
  }
  return [...slides, ...(document.sources.length > 0 ? tableSlides(sourcesTable(document), '', document.language) : [])];
}

const isPlain = ({ kind, pieces }: TextLine): boolean => kind === 'point' && pieces.every(({ look }) => look !== 'figure');

/** Without headings at the end, which head nothing there. */
function trimmed(lines: readonly TextLine[]): TextLine[] {
  return lines.slice(0, lines.findLastIndex(({ kind }) => kind !== 'heading') + 1);
}

function shownSlides(block: Extract<DocumentBlock, { readonly kind: 'table' | 'chart' | 'picture' }>, fallback: string, { language }: ReportDocument): readonly Slide[] {
  if (block.kind === 'table') return tableSlides(block, fallback, language);
  const title = block.caption === '' ? fallback : block.caption;
  if (block.kind === 'chart') {
    const isOpen = block.spec.series.some(({ provisional }) => provisional.length > 0);
    return [{ kind: 'chart', title, spec: block.spec, small: [block.note, ...(isOpen ? [SAID[language].points] : [])].filter((part) => part !== '').join(' '), notes: [block.spec.description] }];
  }
  if (plainPicture(block.svg) === null) return [{ kind: 'text', title, lines: [{ kind: 'missing', pieces: [{ text: block.alt, look: 'plain' }] }], notes: [] }];
  return [{ kind: 'picture', title, svg: block.svg, alt: block.alt, ratio: block.widthMm / block.heightMm, notes: [block.alt] }];
}

function sourcesTable({ sources, language }: ReportDocument): DocumentTable {
  const said = SAID[language];
  const column = (id: string, header: string, width: number): DocumentTable['columns'][number] => ({ id, header: [header], number: '', align: 'start', width, unit: '' });
  return {
    kind: 'table', id: 'sources', caption: said.sources, unitLine: '', notes: [],
    columns: [column('name', said.source, 5), column('as-of', said.asOf, 2.2), column('received', said.received, 2.2), column('remark', said.remark, 3)],
    rows: sources.map(({ id, name, asOf, receivedAt, remark, sample }) => ({
      id, emphasis: null,
      cells: [name, asOf ?? '—', receivedAt, [remark, sample ? said.sample : ''].filter((part) => part !== '').join('; ')].map((text) => ({ kind: 'text', text })),
    })),
  };
}

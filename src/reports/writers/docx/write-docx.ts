import { AlignmentType, Document, type ISectionOptions, LevelFormat, LevelSuffix, Packer, Paragraph, type Table } from 'docx';
import type { DocumentSection, ReportDocument } from '../../document/document';
import { lastMainSection, withEndMark } from '../../document/end-mark';
import { repacked } from '../archive/repacked';
import type { Pictures } from '../pictures/pictures';
import { blockParts, LIST, newNumbers, type Numbers } from './blocks';
import { type Drawings, drawingsOf } from './drawings';
import { letterhead, rule } from './letterhead';
import { INDENT, textWidth, twips } from './measures';
import { marginsOf, pageOf } from './page';
import { completed } from './properties';
import { STYLE, stylesOf } from './styles';
import { tailOf } from './tail';
import { textRuns } from './text-runs';

/**
 * A report as a Word file in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I, with styles, tables and headings that a person goes on
 * editing. The same tree with the same pictures gives the same bytes.
 */
export async function writeDocx(document: ReportDocument, pictures: Pictures): Promise<Uint8Array> {
  const closed = withEndMark(document);
  const file = fileOf(closed, await drawingsOf(closed, pictures), newNumbers());
  return repacked(new Uint8Array(await Packer.toArrayBuffer(file)), document.properties.createdAt, completed(document));
}

function fileOf(document: ReportDocument, drawings: Drawings, numbers: Numbers): Document {
  const main = lastMainSection(document);
  const margins = marginsOf(document.footer, document.watermark);
  return new Document({
    title: document.title, styles: stylesOf(document.language), compatabilityModeVersion: 15, defaultTabStop: twips(INDENT),
    numbering: { config: [{ reference: LIST, levels: [{ level: 0, format: LevelFormat.BULLET, text: '-', alignment: AlignmentType.LEFT, suffix: LevelSuffix.SPACE, style: { paragraph: { indent: { left: 0, firstLine: twips(INDENT) } } } }] }] },
    sections: document.sections.map((section, at): ISectionOptions => ({
      properties: pageOf(section, document.sections[at - 1]),
      ...(at === 0 ? margins : {}),
      children: [
        ...(at === 0 ? opening(document, section) : []), ...appendixHead(section),
        ...section.blocks.flatMap((block, index) => blockParts(block, { section, language: document.language, drawings, numbers }, at === main && document.tail !== null && index === section.blocks.length - 1)),
        ...(at === main && document.tail !== null ? tailOf(document.tail, section.orientation) : []),
      ],
    })),
  });
}

/** Above the text: the letterhead, or the bare title of what is no administrative document. */
function opening(document: ReportDocument, section: DocumentSection): readonly (Paragraph | Table)[] {
  return document.head === null ? [new Paragraph({ style: STYLE.title, children: [...textRuns(document.title)] })] : letterhead(document.head, section.orientation);
}

function appendixHead({ appendix, orientation }: DocumentSection): readonly Paragraph[] {
  if (appendix === null) return [];
  const styled = (style: string, text: string): readonly Paragraph[] => (text === '' ? [] : [new Paragraph({ style, children: [...textRuns(text)] })]);
  return [
    ...styled(STYLE.appendix, appendix.label), ...styled(STYLE.appendixTitle, appendix.title), ...styled(STYLE.attachedTo, appendix.attachedTo),
    rule(50, textWidth(orientation)),
  ];
}

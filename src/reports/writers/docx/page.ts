import { AlignmentType, Footer, Header, type ISectionPropertiesOptions, PageNumber, PageOrientation, Paragraph, SectionType, TextRun } from 'docx';
import { TextWatermark } from 'docx/watermarks';
import type { DocumentSection } from '../../document/document';
import { type Orientation, PAGE, twips } from './measures';
import { STYLE } from './styles';
import { printable, textRuns } from './text-runs';

/** Across the page from corner to corner, pt. */
const WATERMARK_WIDTH = 480;

/** Page, margins and where a section begins. Only the first page of the whole document bears no number. */
export function pageOf(section: DocumentSection, before: DocumentSection | undefined): ISectionPropertiesOptions {
  const flowsOn = before !== undefined && section.appendix === null && before.orientation === section.orientation;
  return {
    type: flowsOn ? SectionType.CONTINUOUS : SectionType.NEXT_PAGE, titlePage: before === undefined,
    page: {
      size: { width: twips(PAGE.short), height: twips(PAGE.long), orientation: orientationOf(section.orientation) },
      margin: { top: twips(PAGE.top), bottom: twips(PAGE.bottom), left: twips(PAGE.left), right: twips(PAGE.right), header: twips(PAGE.header), footer: twips(PAGE.footer) },
    },
  };
}
const orientationOf = (orientation: Orientation) => (orientation === 'portrait' ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE);

/** What stands in the margins of every page; later sections take it from the first. */
export function marginsOf(footer: string, watermark: string | null) {
  const laid = () => (watermark === null ? [] : [new TextWatermark({ text: printable(watermark), font: 'Times New Roman', width: WATERMARK_WIDTH })]);
  const foot = () => new Footer({ children: [new Paragraph({ style: STYLE.footer, children: [...textRuns(footer)] })] });
  return {
    headers: {
      first: new Header({ children: [new Paragraph({ style: STYLE.header, children: laid() })] }),
      default: new Header({ children: [new Paragraph({ style: STYLE.header, alignment: AlignmentType.CENTER, children: [...laid(), new TextRun({ children: [PageNumber.CURRENT] })] })] }),
    },
    footers: { first: foot(), default: foot() },
  };
}

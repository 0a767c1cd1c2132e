import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx';
import { INDENT, points, SIZE, twips } from './measures';

const FONT = 'Times New Roman';
/** Spelling is checked as Vietnamese, or as English where the report is. */
const languageOf = (language: 'vi' | 'en') => ({ value: language === 'vi' ? 'vi-VN' : 'en-GB', eastAsia: 'vi-VN', bidirectional: 'vi-VN' });

const BODY = { alignment: AlignmentType.BOTH, indent: { firstLine: twips(INDENT) }, spacing: { before: 120, after: 0, line: 264, lineRule: LineRuleType.AUTO } };
const PLAIN = { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } };
const TABLE = { spacing: { before: 20, after: 20, line: 240, lineRule: LineRuleType.AUTO } };

/** Names of the styles that blocks are set in, as a person finds them in Word's list. */
export const STYLE = {
  title: 'Title', body: 'BodyText', list: 'ListBullet', note: 'ReportNote', missing: 'ReportMissing', prompt: 'ReportPrompt', caption: 'Caption', unitLine: 'ReportUnit',
  tableText: 'TableText', tableHead: 'TableHead', wideText: 'WideTableText', wideHead: 'WideTableHead', figure: 'ReportFigure', letterhead: 'Letterhead', subject: 'ReportSubject',
  appendix: 'AppendixLabel', appendixTitle: 'AppendixTitle', attachedTo: 'AppendixNote', recipients: 'Recipients', signature: 'ReportSignature', header: 'Header', footer: 'Footer', rule: 'LetterRule',
  table: 'ReportTable', bare: 'BareTable',
} as const;

type Look = NonNullable<IParagraphStyleOptions['run']>;
type Shape = NonNullable<IParagraphStyleOptions['paragraph']>;
const style = (id: string, name: string, run: Look, paragraph: Shape, basedOn = 'Normal'): IParagraphStyleOptions => ({ id, name, basedOn, quickFormat: true, run, paragraph });

const centred = { ...PLAIN, alignment: AlignmentType.CENTER };

const OWN: readonly IParagraphStyleOptions[] = [
  { id: 'Normal', name: 'Normal', quickFormat: true, run: { font: FONT, size: points(SIZE.body) }, paragraph: PLAIN },
  style(STYLE.body, 'Body Text', {}, BODY),
  style(STYLE.list, 'List Bullet', {}, BODY),
  style(STYLE.note, 'Report Note', { size: points(SIZE.note), italics: true }, { ...BODY, spacing: { ...BODY.spacing, before: 60 }, indent: { firstLine: 0 } }),
  style(STYLE.missing, 'Report Missing', { italics: true }, BODY),
  style(STYLE.prompt, 'Report Prompt', { italics: true, color: '7A4B00' }, { ...BODY, shading: { type: 'clear', color: 'auto', fill: 'FFF4D6' } }),
  style(STYLE.unitLine, 'Report Unit', { size: points(SIZE.note), italics: true }, { ...PLAIN, alignment: AlignmentType.RIGHT, keepNext: true }),
  style(STYLE.tableText, 'Table Text', { size: points(SIZE.table) }, TABLE),
  style(STYLE.tableHead, 'Table Head', { bold: true }, { alignment: AlignmentType.CENTER, keepNext: true }, STYLE.tableText),
  style(STYLE.wideText, 'Wide Table Text', { size: points(SIZE.wideTable) }, TABLE),
  style(STYLE.wideHead, 'Wide Table Head', { bold: true }, { alignment: AlignmentType.CENTER, keepNext: true }, STYLE.wideText),
  style(STYLE.figure, 'Report Figure', {}, { ...centred, spacing: { ...centred.spacing, before: 120 } }),
  style(STYLE.letterhead, 'Letterhead', {}, centred),
  style(STYLE.rule, 'Letter Rule', { size: 4 }, { ...centred, spacing: { before: 60, after: 0, line: 80, lineRule: LineRuleType.EXACT } }),
  style(STYLE.subject, 'Report Subject', { bold: true, size: points(SIZE.kind) }, centred),
  style(STYLE.appendix, 'Appendix Label', { bold: true, size: points(SIZE.kind) }, { ...centred, keepNext: true, outlineLevel: 0 }),
  style(STYLE.appendixTitle, 'Appendix Title', { bold: true, size: points(SIZE.kind) }, { ...centred, keepNext: true }),
  style(STYLE.attachedTo, 'Appendix Note', { italics: true }, { ...centred, keepNext: true }),
  style(STYLE.recipients, 'Recipients', { size: points(SIZE.recipients) }, PLAIN),
  style(STYLE.signature, 'Report Signature', { bold: true, size: points(SIZE.kind) }, centred),
  style(STYLE.header, 'header', { size: points(SIZE.pageNumber) }, centred),
  style(STYLE.footer, 'footer', { size: points(SIZE.footer), italics: true }, PLAIN),
];

const heading = (look: Look): Pick<IParagraphStyleOptions, 'run' | 'paragraph' | 'next'> & { readonly basedOn: string; readonly quickFormat: boolean } => ({
  basedOn: 'Normal', next: STYLE.body, quickFormat: true, run: { size: points(SIZE.body), color: '000000', font: FONT, ...look }, paragraph: { ...BODY, keepNext: true },
});

/** Styles of a report in this language. Whoever edits the file changes a style, not each paragraph. */
export function stylesOf(language: 'vi' | 'en'): IStylesOptions {
  return {
    default: {
      document: { run: { font: FONT, size: points(SIZE.body), language: languageOf(language) }, paragraph: PLAIN },
      title: { basedOn: 'Normal', next: STYLE.body, quickFormat: true, run: { bold: true, size: points(SIZE.kind), color: '000000', font: FONT }, paragraph: { ...centred, keepNext: true } },
      heading1: heading({ bold: true }), heading2: heading({ bold: true }), heading3: heading({ bold: true, italics: true }),
      caption: { basedOn: 'Normal', quickFormat: true, run: { bold: true, italics: false, size: points(SIZE.caption), color: '000000' }, paragraph: { ...centred, keepNext: true, spacing: { ...centred.spacing, before: 120, after: 40 } } },
    },
    paragraphStyles: OWN,
  };
}

const SIDES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
const borders = SIDES.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('');
const margins = (sides: number): string => `<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="${sides}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="${sides}" w:type="dxa"/></w:tblCellMar>`;

/** Styles of tables, which the library has no words for: put before the end of the part of styles. */
export const TABLE_STYLES = `<w:style w:type="table" w:customStyle="1" w:styleId="${STYLE.table}"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>`
  + `<w:tblPr><w:tblBorders>${borders}</w:tblBorders>${margins(57)}</w:tblPr></w:style>`
  + `<w:style w:type="table" w:customStyle="1" w:styleId="${STYLE.bare}"><w:name w:val="Bare Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>`
  + `<w:tblPr>${margins(0)}</w:tblPr></w:style>`;

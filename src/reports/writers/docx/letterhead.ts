import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import type { DocumentHead } from '../../document/document';
import { boldWidth, type Orientation, points, SIZE, textWidth, twips } from './measures';
import { STYLE } from './styles';
import { textRuns } from './text-runs';

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** The national name stands on one line. */
const RIGHT_MM = 98;
/** "ỦY BAN NHÂN DÂN" and whose it is stand on two lines. */
const COMMITTEE = /^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\s+(?=\S)/u;

type Look = Parameters<typeof textRuns>[1];
const line = (text: string, look: Look = {}, style: string = STYLE.letterhead, before = 0): Paragraph => new Paragraph({ style, spacing: { before }, children: [...textRuns(text, look)] });

/** A rule of this length (mm) in the middle of a column: the border of a paragraph that holds nothing. */
export function rule(lengthMm: number, columnMm: number): Paragraph {
  const side = twips(Math.max(0, (columnMm - lengthMm) / 2));
  return new Paragraph({ style: STYLE.rule, indent: { left: side, right: side }, border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } } });
}

/** Cells beside each other without lines, as wide as told (mm). */
export function bareTable(widths: readonly number[], rows: readonly (readonly (readonly Paragraph[])[])[]): Table {
  const sum = widths.reduce((total, width) => total + width, 0);
  return new Table({
    style: STYLE.bare, layout: TableLayoutType.FIXED, width: { size: twips(sum), type: WidthType.DXA }, columnWidths: widths.map(twips),
    borders: Object.fromEntries(['top', 'bottom', 'left', 'right', 'insideHorizontal', 'insideVertical'].map((side) => [side, { style: BorderStyle.NONE, size: 0, color: 'auto' }])),
    rows: rows.map((cells) => new TableRow({
      cantSplit: true,
      children: cells.map((children, at) => new TableCell({ children: [...children], verticalAlign: VerticalAlignTable.TOP, width: { size: twips(widths[at] ?? 0), type: WidthType.DXA } })),
    })),
  });
}

/** Who issues, under which number, where and when, and what about: the first page down to the text. */
export function letterhead(head: DocumentHead, orientation: Orientation): readonly (Paragraph | Table)[] {
  const left = textWidth(orientation) - RIGHT_MM;
  const issuer = head.body.replace(COMMITTEE, '$1\n');
  const longest = Math.max(...issuer.split('\n').map((part) => boldWidth(part, SIZE.issuer)));
  const letter = head.kind === null ? [line(head.subject, { size: points(SIZE.letterSubject) }, STYLE.letterhead, 60)] : [];
  const top = bareTable([left, RIGHT_MM], [
    [
      [
        ...(head.bodyAbove === null ? [] : [line(head.bodyAbove, { size: points(SIZE.bodyAbove) })]),
        line(issuer, { bold: true, size: points(SIZE.issuer) }), rule(Math.min(longest, left) * 0.4, left),
      ],
      [
        line(NATION, { bold: true, size: points(SIZE.nation) }), line(MOTTO, { bold: true, size: points(SIZE.motto) }),
        rule(boldWidth(MOTTO, SIZE.motto), RIGHT_MM),
      ],
    ],
    [
      [line(head.number, { size: points(SIZE.number) }, STYLE.letterhead, 60), ...letter],
      [line(head.placeAndDate, { italics: true, size: points(SIZE.place) }, STYLE.letterhead, 60)],
    ],
  ]);
  return [top, ...(head.kind === null ? [line('')] : titleOf(head.kind, head.subject, textWidth(orientation)))];
}

function titleOf(kind: string, subject: string, columnMm: number): readonly Paragraph[] {
  const lines = subject.split('\n').map((part) => Math.min(boldWidth(part, SIZE.kind), columnMm));
  return [
    new Paragraph({ style: STYLE.title, spacing: { before: 240 }, children: [...textRuns(kind)] }),
    line(subject, {}, STYLE.subject), rule(Math.min(Math.max(...lines) * 0.4, 60), columnMm),
    new Paragraph({ style: STYLE.letterhead, alignment: AlignmentType.CENTER, children: [] }),
  ];
}

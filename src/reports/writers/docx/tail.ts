import { Paragraph, type Table } from 'docx';
import type { DocumentTail } from '../../document/document';
import { bareTable } from './letterhead';
import { type Orientation, points, SIZE, textWidth, twips } from './measures';
import { STYLE } from './styles';
import { textRuns } from './text-runs';

/** Room for the signature and the seal, mm. */
const SIGNATURE_MM = 24;

/** Who receives the document, and who signs it. Never torn from each other by the end of a page. */
export function tailOf(tail: DocumentTail, orientation: Orientation): readonly (Paragraph | Table)[] {
  const width = textWidth(orientation);
  const right = Math.round(width * 0.52);
  const { authority, position, name } = tail.signature;
  const signed = (text: string, before = 0): Paragraph => new Paragraph({ style: STYLE.signature, spacing: { before }, children: [...textRuns(text)] });
  return [
    new Paragraph({ style: STYLE.letterhead, keepNext: true, children: [] }),
    bareTable([width - right, right], [[
      tail.recipients.length === 0 ? [new Paragraph({ style: STYLE.recipients, children: [] })] : [
        new Paragraph({ style: STYLE.recipients, children: [...textRuns('Nơi nhận:', { bold: true, italics: true, size: points(SIZE.recipientsHead) })] }),
        ...tail.recipients.map((recipient, at) => new Paragraph({ style: STYLE.recipients, children: [...textRuns(recipientLine(recipient, at === tail.recipients.length - 1))] })),
      ],
      [...(authority === null ? [] : [signed(authority)]), signed(position), signed(name, twips(SIGNATURE_MM))],
    ]]),
    // A document ends in a paragraph, never in a table.
    new Paragraph({ style: STYLE.rule, children: [] }),
  ];
}

/** "- UBND tỉnh;", and the last with a full stop. */
const recipientLine = (recipient: string, isLast: boolean): string => `- ${recipient.trim().replace(/^-\s*/, '').replace(/[.;]$/, '')}${isLast ? '.' : ';'}`;

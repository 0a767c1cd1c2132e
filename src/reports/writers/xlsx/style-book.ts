import { xmlText } from './cell-text';
import type { CellLook } from './sheet';

/** Codes below are the program's own. */
const FIRST_CODE = 164;

/** Looks of a workbook as they come up, and the part that describes them. */
export interface StyleBook {
  /** Number of the look; `code` shows a number. */
  readonly of: (look: CellLook, code: string | null) => number;
  /** styles.xml; asked for last. */
  readonly part: () => string;
}

export function createStyleBook(): StyleBook {
  const codes: string[] = [];
  const fonts: string[] = [fontXml({})];
  const cells: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'];
  const known = new Map<string, number>();

  function of(look: CellLook, code: string | null): number {
    const key = `${look.bold}|${look.italic}|${look.align}|${look.size}|${look.head}|${look.bordered}|${look.wrap}|${look.quoted}|${code}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const number = code === null ? 0 : FIRST_CODE + indexIn(codes, code);
    const font = indexIn(fonts, fontXml(look));
    cells.push(`<xf numFmtId="${number}" fontId="${font}" fillId="${look.head ? 2 : 0}" borderId="${look.bordered || look.head ? 1 : 0}" xfId="0"${look.quoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment(look)}</xf>`);
    known.set(key, cells.length - 1);
    return cells.length - 1;
  }
  const part = (): string => '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + counted('numFmts', codes.map((code, at) => `<numFmt numFmtId="${FIRST_CODE + at}" formatCode="${xmlText(code)}"/>`))
    + counted('fonts', fonts) + FILLS + BORDERS
    + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    + counted('cellXfs', cells) + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
  return { of, part };
}

const FILLS = '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF1"/><bgColor indexed="64"/></patternFill></fill></fills>';
const EDGE = (side: string): string => `<${side} style="thin"><color rgb="FF808080"/></${side}>`;
const BORDERS = `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(EDGE).join('')}<diagonal/></border></borders>`;

function indexIn(list: string[], entry: string): number {
  const at = list.indexOf(entry);
  return at >= 0 ? at : list.push(entry) - 1;
}
const counted = (name: string, entries: readonly string[]): string => (entries.length === 0 ? '' : `<${name} count="${entries.length}">${entries.join('')}</${name}>`);

function fontXml({ bold, italic, size, head }: CellLook): string {
  return `<font>${bold || head ? '<b/>' : ''}${italic ? '<i/>' : ''}<sz val="${size ?? 11}"/><name val="Times New Roman"/><family val="1"/></font>`;
}
function alignment({ align, head, wrap }: CellLook): string {
  const across = { start: 'left', centre: 'center', end: 'right' }[align ?? (head ? 'centre' : 'start')];
  return `<alignment horizontal="${across}" vertical="${head ? 'center' : 'top'}"${wrap || head ? ' wrapText="1"' : ''}/>`;
}

import type { PrintedValue } from '../../document/document';

/** The code that shows a number with its decimals, groups of thousands, the plus of a change and, where the table does not say it, its unit. Excel itself keeps fifteen digits of a number. */
export function numberCode({ text, decimals, unit }: Pick<PrintedValue, 'text' | 'decimals' | 'unit'>, withUnits: boolean): string {
  const number = `${text.startsWith('+') ? '+' : ''}#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  if (!withUnits || unit === '') return number;
  const gap = /^[%‰]$/.test(unit) ? '' : ' ';
  return `${number}"${gap}${unit.replaceAll('"', '')}"`;
}

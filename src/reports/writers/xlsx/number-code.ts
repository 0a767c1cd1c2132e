import type { PrintedValue } from '../../document/document';

/** The code that shows a number with its decimals, groups of thousands and, where the table does not say it, its unit. Excel itself keeps fifteen digits of a number. */
export function numberCode({ decimals, unit }: Pick<PrintedValue, 'decimals' | 'unit'>, withUnits: boolean): string {
  const number = `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  if (!withUnits || unit === '') return number;
  const gap = /^[%‰]$/.test(unit) ? '' : ' ';
  return `${number}"${gap}${unit.replaceAll('"', '')}"`;
}

import type { FormattedValue } from '@/format/format';

/** Room a figure and its smaller unit take on one line, in widths of a digit; never below 4, so that short figures stay in proportion. */
export const figureLength = (shown: FormattedValue): number =>
  Math.max(4, shown.text.length + (shown.unit === '' ? 0 : 0.6 + shown.unit.length * 0.42));

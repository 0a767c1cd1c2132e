/*
 * The one place where numbers are rounded: half away from zero, on the decimal digits that a reader sees and not on the binary fraction
 * behind them (1.005 to two places is 1.01; −0.57 to one place is −0.6; −0.004 to two places is 0, never −0).
 */

/** A number times ten to a power, by moving the decimal point of its shortest text. */
function movePoint(value: number, places: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** Rounds half away from zero to `decimals` places (0–15). */
export function roundHalfAway(value: number, decimals: number): number {
  const size = Math.abs(value);
  const scaled = movePoint(size, decimals);
  // Beyond 2^53 the number has no digit left to round.
  if (!(scaled < Number.MAX_SAFE_INTEGER)) return value + 0;
  const rounded = movePoint(Math.round(scaled), -decimals);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

const fractionDigits = (value: number): number => {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
};

/** `a − b` on decimal digits: 98.3 − 98.25 is 0.05 and not 0.04999…, so that it rounds as a reader would. */
export function subtract(a: number, b: number): number {
  const places = Math.max(fractionDigits(a), fractionDigits(b));
  const [left, right] = [movePoint(a, places), movePoint(b, places)];
  return Number.isSafeInteger(left) && Number.isSafeInteger(right) ? movePoint(left - right, -places) : a - b;
}

/** Digits of a size (never negative) with exactly `decimals` places: `["1234567", "80"]`. */
export function decimalDigits(size: number, decimals: number): readonly [whole: string, fraction: string] {
  const rounded = roundHalfAway(size, decimals);
  // toFixed turns to exponents from 10^21 on, where every number is whole.
  const text = rounded < 1e21 ? rounded.toFixed(decimals) : BigInt(rounded).toString();
  const [whole = '0', fraction = ''] = text.split('.');
  return [whole, fraction];
}

import type { NumberForm } from '@/federation/tables/file-form';

export type ReadNumber = { readonly value: number } | { readonly wrong: 'type' | 'ambiguous' };

const VI = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/;
const EN = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;
/** One mark before exactly three digits: thousands in one way of writing, thousandths in the other. */
const TWO_WAYS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

const valueOf = (text: string, form: NumberForm): number => Number(form === 'vi' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '')) + 0;

/**
 * A number as people write it: `1.234,5` or `1,234.5`. Where no form is given, only what can mean one number is read; the rest is
 * `ambiguous`. No spaces within, no percent sign, no bookkeeper's brackets, no exponent.
 */
export function readNumber(text: string, form: NumberForm | undefined): ReadNumber {
  if (form) return (form === 'vi' ? VI : EN).test(text) ? { value: valueOf(text, form) } : { wrong: 'type' };
  const [vi, en] = [VI.test(text), EN.test(text)];
  if (vi && en && TWO_WAYS.test(text)) return { wrong: 'ambiguous' };
  if (vi) return { value: valueOf(text, 'vi') };
  return en ? { value: valueOf(text, 'en') } : { wrong: 'type' };
}

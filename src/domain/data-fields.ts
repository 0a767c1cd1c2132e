/** JSON pointer of the first thing that is wrong, or null. */
export type Fault = string | null;
/** An object whose fields are not known yet. */
export type Fields = { readonly [name: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
export const isNumber = (value: unknown): value is number => Number.isFinite(value);
export const isNumberOrNull = (value: unknown): boolean => value === null || isNumber(value);

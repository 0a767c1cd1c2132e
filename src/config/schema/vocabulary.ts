import * as z from 'zod/mini';
import { filled, id, unitCode, words } from './values';

const names = filled(words(120), 40);

/** One entry of `indicators` in `vocabulary.json`. */
export const indicatorWords = z.strictObject({ indicator: id, also: names });
/** One entry of `units`. */
export const unitWords = z.strictObject({ unit: unitCode, also: z.exactOptional(names), former: z.exactOptional(names) });
/** One entry of `abbreviations`. A short form is one run of letters. */
export const abbreviation = z.strictObject({ short: z.string().check(z.regex(/^\p{L}{2,12}$/u)), long: words(80) });

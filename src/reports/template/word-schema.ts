import * as z from 'zod/mini';
import { code, list, rule, words } from '@/config/schema/values';
import { parseFields } from '../fields/parse-fields';
import { WORD_SAID, type WordForm, type WordPlace, type WordTag } from './word-form';
import { MOST_PLACES, WORD_NAME } from './word-places';

const MOST_COLUMNS = 60;

const name = z.string().check(z.regex(WORD_NAME));
/** A field may name unit, period and format. */
const fieldName = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^{}\p{C}]+$/u));
const block = code;
const field = z.string().check(z.maxLength(210), rule((text) => { const { parts, faults } = parseFields(text); return faults.length === 0 && parts.length === 1 && parts[0]?.kind !== 'text'; }, 'pattern', '{{indicator|unit|period|format}}'));

const tag: z.ZodMiniType<WordTag> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), name: fieldName }),
  z.strictObject({ kind: z.literal('table'), name, columns: list(fieldName, MOST_COLUMNS) }),
]);
const place: z.ZodMiniType<WordPlace> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), field }),
  z.strictObject({ kind: z.literal('text'), block }),
  z.strictObject({ kind: z.literal('picture'), block }),
  z.strictObject({ kind: z.literal('said'), block, what: z.enum(WORD_SAID) }),
  z.strictObject({ kind: z.literal('table'), block, columns: z.record(name, code), bare: z.exactOptional(z.boolean()) }),
]);

/** A unit's own Word file as a template keeps it. */
export const wordForm: z.ZodMiniType<WordForm> = z.strictObject({
  file: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  name: words(200),
  tags: list(tag, MOST_PLACES),
  places: z.record(fieldName, place),
});

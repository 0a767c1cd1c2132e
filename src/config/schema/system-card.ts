import * as z from 'zod/mini';
import type { CodeList } from '@/domain/code-list';
import { SYSTEM_GROUPS, type FoundingDocument, type SystemCard } from '@/domain/system-card';
import { UNITS_OF_MEASURE } from '@/domain/unit-of-measure';
import { code, date, filled, id, list, text, words } from './values';

const parameters = z.record(z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,31}$/)), z.union([words(200), filled(words(200), 200)]));

/** One entry of `systems.json`. */
export const systemCard: z.ZodMiniType<SystemCard> = z.strictObject({
  id,
  name: text(),
  group: z.enum(SYSTEM_GROUPS),
  aliases: list(words(200), 20),
  owner: text(),
  status: z.enum(['connected', 'by-file', 'planned']),
  documents: list(z.strictObject({ document: id, where: words(500) }), 20),
  requires: text(2_000),
  datasets: filled(id, 40),
  measure: z.strictObject({
    name: text(),
    dataset: id,
    params: parameters,
    read: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cell'), at: z.record(code, words(100)), sum: z.exactOptional(filled(code, 5)) }),
      z.strictObject({ kind: z.literal('count'), unit: z.exactOptional(z.enum(UNITS_OF_MEASURE)) }),
    ]),
  }),
});

/** One entry of `documents` in `systems.json`. */
export const foundingDocument: z.ZodMiniType<FoundingDocument> = z.strictObject({ id, title: text(300) });

const codeEntry = z.strictObject({
  code: words(64),
  label: text(300),
  parent: z.exactOptional(words(64)),
  validFrom: z.exactOptional(date),
  validTo: z.exactOptional(date),
});

/** One entry of a file under `categories/`; `key` is what tells versions of one list apart. */
export const codeList: z.ZodMiniType<CodeList & { readonly key: string }> = z.strictObject({
  key: words(100),
  id,
  version: words(32),
  name: text(),
  owner: text(),
  legalBasis: z.exactOptional(words(500)),
  validFrom: date,
  validTo: z.nullable(date),
  normalise: z.enum(['none', 'agency']),
  codes: list(codeEntry, 5_000),
});

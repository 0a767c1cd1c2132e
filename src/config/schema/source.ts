import * as z from 'zod/mini';
import type { Cadence, Classification, Dataset, Source } from '@/domain/dataset';
import { baseAddress } from './address';
import { code, filled, id, integer, list, rule, settings, text, words } from './values';

/** One entry of `sources.json`. */
export const source: z.ZodMiniType<Source> = z.strictObject({
  id,
  name: text(),
  shortName: text(32),
  owner: text(),
  baseUrl: baseAddress,
  deadlineMs: integer(100, 120_000),
  maxBytes: integer(1_024, 100_000_000),
  settings,
  sampleData: z.boolean(),
  contact: z.exactOptional(z.strictObject({ unit: text(), phone: z.exactOptional(words(40)), email: z.exactOptional(words(120)) })),
  legalBasis: z.exactOptional(words(500)),
});

const cadence: z.ZodMiniType<Cadence> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('interval'), seconds: integer(5, 31_622_400) }),
  z.strictObject({
    kind: z.literal('periodic'),
    period: z.enum(['month', 'quarter', 'year']),
    publishedAfterDays: integer(0, 1_000),
    checkSeconds: integer(5, 31_622_400),
  }),
]);

const classification = z.enum(['public', 'internal', 'personal', 'restricted'] satisfies Classification[]);
const parameterName = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,31}$/));
const parameter = z.strictObject({ name: parameterName, required: z.boolean() });

/** One entry of `datasets.json`. Request and mapping belong to the connector, which checks them at start-up. */
export const dataset: z.ZodMiniType<Dataset> = z.strictObject({
  id,
  source: id,
  connector: id,
  title: text(),
  description: text(2_000),
  owner: text(),
  shape: z.enum(['cube', 'features', 'events']),
  cadence,
  classification,
  fieldClasses: z.exactOptional(z.record(code, classification)),
  unitScope: z.exactOptional(z.strictObject({ parameter: z.exactOptional(parameterName), field: z.exactOptional(code) })),
  smallCellBelow: z.exactOptional(integer(2, 100)),
  codeLists: z.exactOptional(z.record(code, id)),
  sums: z.exactOptional(list(filled(code, 20).check(z.minLength(2)), 40)),
  parameters: list(parameter, 20).check(
    rule((given) => new Set(given.map((each) => each.name)).size === given.length, 'duplicate-id', 'each parameter once'),
  ),
  request: settings,
  mapping: settings,
  legalBasis: z.exactOptional(words(500)),
});

import * as z from 'zod';
import { UNITS_OF_MEASURE } from '@/domain/unit-of-measure';

/** Shapes of what a person chooses of a table. What stands in the table is held against the table itself, the rest against the pack's own rules. */
const name = z.string().min(1).max(500);
const text = z.strictObject({ vi: z.string().max(2_000), en: z.string().max(2_000) });
const calendar = z.enum(['calendar', 'administrative', 'statistical']);
const cadence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('interval'), seconds: z.number() }),
  z.strictObject({ kind: z.literal('periodic'), period: z.enum(['month', 'quarter', 'year']), publishedAfterDays: z.number(), checkSeconds: z.number() }),
]);
const metric = z.strictObject({
  from: name.nullable(), code: z.string().max(64), unit: z.enum(UNITS_OF_MEASURE), decimals: z.int().min(0).max(10).exactOptional(),
  divideBy: z.number().positive().exactOptional(), calendar: calendar.exactOptional(),
});
const MOST_CODES = 5_000;

/** Path of a folder or a table below its source. */
export const path = z.string().min(1).max(500);
export const datasetId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'letters a–z, digits and hyphens, at most 64');

export const choice = z.strictObject({
  id: datasetId, source: z.string().min(1).max(64), dialect: z.enum(['pxweb-1', 'pxweb-2']), path,
  title: text, description: text, owner: text, cadence, classification: z.enum(['public', 'internal', 'restricted']), legalBasis: z.string().max(500).exactOptional(),
  time: z.strictObject({ dimension: name, calendar, pattern: z.string().min(1).max(100).exactOptional(), latest: z.int().min(1).max(9_999).exactOptional() }).exactOptional(),
  geo: z.strictObject({ dimension: name }).exactOptional(),
  metricDimension: name.exactOptional(),
  metrics: z.array(metric).max(500),
  classifications: z.array(z.strictObject({ dimension: name, id: z.string().max(64), codes: z.array(name).min(1).max(MOST_CODES).exactOptional() })).max(20).exactOptional(),
  fixed: z.record(name, name).exactOptional(),
  status: z.record(z.string().max(20), z.string().max(40)).exactOptional(),
});

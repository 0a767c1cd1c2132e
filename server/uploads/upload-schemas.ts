import * as z from 'zod';
import { NUMBER_FORMS } from '@/federation/tables/file-form';
import { FILE_KINDS } from './reading/grid';

const datasetId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const unitCode = z.string().regex(/^[0-9A-Z.]{1,35}$/);
const text = z.object({ vi: z.string(), en: z.string() });

export const datasetQuery = z.object({ dataset: datasetId });
export const uploadParams = z.object({ id: z.uuid() });
export const templateQuery = z.object({ dataset: datasetId, as: z.enum(['xlsx', 'csv']) });
export const previewQuery = z.object({
  dataset: datasetId,
  unit: unitCode,
  period: z.string().max(32),
  name: z.string().min(1).max(200),
  numbers: z.enum(NUMBER_FORMS).optional(),
  map: z.string().max(4_000).regex(/^(?:[a-z][A-Za-z0-9-]{0,39}:\d{1,3}(?:,(?!$)|$))*$/).optional().describe('Columns a person has chosen: `area:2,crop:0`.'),
});
export const loadBody = z.strictObject({ token: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export const withdrawBody = z.strictObject({ reason: z.string().trim().min(3).max(500) });

const total = z.object({ column: z.string(), sum: z.number(), count: z.number(), missing: z.number() });
const totals = z.array(total).readonly();
export const upload = z.object({
  id: z.string(), dataset: z.string(), unit: z.string(), period: z.string(), version: z.number(), fileName: z.string(), sha256: z.string(), size: z.number(), rowCount: z.number(), totals,
  by: z.string().nullable().describe('Name of who loaded it; null where it came with the installation.'), at: z.number(),
  withdrawn: z.object({ at: z.number(), reason: z.string() }).nullable(),
});
export type UploadView = z.infer<typeof upload>;
export const listAnswer = z.object({ uploads: z.array(upload) });

export const formsAnswer = z.object({
  forms: z.array(z.object({
    dataset: z.string(), title: text, description: text, level: z.string(), period: z.string(),
    columns: z.array(z.object({
      id: z.string(), title: text, type: z.string(), measure: z.string().nullable(), decimals: z.number(), required: z.boolean(), min: z.number().nullable(), max: z.number().nullable(),
      codes: z.array(z.object({ code: z.string(), label: z.string() })), numbers: z.string().nullable(), key: z.boolean(),
    })),
    units: z.array(z.string()).describe('Units that the reader may send for, as they stand today.'),
  })),
});

export const previewAnswer = z.object({
  token: z.string().nullable(), sha256: z.string(), size: z.number(), form: z.enum(FILE_KINDS).nullable(), encoding: z.string().nullable(), separator: z.string().nullable(),
  headRow: z.number().nullable(), found: z.array(z.string()).readonly(), mapping: z.record(z.string(), z.number().nullable()), rowCount: z.number(),
  sample: z.array(z.object({ row: z.number(), cells: z.array(z.string()).readonly() })).readonly(),
  faults: z.array(z.object({ row: z.number().nullable(), column: z.string().nullable(), code: z.string(), expected: z.string(), got: z.string(), words: text, place: z.string().optional().describe('Where a row has no number of its own: the codes of its dimensions.') })).readonly(),
  faultCount: z.number(), remarks: z.array(z.object({ code: z.string(), about: z.string() })).readonly(), totals,
  before: z.object({ version: z.number(), at: z.number(), totals, same: z.boolean() }).nullable(),
});

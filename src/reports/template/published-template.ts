import * as z from 'zod/mini';
import { reportTemplate } from './schema';

/** Version of the form in which people exchange templates: that of the stored document. */
export const TEMPLATE_VERSION = 2;
/** Where the portal publishes that form. */
export const TEMPLATE_SCHEMA_PATH = `/schemas/report-template-${TEMPLATE_VERSION}.json`;

const BESIDE = 'A file of the portal Toàn Cảnh. Beside this form: ids of blocks are given once, those within sections among them; at most 200 blocks and 4 levels; a regime names kinds of period and levels that the template has; fields in texts are {{indicator|unit|period|format}}, {{unit}}, {{unit.upper}}, {{period}}, {{period.span}}, {{previous-period}}, {{date}}, {{place}} and {{template}}; options are judged by each widget.';

/** The published form of a template as a file, draft 2020-12, made of the schema that the portal itself reads with. */
export function publishedTemplate(): { readonly [name: string]: unknown } {
  const file = z.strictObject({ $schema: z.optional(z.string()), kind: z.literal('report-template'), schemaVersion: z.literal(TEMPLATE_VERSION), note: z.optional(z.string()), content: reportTemplate });
  const made = z.toJSONSchema(file, {
    target: 'draft-2020-12', unrepresentable: 'any', io: 'input',
    // What only a function checks is, as far as a form can say, any object.
    override: ({ zodSchema, jsonSchema }) => { if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'object'; },
  });
  const { $schema, ...rest } = made;
  return { $schema, $id: TEMPLATE_SCHEMA_PATH, title: 'report-template', description: BESIDE, ...rest };
}

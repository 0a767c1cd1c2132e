import * as z from 'zod/mini';
import { dashboardFrame, tile } from '@/config/schema/dashboard';
import { sceneContent } from '@/config/schema/scene';
import { bodyVersion } from '@/state/documents';
import { schemaPath, type Exchanged } from './file-form';

/** What reports publish themselves is not made here. */
export type PublishedHere = Exclude<Exchanged, 'report-template'>;

/** A JSON Schema as plain data. */
export interface PublishedSchema {
  readonly [name: string]: unknown;
}

/** Rules that no schema can say: in words, for whoever writes such a file by hand. */
const BESIDE: Readonly<Record<PublishedHere, string>> = {
  dashboard: 'A file of the portal Toàn Cảnh. Beside this form: tiles of one section do not overlap and end within its rows; x + w ≤ 12; ids are given once; sections name tabs that are there; units are those of the province; options are judged by each widget.',
  scene: 'A file of the portal Toàn Cảnh. Beside this form: each zone of each screen stands once; options are judged by each widget.',
};

/** The published form of a file that people exchange, draft 2020-12, made of the schema that the portal itself reads with. */
export function publishedSchema(kind: PublishedHere): PublishedSchema {
  const content = kind === 'scene' ? sceneContent : z.safeExtend(frameOf(), { tiles: z.array(tile).check(z.minLength(1), z.maxLength(60)) });
  const file = z.strictObject({
    $schema: z.optional(z.string()), kind: z.literal(kind), schemaVersion: z.literal(bodyVersion(kind)), note: z.optional(z.string()), content,
  });
  const made = z.toJSONSchema(file, {
    target: 'draft-2020-12', unrepresentable: 'any', io: 'input',
    // What only a function checks is, as far as a form can say, any object.
    override: ({ zodSchema, jsonSchema }) => { if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'object'; },
  });
  const { $schema, ...rest } = made;
  return { $schema, $id: schemaPath(kind), title: kind, description: BESIDE[kind], ...rest };
}

/** The frame of a dashboard as an object schema: its rules across fields are said in words. */
function frameOf(): z.ZodMiniObject {
  if (!(dashboardFrame instanceof z.ZodMiniObject)) throw new Error('a dashboard is an object');
  return dashboardFrame;
}

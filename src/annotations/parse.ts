import * as z from 'zod/mini';
import type { Annotation } from '@/domain/annotation';

const author = z.object({ id: z.string(), name: z.nullable(z.string()) });
const reply = z.object({ id: z.string(), text: z.string(), author, at: z.number(), mine: z.boolean() });
const annotation: z.ZodMiniType<Annotation> = z.object({
  id: z.string(), target: z.object({ dataset: z.string(), indicator: z.nullable(z.string()), unit: z.string(), period: z.nullable(z.string()), day: z.nullable(z.string()) }),
  text: z.string(), author, at: z.number(), editedAt: z.nullable(z.number()), resolved: z.nullable(z.object({ by: author, at: z.number() })), replies: z.array(reply),
  mine: z.boolean(), mayResolve: z.boolean(),
});
const list = z.object({ annotations: z.array(z.unknown()) });

/** One remark of an answer; null where it has another form. */
export function parseAnnotation(body: unknown): Annotation | null {
  const read = annotation.safeParse(body);
  return read.success ? read.data : null;
}

/** Remarks of an answer; what has another form is left out. Null where the answer is none of ours. */
export function parseAnnotations(body: unknown): readonly Annotation[] | null {
  const read = list.safeParse(body);
  return read.success ? read.data.annotations.flatMap((each) => parseAnnotation(each) ?? []) : null;
}

import type { ZodMiniType } from 'zod/mini';

/**
 * The rows of a list the gateway gave, alone or under `name`. A row of another form is left out: one that cannot be read must not hide the
 * others.
 */
export function readList<T>(body: unknown, name: string, row: ZodMiniType<T>): readonly T[] {
  const found: unknown = typeof body === 'object' && body !== null && name in body ? (body as Readonly<Record<string, unknown>>)[name] : body;
  if (!Array.isArray(found)) return [];
  return found.flatMap((one: unknown) => {
    const parsed = row.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

import type * as z from 'zod/mini';
import type { Json } from '@/domain/dataset';
import type { Report } from './config-fault';
import type { Entry } from './pack-files';
import { faultsOf } from './schema/faults-of';

/** A value that a schema has accepted, and where it stands in the pack. */
export interface Checked<T> {
  readonly value: T;
  readonly entry: Entry;
}

/** Entries that the schema accepts; the others are reported and left out. */
export const checkedEntries = <T>(entries: readonly Entry[], schema: z.ZodMiniType<T>, report: Report): Checked<T>[] =>
  entries.flatMap((entry) => {
    const value = checkedValue(entry.raw, schema, entry.file, entry.path, report);
    return value === undefined ? [] : [{ value, entry }];
  });

/** A value in the schema's form; undefined after reporting why not. */
export function checkedValue<T>(raw: unknown, schema: z.ZodMiniType<T>, file: string, path: readonly PropertyKey[], report: Report): T | undefined {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  faultsOf(file, path, parsed.error.issues, raw).forEach(report);
  return undefined;
}

/**
 * As {@link checkedValue}, but a field nobody knows is reported and dropped instead of losing the whole: for what the portal cannot
 * start without.
 */
export function toleratedValue<T>(raw: Json, schema: z.ZodMiniType<T>, file: string, report: Report): T | undefined {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const known = structuredClone(raw) as unknown;
  for (const issue of parsed.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = issue.path.reduce<unknown>((found, key) => (found as Readonly<Record<PropertyKey, unknown>>)[key], known) as Record<string, unknown>;
    for (const key of issue.keys) Reflect.deleteProperty(holder, key);
  }
  faultsOf(file, [], parsed.error.issues, raw).forEach(report);
  const second = schema.safeParse(known);
  return second.success ? second.data : undefined;
}

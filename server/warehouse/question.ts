import * as z from 'zod';
import type { PostgresQuestion } from '@/federation/connectors/sql/request';

const form = z.strictObject({
  statement: z.string().min(1),
  values: z.array(z.union([z.string(), z.array(z.string()), z.null()])),
  columns: z.array(z.string().min(1)).min(1).max(200),
  rowLimit: z.int().min(1).max(100_000),
  timeLimit: z.int().min(1).max(600),
});

/** What connector `sql` asks; null where somebody else's question came this way. */
export function questionOf(body: string | null): PostgresQuestion | null {
  try {
    const read = form.safeParse(JSON.parse(body ?? ''));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

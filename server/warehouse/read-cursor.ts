import type { PostgresQuestion } from '@/federation/connectors/sql/request';
import { err, ok, type Result } from '@/domain/result';
import type { Failure } from '@/federation/fault';

/** One statement with its values; every column of an answer is text or null. */
export type RunStatement = (statement: string, values: readonly unknown[]) => Promise<readonly { readonly [column: string]: unknown }[]>;

const BATCH = 1_000;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The statement, wrapped: each wanted column as text, so that no driver decides what a number or a date is, and the names of their
 * types. Its own first line is the second of the whole.
 */
const wrapped = ({ statement, columns }: PostgresQuestion): string => {
  const names = columns.map((name) => `q.${quoted(name)}`);
  return `declare asked no scroll cursor for select json_build_array(${names.map((name) => `pg_typeof(${name})::text`).join(', ')})::text as types, ${names.map((name, at) => `${name}::text as c${at}`).join(', ')} from (\n${statement}\n) as q`;
};

/** Line of a statement at a position that the server counted in what {@link readCursor} sent; null where it is in our part. */
export function lineAt(question: PostgresQuestion, position: number): number | null {
  const line = wrapped(question).slice(0, position).split('\n').length - 1;
  return line > 0 ? line : null;
}

/**
 * Rows of a question through a cursor, in a transaction that is already open: a statement that writes cannot be behind a cursor, and
 * what is beyond the limits of rows and bytes is never fetched. The body is what the reading half of connector `sql` takes.
 */
export async function readCursor(run: RunStatement, question: PostgresQuestion, maxBytes: number): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> {
  const { columns, rowLimit, values } = question;
  await run(wrapped(question), values);
  const rows: string[] = [];
  let types: string[] = columns.map(() => 'text');
  let size = 0;
  let more = false;
  while (!more) {
    const batch = await run(`fetch forward ${Math.min(BATCH, rowLimit + 1 - rows.length)} from asked`, []);
    for (const [at, row] of batch.entries()) {
      if (rows.length === rowLimit) {
        more = true;
        break;
      }
      if (at === 0) types = JSON.parse(String(row['types'])) as string[];
      const written = JSON.stringify(columns.map((_, column) => row[`c${column}`] ?? null));
      size += Buffer.byteLength(written) + 1;
      if (size > maxBytes) return err({ kind: 'too-large', expected: `at most ${maxBytes} bytes` });
      rows.push(written);
    }
    if (batch.length < BATCH && rows.length < rowLimit) break;
    if (batch.length === 0) break;
  }
  const named = columns.map((name, at) => ({ name, type: types[at] }));
  return ok(new TextEncoder().encode(`{"columns":${JSON.stringify(named)},"rows":[${rows.join(',')}],"more":${more}}`));
}

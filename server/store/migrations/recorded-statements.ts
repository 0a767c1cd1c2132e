import { createHash } from 'node:crypto';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type CompiledQuery, type DatabaseConnection } from 'kysely';
import type { Migration } from './list';

class RecordingDriver extends DummyDriver {
  constructor(readonly statements: string[]) {
    super();
  }
  override acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve({
      executeQuery: ({ sql }: CompiledQuery) => {
        this.statements.push(sql);
        return Promise.resolve({ rows: [] });
      },
      streamQuery: () => {
        throw new Error('no cursors here');
      },
    });
  }
}

/** What a migration would say to a database whose every answer is empty. */
export async function statementsOf({ up }: Migration): Promise<readonly string[]> {
  const statements: string[] = [];
  await up(new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new RecordingDriver(statements),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }));
  return statements;
}

/** Of the statements, not of the file: a comment may change, what is done may not. */
export const digestOf = (statements: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(statements.map((statement) => statement.replace(/\s+/g, ' ')))).digest('hex');

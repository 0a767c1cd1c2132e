import { sql, type QueryExecutorProvider } from 'kysely';

/** A table as a backup sees it. */
export interface StoredTable {
  readonly name: string;
  /** Of the primary key, in its order. */
  readonly key: readonly { readonly name: string; readonly text: boolean }[];
  /** The column the database numbers by itself, if any. */
  readonly identity: string | null;
  readonly references: readonly string[];
}

/** Every table but the list of migrations; whatever a table refers to stands before it. */
export async function storedTables(db: QueryExecutorProvider): Promise<readonly StoredTable[]> {
  const { rows } = await sql<StoredTable>`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'text', a.atttypid = 'text'::regtype) order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey::int2[]) where i.indrelid = c.oid and i.indisprimary) as key,
      (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '' limit 1) as identity,
      coalesce((select json_agg(r.relname) from pg_constraint f join pg_class r on r.oid = f.confrelid where f.conrelid = c.oid and f.contype = 'f'), '[]') as references
    from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'schema_migration'
    order by c.relname collate "C"`.execute(db);
  const ordered: StoredTable[] = [];
  const place = (table: StoredTable): void => {
    if (ordered.includes(table)) return;
    for (const name of table.references) {
      const other = rows.find((row) => row.name === name);
      if (other && other !== table) place(other);
    }
    ordered.push(table);
  };
  rows.forEach(place);
  return ordered;
}

/** Rows of each table. */
export async function countRows(db: QueryExecutorProvider, tables: readonly StoredTable[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(db);
    counts[name] = Number(rows[0]?.count ?? 0);
  }
  return counts;
}

import pg from 'pg';
import type { WarehouseTable } from '../../../server/warehouse/warehouse-table';

const statementsOf = ({ name, columns, key, rows }: WarehouseTable): string => {
  const list = columns.map((column) => `"${column.name}" ${column.type}`).join(', ');
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.name, row[at] ?? null])));
  return `create table "${name}" (${list}, primary key (${key.map((column) => `"${column}"`).join(', ')}));
    insert into "${name}" select * from jsonb_to_recordset(${pg.escapeLiteral(JSON.stringify(objects))}::jsonb) as given(${list});`;
};

/** Puts sample tables into a database, in its first schema. `tell` runs statements as the owner. */
export async function fillWarehouse(tables: readonly WarehouseTable[], tell: (statements: string) => Promise<void>): Promise<void> {
  for (const table of tables) await tell(statementsOf(table));
}

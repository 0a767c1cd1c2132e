import { sql, type Kysely } from 'kysely';

/** What people add to the configuration from the portal, every revision of it. A released migration is never changed. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table pack_overlay (
    kind text not null, id text not null, revision integer not null, body jsonb, deleted boolean not null, author text not null, updated_at timestamptz not null, reason text not null,
    primary key (kind, id, revision))`,
];

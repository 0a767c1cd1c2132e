import { sql, type Kysely } from 'kysely';

/** Remarks on figures and what people answered. Nothing is taken away: what its author withdrew keeps its row. A released migration is never changed. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table annotation (
    id text primary key, dataset text not null, indicator text, unit text not null, period text, day text, text text not null,
    author text not null, at timestamptz not null, edited_at timestamptz, resolved_at timestamptz, resolved_by text, withdrawn_at timestamptz,
    check (period is null or day is null))`,
  `create index annotation_of on annotation (dataset, at desc) where withdrawn_at is null`,
  `create table annotation_reply (
    id text primary key, annotation text not null references annotation (id), text text not null, author text not null, at timestamptz not null, withdrawn_at timestamptz)`,
  `create index annotation_reply_of on annotation_reply (annotation, at)`,
];

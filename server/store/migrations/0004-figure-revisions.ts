import { sql, type Kysely } from 'kysely';

/** What figures were before they were corrected or made final. A released migration is never changed. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table figure_revision (
    id bigint generated always as identity primary key, dataset text not null, metric text not null, scope text not null, cell text not null, at jsonb not null,
    before_value double precision not null, before_status text not null, after_value double precision not null, after_status text not null, noticed_at timestamptz not null,
    unique (dataset, metric, scope, cell, before_value, before_status, after_value, after_status))`,
  // Kept without the standing of figures until now; they are learned anew.
  `delete from figure_profile`,
  `create index figure_revision_time on figure_revision (dataset, metric, noticed_at desc)`,
];

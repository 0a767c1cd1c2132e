import { sql, type Kysely } from 'kysely';

/** What walls are: how their displays hang, what each screen is to show, and which commands have been carried out. A released migration is never changed. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table screen add column zones jsonb`,
  `alter table screen add column program jsonb`,
  `alter table screen add column reported_at timestamptz`,
  `create table wall_plan (
    id text not null, revision integer not null check (revision >= 1), unit text, plan jsonb not null, deleted boolean not null,
    author text not null, updated_at timestamptz not null, primary key (id, revision))`,
  `create table wall_command (key text primary key, asked text not null, answer jsonb, done_at timestamptz not null)`,
  `create index wall_command_age on wall_command (done_at)`,
];

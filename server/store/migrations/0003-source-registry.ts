import { sql, type Kysely } from 'kysely';

/** How sources fare, what they changed without telling, and which of their figures a person has to look at. A released migration is never changed. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table source_standing (
    source text primary key, last_success timestamptz, last_failure timestamptz, failing_since timestamptz, error jsonb,
    latency_ms double precision, asked bigint not null default 0, failed bigint not null default 0)`,
  `create table source_drift (
    id bigint generated always as identity primary key, source text not null, dataset text not null, kind text not null, pointer text not null,
    expected text not null, got text not null, first_seen timestamptz not null, last_seen timestamptz not null, times bigint not null, ended_at timestamptz)`,
  `create unique index source_drift_open on source_drift (dataset, kind, pointer) where ended_at is null`,
  `create index source_drift_time on source_drift (source, last_seen desc)`,
  `create table quarantine (
    id bigint generated always as identity primary key, source text not null, dataset text not null, metric text not null, factor double precision not null,
    example jsonb not null, first_seen timestamptz not null, last_seen timestamptz not null, times bigint not null,
    decision text check (decision in ('accept', 'refuse')), decided_by text, decided_at timestamptz, reason text, ended_at timestamptz)`,
  `create unique index quarantine_open on quarantine (dataset, metric) where ended_at is null`,
  `create table figure_profile (dataset text not null, question text not null, cells jsonb not null, updated_at timestamptz not null, primary key (dataset, question))`,
];

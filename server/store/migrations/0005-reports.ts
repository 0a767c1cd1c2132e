import { sql, type Kysely } from 'kysely';

/**
 * Reports: every version of each, what was done to it, the files it was given out as, and files being made. Trees and frozen answers are
 * text: what was frozen is kept byte for byte. A released migration is never changed.
 */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table report (
    id text primary key, series text not null, version integer not null check (version >= 1), supersedes text,
    template text not null, title text not null, unit text not null, period text not null, state text not null, revision integer not null,
    author text not null, signer text not null, number text, created_at timestamptz not null, issued_at timestamptz, content_hash text not null,
    commentary jsonb not null, admission jsonb not null, template_body text not null, document text not null, frozen text not null,
    unique (series, version))`,
  `create index report_of on report (unit, period, template)`,
  `create index report_newest on report (created_at desc, id)`,
  `create table report_step (
    report text not null references report (id), seq integer not null, at timestamptz not null, done_by text not null, deed text not null, reason text,
    primary key (report, seq))`,
  `create table report_file (
    report text not null references report (id), format text not null, hash text not null, bytes bytea not null, made_at timestamptz not null,
    primary key (report, format))`,
  `create table report_job (
    id text primary key, report text not null references report (id), format text not null, state text not null, done integer not null, total integer not null,
    asked_by text not null, asked_at timestamptz not null, holder text, lease_until timestamptz, attempts integer not null, reason text, bytes bytea, finished_at timestamptz)`,
  `create index report_job_waiting on report_job (asked_at) where state in ('waiting', 'running')`,
];

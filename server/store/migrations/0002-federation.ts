import { sql, type Kysely } from 'kysely';

/**
 * What the gateway holds itself (files units send, what systems push), how sources fare and what figures were before, and what people add to
 * the configuration from the portal. A released migration is never changed.
 */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table upload_preview (
    id text primary key, person text not null, dataset text not null, unit text not null, period text not null, file_name text not null, sha256 text not null,
    content text not null, rows text not null, totals text not null, row_count integer not null, expires_at timestamptz not null)`,
  `create table upload (
    id text primary key, dataset text not null, unit text not null, period text not null, version integer not null check (version >= 1),
    file_name text not null, sha256 text not null, size integer not null, content text not null, rows jsonb not null, totals jsonb not null, row_count integer not null,
    loaded_by text, loaded_at timestamptz not null, withdrawn_at timestamptz, withdrawn_by text, withdrawn_reason text, unique (dataset, unit, period, version))`,
  `create index upload_standing on upload (dataset, period) where withdrawn_at is null`,
  `create table inbox_event (
    source text not null, id text not null, occurred_at timestamptz not null, sequence bigint not null, kind text not null, data jsonb not null,
    received_at timestamptz not null, primary key (source, id))`,
  `create index inbox_event_order on inbox_event (source, occurred_at, sequence, id)`,
  `create table inbox_signature (key text primary key, expires_at timestamptz not null)`,
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
  `create table figure_revision (
    id bigint generated always as identity primary key, dataset text not null, metric text not null, scope text not null, cell text not null, at jsonb not null,
    before_value double precision not null, before_status text not null, after_value double precision not null, after_status text not null, noticed_at timestamptz not null,
    unique (dataset, metric, scope, cell, before_value, before_status, after_value, after_status))`,
  `create index figure_revision_time on figure_revision (dataset, metric, noticed_at desc)`,
  `create table pack_overlay (
    kind text not null, id text not null, revision integer not null, body jsonb, deleted boolean not null, author text not null, updated_at timestamptz not null, reason text not null,
    primary key (kind, id, revision))`,
];

import { sql, type Kysely } from 'kysely';

/** What the gateway holds itself: files that units send, and what systems push. A released migration is never changed. */
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
];

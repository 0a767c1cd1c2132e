import { sql, type Kysely } from 'kysely';

/** The first schema. A released migration is never changed; see `test/upgrade`. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table meta (key text primary key, value text not null)`,
  `create table person (
    id text primary key, issuer text not null, subject text not null, name text not null, title text not null, unit text,
    status text not null check (status in ('active', 'disabled')), created_at timestamptz not null, updated_at timestamptz not null,
    unique (issuer, subject))`,
  `create table grant_held (
    id bigint generated always as identity primary key, person text not null references person(id), role text not null, unit text,
    origin text not null check (origin in ('claims', 'cli', 'admin')), granted_by text not null, granted_at timestamptz not null, revoked_at timestamptz)`,
  `create index grant_held_person on grant_held (person) where revoked_at is null`,
  `create table session (
    id text primary key, secret text not null unique, previous_secret text, secret_since timestamptz not null default now(),
    person text not null references person(id), csrf text not null, created_at timestamptz not null, seen_at timestamptz not null, expires_at timestamptz not null,
    provider_session text, id_token text, agent text not null, address text not null, ended_at timestamptz, ended_because text)`,
  `create index session_person on session (person) where ended_at is null`,
  `create index session_previous on session (previous_secret) where previous_secret is not null`,
  `create index session_provider on session (provider_session) where ended_at is null`,
  `create table sign_in (
    state text primary key, nonce text not null, verifier text not null, return_to text not null, origin text not null, browser text not null,
    expires_at timestamptz not null)`,
  `create table purpose_stated (
    id bigint generated always as identity primary key, session text not null references session(id), person text not null,
    dataset text not null, purpose text not null, remark text not null, stated_at timestamptz not null, until timestamptz not null)`,
  `create index purpose_stated_session on purpose_stated (session, until)`,
  `create table screen (
    id text primary key, name text not null, unit text, classes jsonb not null, dashboards jsonb not null, datasets jsonb,
    secret text not null unique, previous_secret text, secret_since timestamptz not null, paired_by text not null, paired_at timestamptz not null,
    seen_at timestamptz, shows jsonb, revoked_at timestamptz, revoked_by text)`,
  `create table pairing (
    code text primary key, device text not null unique, expires_at timestamptz not null, attempts integer not null default 0, screen text references screen(id), token text)`,
  `create table document (
    kind text not null, id text not null, owner text, unit text, revision integer not null check (revision >= 1), body jsonb not null,
    author text not null, updated_at timestamptz not null, deleted boolean not null default false, primary key (kind, id))`,
  `create table document_revision (
    kind text not null, id text not null, revision integer not null check (revision >= 1), body jsonb not null, deleted boolean not null default false,
    author text not null, reason text not null, at timestamptz not null, save_key text not null unique, primary key (kind, id, revision))`,
  `create table event (
    id bigint generated always as identity primary key, kind text not null, audience jsonb not null, payload jsonb not null, at timestamptz not null)`,
  `create table audit (
    seq bigint primary key, at timestamptz not null, action text not null, actor_kind text not null, actor text, session text, address text, request text,
    target text not null, outcome text not null, detail text not null, previous text not null, hash text not null)`,
  `create index audit_at on audit (at)`,
  `create table answer (
    key text primary key, dataset text not null, share text not null, body text not null, tag text not null, digest text not null,
    received_at timestamptz not null, expires_at timestamptz not null, stored_at timestamptz not null)`,
  `create index answer_stored on answer (stored_at)`,
  `create table asking (key text primary key, holder text not null, until timestamptz not null)`,
  `create table attempt (key text primary key, window_start timestamptz not null, count integer not null)`,
];

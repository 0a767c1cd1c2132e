import { sql, type Kysely } from 'kysely';

/**
 * Reports that make themselves and go where they are awaited: schedules and what each moment of one came to, files sent out, reminders
 * said once; views kept as they were shown; Word files that people brought as forms. A released migration is never changed.
 */
export async function up<T>(db: Kysely<T>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table report_schedule (
    id text primary key, revision integer not null, title text not null, kind text not null, subject text not null, unit text not null,
    rule text not null, day_rule text not null, period_kind text, period_offset integer not null, formats jsonb not null, destinations jsonb not null,
    owner text not null references person (id), enabled boolean not null, paused_because text, next_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null, deleted boolean not null)`,
  `create index report_schedule_next on report_schedule (next_at) where enabled and not deleted`,
  `create table report_firing (
    schedule text not null references report_schedule (id), moment timestamptz not null, state text not null, holder text, lease_until timestamptz, attempts integer not null,
    report text, kept_view text, reason text, created_at timestamptz not null, finished_at timestamptz,
    primary key (schedule, moment))`,
  `create index report_firing_waiting on report_firing (moment) where state in ('waiting', 'running')`,
  `create table report_delivery (
    id text primary key, report text not null references report (id), format text not null, destination text not null, cause text not null, state text not null,
    asked_by text not null, asked_at timestamptz not null, attempts integer not null, next_try timestamptz not null, holder text, lease_until timestamptz,
    hash text, receipt text, reason text, finished_at timestamptz,
    unique (report, format, destination, cause))`,
  `create index report_delivery_waiting on report_delivery (next_try) where state in ('waiting', 'sending')`,
  `create index report_delivery_of on report_delivery (report, asked_at)`,
  `create table report_reminder (
    kind text not null, template text not null, unit text not null, period text not null, said_at timestamptz not null, told integer not null,
    primary key (kind, template, unit, period))`,
  `create table kept_view (
    id text primary key, dashboard text not null, title jsonb not null, unit text not null, period text not null, at timestamptz not null, until timestamptz,
    kept_by text not null, cause text not null, note text not null, owner text, board_unit text,
    body text not null, scope jsonb not null, admission jsonb not null, frozen text not null, hash text not null)`,
  `create index kept_view_newest on kept_view (at desc, id)`,
  `create index kept_view_until on kept_view (until) where until is not null`,
  `create table word_form (
    hash text not null, file_name text not null, unit text not null, size integer not null, bytes bytea not null, uploaded_by text not null, uploaded_at timestamptz not null,
    primary key (hash, unit))`,
];

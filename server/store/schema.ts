import type { ColumnType, Generated } from 'kysely';

/** Moments are `timestamptz`; both drivers give `Date`. `bigint` comes as a number (below 2^53). JSON columns come parsed and go as text. */
type Moment = Date;
type JsonColumn<T = unknown> = ColumnType<T, string, string>;
/** Left to a default at insert. */
type Optional<T> = ColumnType<T, T | undefined, T>;
type OptionalJson = ColumnType<unknown, string | null | undefined, string | null>;

export interface Database {
  /** Which migrations were applied; `digest` is of their statements. */
  schema_migration: { version: number; name: string; applied_at: Moment; digest: string };
  meta: { key: string; value: string };
  person: {
    id: string; issuer: string; subject: string; name: string; title: string; unit: string | null;
    status: 'active' | 'disabled'; created_at: Moment; updated_at: Moment;
  };
  /** `origin`: `claims` are replaced at every sign-in, `cli` and `admin` stay. */
  grant_held: {
    id: Generated<number>; person: string; role: string; unit: string | null; origin: 'claims' | 'cli' | 'admin';
    granted_by: string; granted_at: Moment; revoked_at: Moment | null;
  };
  /** `secret` is the SHA-256 of what stands in the cookie, `previous_secret` of what stood there just before; `id` is the public name. */
  session: {
    id: string; secret: string; previous_secret: string | null; secret_since: Optional<Moment>; person: string; csrf: string;
    created_at: Moment; seen_at: Moment; expires_at: Moment;
    provider_session: string | null; id_token: string | null; agent: string; address: string; ended_at: Moment | null; ended_because: string | null;
  };
  /** Sign-ins under way; `state` is hashed. */
  sign_in: { state: string; nonce: string; verifier: string; return_to: string; origin: string; browser: string; expires_at: Moment };
  purpose_stated: { id: Generated<number>; session: string; person: string; dataset: string; purpose: string; remark: string; stated_at: Moment; until: Moment };
  screen: {
    id: string; name: string; unit: string | null; classes: JsonColumn<string[]>; dashboards: JsonColumn<string[]>; datasets: JsonColumn<string[] | null> | null;
    secret: string; previous_secret: string | null; secret_since: Moment; paired_by: string; paired_at: Moment;
    seen_at: Moment | null; shows: JsonColumn | null; revoked_at: Moment | null; revoked_by: string | null;
    /** Null: one zone, what it was paired for, and a report that was never written. */
    zones: OptionalJson; program: OptionalJson; reported_at: Optional<Moment | null>;
  };
  /** How displays hang: every revision of every plan, the highest stands. */
  wall_plan: { id: string; revision: number; unit: string | null; plan: JsonColumn; deleted: boolean; author: string; updated_at: Moment };
  /** Commands for walls by the key of whoever gave them, hashed; `asked` is the digest of the command, `answer` null while it is carried out. */
  wall_command: { key: string; asked: string; answer: OptionalJson; done_at: Moment };
  /** `code` is what the operator reads off the screen; `device` the hash of what only the device knows. */
  pairing: { code: string; device: string; expires_at: Moment; attempts: Optional<number>; screen: string | null; token: string | null };
  document: {
    kind: string; id: string; owner: string | null; unit: string | null; revision: number; body: JsonColumn;
    author: string; updated_at: Moment; deleted: boolean;
  };
  document_revision: {
    kind: string; id: string; revision: number; body: JsonColumn; deleted: boolean; author: string; reason: string; at: Moment; save_key: string;
  };
  event: { id: Generated<number>; kind: string; audience: JsonColumn; payload: JsonColumn; at: Moment };
  audit: {
    seq: number; at: Moment; action: string; actor_kind: string; actor: string | null; session: string | null; address: string | null; request: string | null;
    target: string; outcome: string; detail: string; previous: string; hash: string;
  };
  /** Last good answers, by question and permission set. Nothing with an unmasked personal field is ever here. */
  answer: {
    key: string; dataset: string; share: string; body: string; tag: string; digest: string; received_at: Moment; expires_at: Moment; stored_at: Moment;
  };
  /** Which gateway is asking a source a question right now; a lease, so that a dead holder frees it. */
  asking: { key: string; holder: string; until: Moment };
  /** Files looked over and not loaded; the id is the token that loads exactly this. `content` is base64, `rows` and `totals` are JSON text. */
  upload_preview: {
    id: string; person: string; dataset: string; unit: string; period: string; file_name: string; sha256: string;
    content: string; rows: string; totals: string; row_count: number; expires_at: Moment;
  };
  /** Every version of every file; the highest that is not withdrawn stands. `loaded_by` is null for what came with the installation. */
  upload: {
    id: string; dataset: string; unit: string; period: string; version: number; file_name: string; sha256: string; size: number; content: string;
    rows: JsonColumn; totals: JsonColumn; row_count: number; loaded_by: string | null; loaded_at: Moment;
    withdrawn_at: Moment | null; withdrawn_by: string | null; withdrawn_reason: string | null;
  };
  /** What systems push, by their own id. */
  inbox_event: { source: string; id: string; occurred_at: Moment; sequence: number; kind: string; data: JsonColumn; received_at: Moment };
  /** Signatures that have been used while they would still be good. */
  inbox_signature: { key: string; expires_at: Moment };
  /** How each source fares, over all gateways and restarts; `error` is the latest while it fails. */
  source_standing: {
    source: string; last_success: Moment | null; last_failure: Moment | null; failing_since: Moment | null; error: JsonColumn | null;
    latency_ms: number | null; asked: Optional<number>; failed: Optional<number>;
  };
  /** Where a source's answers left the form we know; open while `ended_at` is null. */
  source_drift: {
    id: Generated<number>; source: string; dataset: string; kind: string; pointer: string; expected: string; got: string;
    first_seen: Moment; last_seen: Moment; times: number; ended_at: Moment | null;
  };
  /** Figures that jumped by a factor no figure jumps by; held until a person decides or they come back. */
  quarantine: {
    id: Generated<number>; source: string; dataset: string; metric: string; factor: number; example: JsonColumn; first_seen: Moment; last_seen: Moment; times: number;
    decision: 'accept' | 'refuse' | null; decided_by: string | null; decided_at: Moment | null; reason: string | null; ended_at: Moment | null;
  };
  /** Figures that were corrected or made final, as the portal noticed it. `scope`: the question's parameters but its periods. */
  figure_revision: {
    id: Generated<number>; dataset: string; metric: string; scope: string; cell: string; at: JsonColumn; before_value: number; before_status: string;
    after_value: number; after_status: string; noticed_at: Moment;
  };
  /** A sample of the figures last believed, by question: what new ones are held against. */
  figure_profile: { dataset: string; question: string; cells: JsonColumn; updated_at: Moment };
  /** Remarks on figures and what was answered; `period` and `day` never both. What its author withdrew keeps its row. */
  annotation: {
    id: string; dataset: string; indicator: string | null; unit: string; period: string | null; day: string | null; text: string; author: string; at: Moment;
    edited_at: Moment | null; resolved_at: Moment | null; resolved_by: string | null; withdrawn_at: Moment | null;
  };
  annotation_reply: { id: string; annotation: string; text: string; author: string; at: Moment; withdrawn_at: Moment | null };
  /** Every version of every report; `admission` says whose figures it holds. `template_body`, `document` and `frozen` are JSON text. */
  report: {
    id: string; series: string; version: number; supersedes: string | null; template: string; title: string; unit: string; period: string;
    state: 'draft' | 'submitted' | 'returned' | 'approved' | 'issued' | 'superseded' | 'withdrawn'; revision: number;
    author: string; signer: string; number: string | null; created_at: Moment; issued_at: Moment | null; content_hash: string;
    commentary: JsonColumn<Record<string, string>>; admission: JsonColumn; template_body: string; document: string; frozen: string;
  };
  report_step: { report: string; seq: number; at: Moment; done_by: string; deed: string; reason: string | null };
  /** What an issued report was given out as, for ever. */
  report_file: { report: string; format: string; hash: string; bytes: Uint8Array; made_at: Moment };
  /** Files being made; a lease, so that a gateway that dies frees its job. `bytes` is there when it is done. */
  report_job: {
    id: string; report: string; format: string; state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'; done: number; total: number; asked_by: string; asked_at: Moment;
    holder: string | null; lease_until: Moment | null; attempts: number; reason: string | null; bytes: Uint8Array | null; finished_at: Moment | null;
  };
  /** What makes itself at moments: a report, or a view kept as it was shown (`kind`); `subject` is the template or the dashboard. */
  report_schedule: {
    id: string; revision: number; title: string; kind: 'report' | 'view'; subject: string; unit: string; rule: string; day_rule: 'any' | 'next-working'; period_kind: string | null;
    period_offset: number; formats: JsonColumn<string[]>; destinations: JsonColumn<string[]>; owner: string; enabled: boolean; paused_because: string | null; next_at: Moment | null;
    created_at: Moment; updated_at: Moment; deleted: boolean;
  };
  /** One moment of a schedule: one row however many gateways there are. */
  report_firing: {
    schedule: string; moment: Moment; state: 'waiting' | 'running' | 'done' | 'failed' | 'missed'; holder: string | null; lease_until: Moment | null; attempts: number;
    report: string | null; kept_view: string | null; reason: string | null; created_at: Moment; finished_at: Moment | null;
  };
  /** A file on its way to a destination; `cause`: the schedule's id, or `person:<key>`. */
  report_delivery: {
    id: string; report: string; format: string; destination: string; cause: string; state: 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled'; asked_by: string; asked_at: Moment;
    attempts: number; next_try: Moment; holder: string | null; lease_until: Moment | null; hash: string | null; receipt: string | null; reason: string | null; finished_at: Moment | null;
  };
  report_reminder: { kind: 'before-due' | 'late'; template: string; unit: string; period: string; said_at: Moment; told: number };
  /**
   * A dashboard as it was shown at a moment: its body and frozen answers are text, byte for byte. `until`: when it may go; null is never. `owner` and `board_unit`
   * are of the dashboard: a person's own is for that person.
   */
  kept_view: {
    id: string; dashboard: string; title: JsonColumn<{ vi: string; en: string }>; unit: string; period: string; at: Moment; until: Moment | null; kept_by: string; cause: string; note: string;
    owner: string | null; board_unit: string | null; body: string; scope: JsonColumn; admission: JsonColumn; frozen: string; hash: string;
  };
  /** A Word file brought as a form, by its SHA-256. */
  word_form: { hash: string; file_name: string; unit: string; size: number; bytes: Uint8Array; uploaded_by: string; uploaded_at: Moment };
  /** What people add to the configuration from the portal: every revision of every entry, the highest stands. `body` is null where it was deleted. */
  pack_overlay: { kind: string; id: string; revision: number; body: JsonColumn | null; deleted: boolean; author: string; updated_at: Moment; reason: string };
  /** Attempts counted over all gateways: sign-ins, pairing codes. */
  attempt: { key: string; window_start: Moment; count: number };
}

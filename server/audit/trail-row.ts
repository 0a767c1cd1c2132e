import { createHash } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import type { Json } from '@/domain/dataset';
import { plainText, visible } from '../http/plain-text';
import type { Database } from '../store/schema';
import type { AuditEntry } from './trail';

/** One link of the chain as it is kept. `seq` begins at 1 and has no holes; hashes are 64 hexadecimal digits. */
export type TrailRow = Selectable<Database['audit']>;
type NewTrailRow = Insertable<Database['audit']>;

/** What the first entry holds as the hash before it. */
export const GENESIS = createHash('sha256').update('toan-canh audit trail 1').digest('hex');

/** Longest detail kept, bytes of UTF-8; longer ones are cut and say so. */
export const DETAIL_BYTES = 4_096;
const TARGET_LENGTH = 200;
const FIELD_LENGTH = 200;

/** JSON with sorted keys and only visible characters: the same value is always the same text. */
export function canonicalJson(value: Json | undefined): string {
  return visible(JSON.stringify(sorted(value ?? null)));
}

function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item));
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}

/** At most {@link DETAIL_BYTES}: a longer detail is replaced by `{bytes, start, truncated: true}`. */
export function boundedDetail(detail: { readonly [key: string]: Json }): string {
  const whole = canonicalJson(detail);
  const bytes = Buffer.byteLength(whole);
  if (bytes <= DETAIL_BYTES) return whole;
  for (let length = DETAIL_BYTES; ; length = Math.floor(length / 2)) {
    const cut = canonicalJson({ bytes, start: whole.slice(0, length), truncated: true });
    if (Buffer.byteLength(cut) <= DETAIL_BYTES) return cut;
  }
}

/** Hash of a link: SHA-256 of the hash before it and the canonical text of everything else in the row. */
export function hashOf(row: Omit<TrailRow, 'hash'>): string {
  const { seq, at, action, actor_kind, actor, session, address, request, target, outcome, detail, previous } = row;
  const whole = canonicalJson({ seq, at: at.getTime(), action, actor_kind, actor, session, address, request, target, outcome, detail });
  return createHash('sha256').update(previous).update(whole).digest('hex');
}

/** The link that follows `last`. */
export function nextRow(entry: AuditEntry, atMs: number, last: Pick<TrailRow, 'seq' | 'hash'> | undefined): NewTrailRow {
  const { actor, from } = entry;
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: new Date(atMs),
    action: entry.action,
    actor_kind: actor.kind,
    actor: actor.kind === 'person' || actor.kind === 'screen' ? plainText(actor.id, FIELD_LENGTH) : null,
    session: actor.kind === 'person' ? plainText(actor.session, FIELD_LENGTH) : null,
    address: from ? plainText(from.address, FIELD_LENGTH) : null,
    request: from ? plainText(from.request, FIELD_LENGTH) : null,
    target: plainText(entry.target, TARGET_LENGTH),
    outcome: entry.outcome,
    detail: boundedDetail(entry.detail ?? {}),
    previous: last?.hash ?? GENESIS,
  };
  return { ...row, hash: hashOf(row) };
}

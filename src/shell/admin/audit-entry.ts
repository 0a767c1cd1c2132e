import * as z from 'zod/mini';
import { addDays, parseLocalDate } from '@/domain/civil';
import { readList } from '../read-list';

const entry = z.object({
  seq: z.number(), at: z.string(), action: z.string(), actorKind: z.string(), actor: z.nullable(z.string()), session: z.nullable(z.string()),
  address: z.nullable(z.string()), request: z.nullable(z.string()), target: z.string(), outcome: z.string(), detail: z.string(), hash: z.string(),
});
export type AuditEntry = z.infer<typeof entry>;

export interface AuditPageAnswer {
  readonly entries: readonly AuditEntry[];
  /** Of people and screens, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** What to ask older entries with; null at the beginning of the trail. */
  readonly before: number | null;
}
const older = z.object({ before: z.nullable(z.number()) });
const named = z.object({ names: z.record(z.string(), z.string()) });
export function readAudit(body: unknown): AuditPageAnswer {
  const read = older.safeParse(body);
  const names = named.safeParse(body);
  return { entries: readList(body, 'entries', entry), names: names.success ? names.data.names : {}, before: read.success ? read.data.before : null };
}

/** What a deed was done to, with the name where it has one: `person:p1` → `Nguyễn Văn An`. */
export function targetName({ target }: AuditEntry, names: AuditPageAnswer['names']): string {
  const [, kind, id = ''] = /^(person|screen):(.+)$/.exec(target) ?? [];
  return kind !== undefined && Object.hasOwn(names, id) ? (names[id] ?? target) : target;
}

/** The detail of an entry, a JSON object, as `name: value` pairs; empty values are left out, anything else stands as it is. */
export function detailText({ detail }: AuditEntry): string {
  let read: unknown;
  try {
    read = JSON.parse(detail);
  } catch {
    return detail;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return detail;
  return Object.entries(read).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.map(String).join(', ') : typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
    return text === '' ? [] : [`${name}: ${text}`];
  }).join(' · ');
}

const report = z.object({
  ok: z.boolean(), entries: z.number(), anchors: z.number(), faults: z.array(z.object({ kind: z.string(), seq: z.number() })), faultCount: z.number(),
});
export type TrailReport = z.infer<typeof report>;
export function readReport(body: unknown): TrailReport | null {
  const read = report.safeParse(body);
  return read.success ? read.data : null;
}

/** What an administrator looks for. Days are civil days of Vietnam, the last one included; empty is any. */
export interface AuditFilter {
  readonly from: string;
  readonly to: string;
  readonly action: string;
  readonly actor: string;
}

/** The filter as the gateway takes it: moments with their offset, half-open. A day that cannot be read is left out. */
export function auditQuery(filter: AuditFilter, more: Readonly<Record<string, string>> = {}): string {
  const midnight = (day: string): string => `${day}T00:00:00+07:00`;
  const from = parseLocalDate(filter.from);
  const to = parseLocalDate(filter.to);
  const query = new URLSearchParams({
    ...(from.ok ? { from: midnight(from.value) } : {}),
    ...(to.ok ? { to: midnight(addDays(to.value, 1)) } : {}),
    ...(filter.action === '' ? {} : { action: filter.action }),
    ...(filter.actor.trim() === '' ? {} : { actor: filter.actor.trim() }),
    ...more,
  });
  return query.size > 0 ? `?${query.toString()}` : '';
}

/** Deeds that are written down, in the order of the list; the gateway's own list is the one that counts. */
export const AUDIT_ACTIONS = [
  'sign-in', 'sign-in-failed', 'sign-out', 'session-revoked', 'denied', 'unmask', 'export', 'people', 'configuration', 'state', 'screen', 'upload', 'inbox',
  'quarantine', 'audit-read', 'backup', 'restore', 'start', 'stop', 'outbound-refused',
] as const;

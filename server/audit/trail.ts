import type { Db } from '../store/store';
import type { Actor } from '@/domain/access';
import type { Json } from '@/domain/dataset';

/** Closed list of what is written down. */
export const AUDIT_ACTIONS = [
  'sign-in', 'sign-in-failed', 'sign-out', 'session-revoked',
  'denied', 'unmask', 'export',
  'people', 'configuration', 'state', 'screen', 'upload', 'inbox',
  'quarantine', 'audit-read', 'backup', 'restore', 'start', 'stop', 'outbound-refused',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One entry before it is chained. Never holds personal field values, secrets or bodies. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly actor: Actor | { readonly kind: 'system' };
  /** What it was done to: `dataset:procedure-overdue-dossiers`, `document:dashboard/leaders`, `screen:…`. At most 200 characters. */
  readonly target: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  /** Address of the reader as the trusted front says it, and the request's id. */
  readonly from?: { readonly address: string; readonly request: string };
  readonly detail?: { readonly [key: string]: Json };
}

/**
 * The hash-chained trail. `append` inside the transaction of the deed: both stand or neither does. Fails closed: where it throws,
 * the deed must not happen.
 */
export interface AuditTrail {
  readonly append: (db: Db, entry: AuditEntry) => Promise<void>;
  /** For what has no transaction of its own (a refusal, a log-in that failed). */
  readonly write: (entry: AuditEntry) => Promise<void>;
}

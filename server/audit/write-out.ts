import type { TrailRow } from './trail-row';

export const FORMATS = ['jsonl', 'syslog'] as const;
export type TrailFormat = (typeof FORMATS)[number];

/** RFC 5424: facility "log audit", and how grave each outcome is. */
const FACILITY = 13;
const SEVERITY: Readonly<Record<string, number>> = { done: 6, refused: 4, failed: 3 };
/** Structured data of our own needs an enterprise number; this one is set aside for those that have none (RFC 5612). */
const ENTERPRISE = 32473;

/** One entry as a line of JSON: every column, the moment as ISO 8601 in UTC, the detail as kept. */
export function jsonLine(row: TrailRow): string {
  return `${JSON.stringify({ ...row, at: row.at.toISOString() })}\n`;
}

/**
 * One entry as a syslog line (RFC 5424, UTF-8). The kept text holds no control characters: they were written as `\uXXXX` before they
 * were hashed. The hash is with it, so that the collector's copy anchors the chain.
 */
export function syslogLine(row: TrailRow): string {
  const priority = FACILITY * 8 + (SEVERITY[row.outcome] ?? 5);
  const named = { seq: row.seq, actorKind: row.actor_kind, actor: row.actor, session: row.session, address: row.address, request: row.request, target: row.target, outcome: row.outcome, hash: row.hash };
  const fields = Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [`${name}="${String(value).replace(/["\\\]]/g, '\\$&')}"`]));
  return `<${priority}>1 ${row.at.toISOString()} - toan-canh - ${row.action} [audit@${ENTERPRISE} ${fields.join(' ')}] \ufeff${row.detail}\n`;
}

/** The trail as text in pieces of about 64 KiB, never whole in memory. */
export async function* writeOut(rows: AsyncIterable<TrailRow>, format: TrailFormat): AsyncGenerator<string> {
  const line = format === 'jsonl' ? jsonLine : syslogLine;
  let piece = '';
  for await (const row of rows) {
    piece += line(row);
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

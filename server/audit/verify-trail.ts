import { setImmediate } from 'node:timers/promises';
import { GENESIS, hashOf, type TrailRow } from './trail-row';

/** Where the chain stood at a moment, kept outside the database. */
export interface Anchor {
  readonly seq: number;
  readonly hash: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * - `changed`: what the entry says is not what was hashed.
 * - `unlinked`: the entry does not continue the one before it.
 * - `missing`: numbers are left out before this entry.
 * - `out-of-order`: a number that does not rise.
 * - `uncounted`: the table holds more or fewer entries than the chain has.
 * - `truncated`: an anchor names an entry that is no longer there.
 * - `rewritten`: the entry an anchor names has another hash now.
 * - `anchors-damaged`: the anchors themselves cannot be read; nothing was compared with them.
 */
export const TRAIL_FAULTS = ['changed', 'unlinked', 'missing', 'out-of-order', 'uncounted', 'truncated', 'rewritten', 'anchors-damaged'] as const;
export type TrailFaultKind = (typeof TRAIL_FAULTS)[number];
export interface TrailFault {
  readonly kind: TrailFaultKind;
  /** Number of the entry where it shows. */
  readonly seq: number;
}

export interface TrailReport {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: Pick<Anchor, 'seq' | 'hash'> | null;
  /** Anchors compared. */
  readonly anchors: number;
  /** The first hundred; `faultCount` has them all. */
  readonly faults: readonly TrailFault[];
  readonly faultCount: number;
}

const FAULTS_TOLD = 100;
/** Entries hashed before other work has its turn. */
const TURN = 500;

/**
 * Follows the chain from its first entry. Together with an anchor of its head it finds every edit, deletion, insertion, reordering and
 * truncation up to that anchor; entries after the last anchor could have been cut off or made anew by whoever owns the database.
 * `rows` in the order they are kept; read once, never held.
 */
export async function verifyTrail(rows: AsyncIterable<TrailRow> | Iterable<TrailRow>, anchors: readonly Anchor[]): Promise<TrailReport> {
  const faults: TrailFault[] = [];
  let faultCount = 0;
  const found = (kind: TrailFaultKind, seq: number): void => {
    faultCount += 1;
    if (faults.length < FAULTS_TOLD) faults.push({ kind, seq });
  };
  const anchored = byNumber(anchors);
  let [entries, seq, hash] = [0, 0, GENESIS];
  for await (const row of rows) {
    if (row.seq <= seq) found('out-of-order', row.seq);
    else if (row.seq > seq + 1) found('missing', row.seq);
    if (row.previous !== hash) found('unlinked', row.seq);
    if (hashOf(row) !== row.hash) found('changed', row.seq);
    const wanted = anchored.get(row.seq);
    if (wanted?.some((other) => other !== row.hash)) found('rewritten', row.seq);
    anchored.delete(row.seq);
    [entries, seq, hash] = [entries + 1, row.seq, row.hash];
    if (entries % TURN === 0) await setImmediate();
  }
  for (const gone of anchored.keys()) found('truncated', gone);
  return { ok: faultCount === 0, entries, head: entries === 0 ? null : { seq, hash }, anchors: anchors.length, faults, faultCount };
}

function byNumber(anchors: readonly Anchor[]): Map<number, string[]> {
  const held = new Map<number, string[]>();
  for (const { seq, hash } of anchors) held.set(seq, [...(held.get(seq) ?? []), hash]);
  return held;
}

/** The report with one fault more, found beside the chain. */
export function withFault(report: TrailReport, kind: TrailFaultKind): TrailReport {
  const fault: TrailFault = { kind, seq: report.head?.seq ?? 0 };
  return { ...report, ok: false, faults: [...report.faults, fault].slice(-FAULTS_TOLD), faultCount: report.faultCount + 1 };
}

import type { Province } from '@/config/province';
import { CELL_STATUS } from '@/domain/cube/types';
import type { Dataset } from '@/domain/dataset';
import { freshnessOf } from '@/domain/freshness';
import type { FreshnessState } from '@/domain/freshness';
import { periodEnd } from '@/domain/period/period';
import type { Scope } from '@/domain/scope';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import type { Snapshot } from '@/query/snapshot';
import type { SourceReach, TileState } from '../context';
import type { Slots, ViewModelBase } from '../widget';

/** Everything the foot of a tile says, drawn from its slots. */
export interface Standing {
  readonly state: TileState;
  readonly source: string;
  readonly asOf: Instant | null;
  readonly ageMs: number | null;
  /** ms until the label changes by itself; null when it never does. */
  readonly nextChangeMs: number | null;
  readonly snapshot: Snapshot | null;
}

/** Worse states first: a tile is as true as its worst source. */
const WORST: readonly FreshnessState[] = [
  'ERROR', 'EXPIRED', 'STALE', 'OFFLINE', 'PARTIAL', 'DELAYED', 'NO-DATA', 'PROVISIONAL', 'LIVE',
];

export interface StandingInput {
  readonly slots: Slots;
  readonly snapshots: { readonly [slot: string]: Snapshot };
  readonly province: Province;
  readonly vm: ViewModelBase | null;
  readonly scope: Scope;
  readonly now: Instant;
  readonly online: boolean;
  /** The tile asks no more often, seconds: what it shows grows old by that measure. */
  readonly everySeconds?: number;
}

/**
 * The standing of a tile: the worst freshness among its slots, or why there is none. The first slot names the source
 * where all are equal. Expired in some slots only is `PARTIAL`: those slots are kept from the model, the rest is shown.
 */
export function tileStanding(input: StandingInput): Standing {
  const names = Object.keys(input.slots);
  const each = names.flatMap((name) => {
    const standing = slotStanding(name, input);
    return standing ? [standing] : [];
  });
  const first = each[0];
  if (!first) return { state: 'LOADING', source: '', asOf: null, ageMs: null, nextChangeMs: null, snapshot: null };
  if (first.state === 'DENIED') return first;
  const settled = each.filter((standing) => standing.state !== 'LOADING' && standing.state !== 'DENIED');
  const worst = WORST.map((state) => settled.find((standing) => standing.state === state)).find((standing) => standing !== undefined);
  if (!worst || (first.state === 'LOADING' && !settled.some((standing) => standing.snapshot?.data))) return first;
  const changes = settled.flatMap((standing) => (standing.nextChangeMs === null ? [] : [standing.nextChangeMs]));
  const someStand = settled.some((standing) => standing.snapshot?.data && standing.state !== 'EXPIRED');
  return { ...worst, state: worst.state === 'EXPIRED' && someStand ? 'PARTIAL' : worst.state, nextChangeMs: changes.length > 0 ? Math.min(...changes) : null };
}

/** The snapshots a model may draw from: what has expired keeps its place and cause, and loses its data. */
export function unexpired(input: StandingInput): StandingInput['snapshots'] {
  return Object.fromEntries(Object.entries(input.snapshots).map(([slot, snapshot]) => {
    if (!snapshot.data || slotStanding(slot, input)?.state !== 'EXPIRED') return [slot, snapshot];
    const { data: _expired, ...rest } = snapshot;
    return [slot, rest];
  }));
}

const DENIED = CELL_STATUS.indexOf('denied');
/** An answer of which the reader may see not one cell says no more than a refusal. */
const isKeptBack = ({ data }: Snapshot): boolean => data?.kind === 'cube' && data.status.length > 0 && data.status.every((status) => status === DENIED);

function slotStanding(name: string, input: StandingInput): Standing | null {
  const snapshot = input.snapshots[name];
  const dataset = snapshot && input.province.datasets.get(snapshot.query.dataset);
  if (!snapshot || !dataset) return null;
  const base = { source: dataset.source, asOf: snapshot.asOf ?? null, snapshot };
  if (snapshot.state === 'loading') return { ...base, state: 'LOADING', ageMs: null, nextChangeMs: null };
  if (snapshot.state === 'denied' || isKeptBack(snapshot)) return { ...base, state: 'DENIED', ageMs: null, nextChangeMs: null };
  const isFirst = Object.keys(input.slots)[0] === name;
  const latest = isFirst ? input.vm?.latestPeriod : undefined;
  // Looking back, a figure by period is judged by what could be out when the period asked for ended, not by today.
  const lookingBack = latest && dataset.cadence.kind === 'periodic';
  const now = lookingBack ? toInstant(Math.min(input.now, periodEnd(input.scope.period))) : input.now;
  // A list that came back without a row may be the answer itself ("nothing is open"): only the widget can tell.
  const meant = snapshot.state === 'empty' && snapshot.data?.kind === 'events' && input.vm?.empty === false;
  const freshness = freshnessOf({
    state: meant ? 'ready' : snapshot.state,
    asOf: snapshot.asOf ?? null,
    receivedAt: snapshot.receivedAt ?? null,
    cadence: slowed(dataset.cadence, input.everySeconds),
    now,
    online: input.online,
    hasCause: snapshot.cause !== undefined,
    partial: snapshot.partial !== undefined,
    provisional: isFirst && input.vm?.standing !== undefined && input.vm.standing !== 'official',
    latestPeriodEnd: latest ? latest.end : null,
  });
  return { ...base, ...freshness, ageMs: freshness.ageMs === null ? null : freshness.ageMs + (input.now - now) };
}

const slowed = (cadence: Dataset['cadence'], everySeconds = 0): Dataset['cadence'] =>
  cadence.kind === 'interval' && everySeconds > cadence.seconds ? { ...cadence, seconds: everySeconds } : cadence;

/**
 * Whether the latest ask reached anybody: false only where not even an HTTP answer came, for that is the network's doing
 * and not the source's; null while the device's copy has not been put to the source.
 */
export function reachedOf({ cause, fromCache, state }: Snapshot): boolean | null {
  if (cause) return cause.httpStatus !== undefined || !NETWORK_FAULTS.has(cause.kind);
  return fromCache || state === 'loading' ? null : true;
}
/**
 * The sources a tile asks and whether they are within reach: false where one of a source's questions was not. Follows from the answers
 * alone: it decides whether the page is cut off, so it must not depend on that.
 */
export function reachOf({ slots, snapshots, province }: Pick<StandingInput, 'slots' | 'snapshots' | 'province'>): SourceReach {
  const reach: { [source: string]: boolean | null } = {};
  for (const name of Object.keys(slots)) {
    const snapshot = snapshots[name];
    const source = snapshot && province.datasets.get(snapshot.query.dataset)?.source;
    if (!source) continue;
    const reached = reachedOf(snapshot);
    const before = reach[source];
    reach[source] = before === false || reached === false ? false : (reached ?? before ?? null);
  }
  return reach;
}

const NETWORK_FAULTS: ReadonlySet<string> = new Set(['unreachable', 'timed-out', 'circuit-open']);

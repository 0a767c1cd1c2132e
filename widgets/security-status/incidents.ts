import type { EventRow } from '@/domain/dataset';
import { missing } from '@/domain/measure';
import { toInstant, type Instant } from '@/domain/time';
import { durationOf, figureOf, HOUR_MS, instantOf, rowsIn, severityOf, textOf, unitOf, type Input } from './reading';
import type { Clock, IncidentRow } from './view-model';

const SLOT = 'incidents';

/** Terms of Nghị định 331/2026/NĐ-CP Điều 31: notify within 24 hours, report within 72; used where the source gives no due time. */
const TERMS = { notify: 24 * HOUR_MS, report: 72 * HOUR_MS } as const;
/** The last quarter of a term asks for a look. */
const SOON = 0.75;

const FIELDS = { notify: ['notifyDueAt', 'notifiedAt'], report: ['reportDueAt', 'reportedAt'] } as const;

function clockOf(input: Input, row: EventRow, kind: Clock['kind']): Clock {
  const [dueField, doneField] = FIELDS[kind];
  const opened = instantOf(row, 'openedAt');
  const done = instantOf(row, doneField);
  const due: Instant | null = instantOf(row, dueField) ?? (opened === null ? null : toInstant(opened + TERMS[kind]));
  const none = figureOf(input, SLOT, missing('not-applicable'), 'hour');
  if (done !== null) {
    const late = due !== null && done > due;
    return { kind, state: late ? 'done-late' : 'done', dueAt: due, time: none, passed: null, attention: late ? 'watch' : 'good' };
  }
  if (due === null) return { kind, state: 'unknown', dueAt: null, time: { ...none, measure: missing('not-available') }, passed: null, attention: 'unknown' };
  const left = due - input.now;
  const term = opened === null ? TERMS[kind] : Math.max(1, due - opened);
  const passed = Math.min(1, Math.max(0, 1 - left / term));
  const attention = left <= 0 ? 'act' : passed >= SOON ? 'watch' : 'good';
  return { kind, state: left <= 0 ? 'overdue' : 'running', dueAt: due, passed, attention, time: durationOf(input, SLOT, Math.abs(left), attention === 'good' ? 'unknown' : attention) };
}

const STATES: readonly string[] = ['open', 'contained', 'closed'];
const isState = (text: string | null): text is IncidentRow['state'] => text !== null && STATES.includes(text);

const isWaiting = (clock: Clock): boolean => clock.state === 'running' || clock.state === 'overdue';
/** When the first clock still running is due; those that owe nothing come last. */
const firstDue = (row: IncidentRow): number => Math.min(Infinity, ...row.clocks.filter(isWaiting).map((clock) => clock.dueAt ?? Infinity));

/**
 * Incidents that still need somebody: not closed, or closed while a notice or report is owed. The first term to run out is first.
 * Null where there is no list.
 */
export function incidents(input: Input): readonly IncidentRow[] | null {
  const rows = rowsIn(input, SLOT)?.map((row): IncidentRow => {
    const state = textOf(row, 'state');
    const opened = instantOf(row, 'openedAt');
    return {
      id: row.id, severity: severityOf(row), title: textOf(row, 'title'), system: textOf(row, 'system'), unit: unitOf(input, row), team: textOf(row, 'team'),
      state: isState(state) ? state : 'other',
      age: durationOf(input, SLOT, opened === null ? null : input.now - opened),
      clocks: [clockOf(input, row, 'notify'), clockOf(input, row, 'report')],
    };
  });
  return rows?.filter((row) => row.state !== 'closed' || row.clocks.some(isWaiting)).sort((a, b) => firstDue(a) - firstDue(b)) ?? null;
}

/** The clock that has run out longest, or runs out first. */
export function urgentClock(rows: readonly IncidentRow[] | null): { readonly clock: Clock; readonly incident: string | null } | null {
  const waiting = (rows ?? []).flatMap((row) => row.clocks.filter(isWaiting).map((clock) => ({ clock, incident: row.title })));
  return waiting.sort((a, b) => (a.clock.dueAt ?? Infinity) - (b.clock.dueAt ?? Infinity))[0] ?? null;
}

export const overdueClocks = (rows: readonly IncidentRow[] | null): readonly Clock[] | null =>
  rows && rows.flatMap((row) => row.clocks.filter((clock) => clock.state === 'overdue'));

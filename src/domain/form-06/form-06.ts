import { ratioOf } from '../cube/aggregate';
import { lastDay } from '../period/period';
import { measured, type Measure, type ObservationStatus } from '../measure';
import type { Period } from '../period/types';
import type { LocalDate } from '../time';
import type { DossierStateMapping, Form06Counts } from './types';

/** What the form reads of one dossier. */
export interface Dossier {
  readonly receivedOn: LocalDate;
  /** Settled, returned, stopped or withdrawn on; null while open. */
  readonly endedOn: LocalDate | null;
  readonly dueOn: LocalDate;
  readonly channel: 'counter' | 'online' | 'postal';
  /** TrangThaiHoSo, as the mapping knows it. */
  readonly state: number;
}

type Fold = DossierStateMapping['states'][number]['fold'];
type Counts = { -readonly [column in keyof Form06Counts]: number };

export const EMPTY_FORM_06: Form06Counts = {
  received: 0, receivedOnline: 0, receivedDirect: 0, carriedOver: 0,
  settled: 0, settledEarly: 0, settledOnTime: 0, settledLate: 0,
  pending: 0, pendingInTerm: 0, pendingOverdue: 0,
};

/** The day a dossier ended, never before it came; null while open. A state that folds as pending has not ended, whatever date it carries. */
function endOf(dossier: Dossier, fold: Fold | undefined): LocalDate | null {
  if (dossier.endedOn === null || fold === 'pending' || fold === 'pending-in-term') return null;
  return dossier.endedOn < dossier.receivedOn ? dossier.receivedOn : dossier.endedOn;
}

function countSettled(counts: Counts, ended: LocalDate, dueOn: LocalDate, fold: Fold | undefined): void {
  counts.settled++;
  if (fold === 'settled-on-time' || ended === dueOn) counts.settledOnTime++;
  else if (ended < dueOn) counts.settledEarly++;
  else counts.settledLate++;
}

/**
 * One row of Form 06 from dossiers: who came in a period, from where, and how it stood at its end. Settled before the due day is early,
 * on it on time, after it late; open dossiers are overdue when the day of reckoning lies after the due day.
 * The columns balance by construction: (1)=(2)+(3)+(4)=(5)+(9), and (9) is (4) of the period that follows.
 *
 * @param today for a period still running: open dossiers are reckoned on this day and not on the period's last
 */
export function form06Of(dossiers: Iterable<Dossier>, period: Period, mapping: DossierStateMapping, today?: LocalDate): Form06Counts {
  const folds = new Map(mapping.states.map((state) => [state.code, state.fold]));
  const last = lastDay(period);
  const reckoned = today !== undefined && today < last ? today : last;
  const counts: Counts = { ...EMPTY_FORM_06 };
  for (const dossier of dossiers) {
    const fold = folds.get(dossier.state);
    const ended = endOf(dossier, fold);
    if (fold === 'not-counted' || dossier.receivedOn >= period.end || (ended !== null && ended < period.start)) continue;
    counts.received++;
    if (dossier.receivedOn < period.start) counts.carriedOver++;
    else if (dossier.channel === 'online') counts.receivedOnline++;
    else counts.receivedDirect++;
    if (ended !== null && ended < period.end) {
      countSettled(counts, ended, dossier.dueOn, fold);
      continue;
    }
    counts.pending++;
    if (fold !== 'pending-in-term' && reckoned > dossier.dueOn) counts.pendingOverdue++;
    else counts.pendingInTerm++;
  }
  return counts;
}

const COLUMNS = Object.keys(EMPTY_FORM_06) as (keyof Form06Counts)[];

/** Column by column. */
export function sumForm06(rows: Iterable<Form06Counts>): Form06Counts {
  const total: Counts = { ...EMPTY_FORM_06 };
  for (const row of rows) for (const column of COLUMNS) total[column] += row[column];
  return total;
}

/** A rule of the form that a row breaks, by column numbers; `counted` stands for columns that are no whole number from 0 up. */
export interface Form06Fault {
  readonly rule: '1=2+3+4' | '5=6+7+8' | '9=10+11' | '1=5+9' | '4=previous 9' | 'counted';
  readonly left: number;
  readonly right: number;
}

const unless = (holds: boolean, rule: Form06Fault['rule'], left: number, right: number): Form06Fault[] => (holds ? [] : [{ rule, left, right }]);
const equal = (rule: Form06Fault['rule'], left: number, right: number): Form06Fault[] => unless(left === right, rule, left, right);

/** The balances of one row; empty where all hold. */
export function checkForm06(counts: Form06Counts): Form06Fault[] {
  const { received, carriedOver, settled, pending } = counts;
  return [
    ...COLUMNS.flatMap((column) => unless(Number.isSafeInteger(counts[column]) && counts[column] >= 0, 'counted', counts[column], 0)),
    ...equal('1=2+3+4', received, counts.receivedOnline + counts.receivedDirect + carriedOver),
    ...equal('5=6+7+8', settled, counts.settledEarly + counts.settledOnTime + counts.settledLate),
    ...equal('9=10+11', pending, counts.pendingInTerm + counts.pendingOverdue),
    ...equal('1=5+9', received, settled + pending),
  ];
}

/** What was pending at the end of a period is what the next carries over. */
export const checkCarryOver = (previous: Form06Counts, next: Form06Counts): Form06Fault[] =>
  equal('4=previous 9', next.carriedOver, previous.pending);

/** Share settled early or on time, percent of all settled: ((6)+(7)) ÷ (5). Nothing settled: `not-applicable`. */
export const onTimeRate = (counts: Form06Counts, status: ObservationStatus = 'official'): Measure =>
  ratioOf(measured(counts.settledEarly + counts.settledOnTime, status), measured(counts.settled, status), 100);

import type { EventRow } from '@/domain/dataset';
import type { Attention } from '@/domain/indicator';
import type { Instant } from '@/domain/time';
import type { Label } from '@/widget-kit/blocks';
import { instantOf, rowsInView, spanFigure, textOf, unitLabelOf, wordOf } from '@/widget-kit/snapshot-reading';
import type { Input } from './parts';
import { SEVERITIES, type Severity, type TroubleRow } from './view-model';

const weight = (severity: Severity): number => (severity === 'other' ? SEVERITIES.length : SEVERITIES.indexOf(severity));
const attentionOf = (severity: Severity, silent: boolean): Attention => (silent ? 'unknown' : severity === 'critical' ? 'act' : severity === 'high' ? 'watch' : 'unknown');

type Silences = ReadonlyMap<string, EventRow>;

function silenceOf(row: EventRow, silences: Silences): TroubleRow['silence'] {
  if (textOf(row, 'state') !== 'suppressed') return null;
  const ids = (textOf(row, 'silencedBy') ?? '').split(/[\s,;]+/).filter(Boolean);
  const known = ids.flatMap((id) => silences.get(id) ?? []);
  const ends = known.map((silence) => instantOf(silence, 'to')).filter((end): end is Instant => end !== null);
  return { until: ends.length > 0 ? ends.reduce((last, end) => (end > last ? end : last)) : null, why: known.map((silence) => textOf(silence, 'comment')).find((why) => why !== null) ?? null };
}

interface Parts {
  readonly id: string;
  readonly slot: string;
  readonly title: string | null;
  readonly since: Instant | null;
  readonly silence: TroubleRow['silence'];
  readonly holder: Label;
  readonly lonely: boolean;
}

function troubleRow(input: Input, row: EventRow, { id, slot, title, since, silence, holder, lonely }: Parts): TroubleRow {
  const severity = wordOf(row, 'severity', SEVERITIES);
  const attention = attentionOf(severity, silence !== null);
  const unit = textOf(row, 'unit');
  return {
    id, severity, title, silence, holder, lonely, attention, unit: unit === null || unit === input.province.unit ? null : unitLabelOf(input, unit),
    age: spanFigure(input, slot, since === null ? null : input.now - since, attention === 'act' ? 'act' : 'unknown'),
  };
}

function alertRow(input: Input, row: EventRow, silences: Silences): TroubleRow {
  const receivers = textOf(row, 'receivers');
  const silence = silenceOf(row, silences);
  return troubleRow(input, row, {
    id: `alert/${row.id}`, slot: 'alerts', title: textOf(row, 'summary') ?? textOf(row, 'name'), since: instantOf(row, 'since'), silence,
    holder: receivers === null ? { key: 'holder.none' } : { key: 'holder.told', params: { who: receivers } }, lonely: receivers === null && silence === null,
  });
}

function problemRow(input: Input, row: EventRow): TroubleRow {
  const taken = row.values['acknowledged'];
  const silence = row.values['suppressed'] === true ? { until: null, why: null } : null;
  return troubleRow(input, row, {
    id: `problem/${row.id}`, slot: 'problems', title: textOf(row, 'name'), since: instantOf(row, 'since'), silence,
    holder: { key: taken === true ? 'holder.taken' : taken === false ? 'holder.notTaken' : 'holder.unclear' }, lonely: taken === false && silence === null,
  });
}

export interface Troubles {
  readonly alerts: readonly TroubleRow[] | null;
  readonly problems: readonly TroubleRow[] | null;
  /** Whether of every alert it is said if it is silenced, and of every problem if it is taken. */
  readonly known: { readonly alerts: boolean; readonly problems: boolean };
  /** Both lists, silenced ones last, the worst and the longest standing first; null where neither came. */
  readonly all: readonly TroubleRow[] | null;
}

/** Alerts and problems that stand, of the unit in view. */
export function troubles(input: Input): Troubles {
  const silences: Silences = new Map((rowsInView({ ...input, scope: { ...input.scope, unit: input.province.unit } }, 'silences') ?? []).map((row) => [row.id, row]));
  const raw = { alerts: rowsInView(input, 'alerts'), problems: rowsInView(input, 'problems') };
  const since = new Map<string, EventRow>([...(raw.alerts ?? []).map((row) => [`alert/${row.id}`, row] as const), ...(raw.problems ?? []).map((row) => [`problem/${row.id}`, row] as const)]);
  const at = (row: TroubleRow): number => {
    const found = since.get(row.id);
    return (found && instantOf(found, 'since')) ?? Infinity;
  };
  const alerts = raw.alerts && raw.alerts.map((row) => alertRow(input, row, silences));
  const problems = raw.problems && raw.problems.map((row) => problemRow(input, row));
  const all = alerts || problems ? [...(alerts ?? []), ...(problems ?? [])]
    .sort((a, b) => Number(a.silence !== null) - Number(b.silence !== null) || weight(a.severity) - weight(b.severity) || Number(b.lonely) - Number(a.lonely) || at(a) - at(b)) : null;
  const known = {
    alerts: raw.alerts?.every((row) => textOf(row, 'state') !== null) ?? true,
    problems: raw.problems?.every((row) => typeof row.values['acknowledged'] === 'boolean') ?? true,
  };
  return { alerts, problems, all, known };
}

import type { EventRow } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import { countOf, durationOf, instantOf, rowsIn, severityOf, textOf, unitOf, weightOf, type Input } from './reading';
import { SEVERITIES, type AlertRow, type AlertSeverity, type SeverityCount } from './view-model';

const SLOT = 'alerts';

/** Alerts nobody has closed, worst first, then those nobody has taken, then the longest waiting. */
export interface OpenAlerts {
  readonly rows: readonly AlertRow[] | null;
  /** False where a row came without any severity: then no severity can be counted. */
  readonly classed: boolean;
  /** A critical alert that nobody has taken. */
  readonly abandoned: boolean;
}

function alertRow(input: Input, row: EventRow): AlertRow {
  const severity = severityOf(row);
  const occurred = instantOf(row, 'occurredAt');
  const state = textOf(row, 'state');
  const assigned = state === 'assigned' ? true : state === 'new' ? false : null;
  return {
    id: row.id, severity, assigned,
    attention: severity === 'critical' ? 'act' : severity === 'high' ? 'watch' : 'unknown',
    title: textOf(row, 'title'), system: textOf(row, 'system'), unit: unitOf(input, row),
    team: assigned ? textOf(row, 'team') : null,
    assignedAt: assigned ? instantOf(row, 'assignedAt') : null,
    waiting: durationOf(input, SLOT, occurred === null ? null : input.now - occurred, assigned === false && severity === 'critical' ? 'act' : 'unknown'),
  };
}

export function openAlerts(input: Input): OpenAlerts {
  const open = rowsIn(input, SLOT)?.filter((row) => textOf(row, 'state') !== 'resolved') ?? null;
  const since = (row: EventRow): number => instantOf(row, 'occurredAt') ?? Infinity;
  const taken = (row: EventRow): number => (textOf(row, 'state') === 'assigned' ? 1 : 0);
  const rows = open && [...open]
    .sort((a, b) => weightOf(severityOf(a)) - weightOf(severityOf(b)) || taken(a) - taken(b) || since(a) - since(b))
    .map((row) => alertRow(input, row));
  return {
    rows,
    classed: open?.every((row) => textOf(row, 'severity') !== null) ?? true,
    abandoned: rows?.some((row) => row.severity === 'critical' && row.assigned === false) ?? false,
  };
}

/** Open alerts by severity; a severity we do not know is shown only where there is one. */
export function bySeverity(input: Input, { rows, classed }: OpenAlerts): readonly SeverityCount[] {
  const of = (severity: AlertSeverity): SeverityCount => {
    const found = rows && rows.filter((row) => row.severity === severity);
    const worrying = found !== null && found.length > 0;
    return { severity, open: countOf(input, SLOT, found, 'alert', worrying && severity === 'critical' ? 'act' : 'unknown', classed) };
  };
  return [...SEVERITIES.map(of), ...(rows?.some((row) => row.severity === 'other') ? [of('other')] : [])];
}

/** Alerts nobody has taken. */
export function unassigned(input: Input, { rows, abandoned }: OpenAlerts): Figure {
  const waiting = rows && rows.filter((row) => row.assigned === false);
  return countOf(input, SLOT, waiting, 'alert', abandoned ? 'act' : 'unknown', rows?.every((row) => row.assigned !== null) ?? true);
}

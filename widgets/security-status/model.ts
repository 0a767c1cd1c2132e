import type { Attention } from '@/domain/indicator';
import { bySeverity, openAlerts, unassigned } from './alerts';
import { incidents, overdueClocks, urgentClock } from './incidents';
import { coverage, days, systems } from './posture';
import { countOf, type Input } from './reading';
import type { IncidentRow, SecurityContent, SecurityVm } from './view-model';

interface Told {
  readonly content: SecurityContent;
  readonly attention: Attention;
}

/** Alerts a summary names. */
const WORST = 4;

/** A person is needed at once when a critical alert has nobody, or a term has run out. */
const urgency = (abandoned: boolean, overdue: boolean, otherwise: boolean): Attention => (abandoned || overdue ? 'act' : otherwise ? 'watch' : 'good');

const soon = (rows: readonly IncidentRow[] | null): boolean => rows?.some((row) => row.clocks.some((clock) => clock.attention === 'watch' && clock.state === 'running')) ?? false;

function summary(input: Input): Told {
  const open = openAlerts(input);
  const { rows, abandoned } = open;
  const found = incidents(input);
  const critical = rows?.some((row) => row.severity === 'critical') ?? false;
  const nothing = rows === null && found === null;
  return {
    attention: nothing ? 'unknown' : urgency(abandoned, (overdueClocks(found)?.length ?? 0) > 0, critical || soon(found)),
    content: {
      kind: 'summary',
      severities: bySeverity(input, open),
      open: countOf(input, 'alerts', rows, 'alert'),
      unassigned: unassigned(input, open),
      urgent: urgentClock(found),
      incidentsOpen: countOf(input, 'incidents', found && found.filter((row) => row.state !== 'closed'), 'incident'),
      worst: (rows ?? []).slice(0, WORST),
      days: days(input),
    },
  };
}

function alerts(input: Input): Told {
  const open = openAlerts(input);
  const { rows, abandoned } = open;
  const critical = rows?.some((row) => row.severity === 'critical') ?? false;
  return {
    attention: rows === null ? 'unknown' : urgency(abandoned, false, critical),
    content: {
      kind: 'alerts', rows: rows ?? [], limit: input.options.limit,
      open: countOf(input, 'alerts', rows, 'alert'), unassigned: unassigned(input, open),
    },
  };
}

function incidentClocks(input: Input): Told {
  const rows = incidents(input);
  const overdue = overdueClocks(rows);
  const late = (overdue?.length ?? 0) > 0;
  return {
    attention: rows === null ? 'unknown' : urgency(false, late, soon(rows)),
    content: {
      kind: 'incidents', rows: rows ?? [], limit: input.options.limit,
      open: countOf(input, 'incidents', rows && rows.filter((row) => row.state !== 'closed'), 'incident'),
      overdue: countOf(input, 'incidents', overdue, 'count', late ? 'act' : 'unknown'),
    },
  };
}

function tell(input: Input): Told {
  switch (input.options.view) {
    case 'summary': return summary(input);
    case 'alerts': return alerts(input);
    case 'incidents': return incidentClocks(input);
    case 'systems': {
      const content = systems(input);
      return { content, attention: content.total.attention };
    }
    case 'coverage': {
      const content = coverage(input);
      const attentions = [...content.shares.map((one) => one.share.attention), ...content.counts.map((one) => one.count.attention)];
      // Weaknesses wait days, not minutes: the tile asks for a look, the number itself is red.
      return { content, attention: attentions.some((one) => one === 'watch' || one === 'act') ? 'watch' : 'unknown' };
    }
  }
}

/**
 * Security of the province's systems as it stands at `now`, in the view asked for. No open alert is a good answer and not an empty
 * one: the tile says zero. Pure; a list that did not arrive is missing, never zero.
 */
export function model(input: Input): SecurityVm {
  const { content, attention } = tell(input);
  const list = content.kind === 'summary' || content.kind === 'alerts' || content.kind === 'incidents';
  const answers = Object.values(input.snapshots);
  const nothing = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined);
  return {
    empty: nothing || (!list && content.kind === 'systems' && input.snapshots['systems']?.data !== undefined && content.rows.length === 0),
    attention, content,
  };
}

import { countFigure } from '@/widget-kit/snapshot-reading';
import { leaderRows, openTasks, urgency } from './deadlines';
import { documents } from './documents';
import { onTimeTarget, taskFigures, unitRows, type Input } from './tasks';
import type { DirectivesContent, DirectivesVm, TaskRow } from './view-model';

/** Tasks a summary names. */
const NEXT = 6;

function contentOf(input: Input): DirectivesContent {
  const { view, limit } = input.options;
  switch (view) {
    case 'summary': {
      const open = openTasks(input);
      const { soon, dated } = urgency(open);
      return {
        kind: 'summary', tasks: taskFigures(input, input.scope.unit), target: onTimeTarget(input),
        soon: countFigure(input, 'open', soon, 'task', (soon?.length ?? 0) > 0 ? 'watch' : 'unknown', dated),
        next: open && open.slice(0, NEXT),
      };
    }
    case 'units': return { kind: 'units', rows: unitRows(input), limit };
    case 'leaders': return { kind: 'leaders', rows: leaderRows(input, openTasks(input)), limit };
    case 'deadlines': return deadlines(input, openTasks(input));
    case 'documents': return documents(input);
  }
}

function deadlines(input: Input, rows: readonly TaskRow[] | null): DirectivesContent {
  const { overdue, soon, dated } = urgency(rows);
  return {
    kind: 'deadlines', rows: rows ?? [], limit: input.options.limit, open: countFigure(input, 'open', rows, 'task'),
    overdue: countFigure(input, 'open', overdue, 'task', (overdue?.length ?? 0) > 0 ? 'act' : 'unknown', dated),
    soon: countFigure(input, 'open', soon, 'task', 'unknown', dated),
  };
}

/** Late tasks ask for a look; a person is needed when the share on time has fallen below what the card allows. */
function attentionOf(content: DirectivesContent): DirectivesVm['attention'] {
  switch (content.kind) {
    case 'summary': {
      const { onTimeRate, overdue } = content.tasks;
      return onTimeRate.attention === 'act' || onTimeRate.attention === 'watch' ? onTimeRate.attention : overdue.attention === 'watch' ? 'watch' : onTimeRate.attention;
    }
    case 'units': return content.rows.some((row) => row.attention === 'act' || row.attention === 'watch') ? 'watch' : 'unknown';
    case 'leaders': return content.rows.some((row) => row.attention === 'watch') ? 'watch' : 'unknown';
    case 'deadlines': return content.overdue.attention === 'act' ? 'watch' : 'unknown';
    case 'documents': return content.signedShare.attention === 'act' ? 'watch' : content.signedShare.attention;
  }
}

/** Tasks and documents in the view asked for. Pure; a list that did not arrive is missing, never zero. No open task is a good answer. */
export function model(input: Input): DirectivesVm {
  const content = contentOf(input);
  const answers = Object.values(input.snapshots);
  const nothing = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined);
  const noUnits = content.kind === 'units' && content.rows.length === 0 && answers.some(({ data }) => data !== undefined);
  const rate = content.kind === 'summary' ? content.tasks.onTimeRate.measure : undefined;
  return {
    empty: nothing || noUnits, attention: attentionOf(content), content,
    ...(rate?.kind === 'value' ? { standing: rate.status } : {}),
  };
}

import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import type { Attention } from '@/domain/indicator';
import type { ModelInput } from '@/widget-kit';
import { dossiers } from './dossiers';
import { form06 } from './form';
import type { ProcedureOptions } from './options';
import { unitAt, unitLabel, worst } from './reading';
import { byField, byLevel, byUnit } from './rows';
import { channels, totals } from './totals';
import { trend } from './trend';
import type { ProcedureContent, ProcedureVm } from './view-model';

function contentOf(input: ModelInput<ProcedureOptions>): ProcedureContent {
  switch (input.options.view) {
    case 'by-unit': return byUnit(input);
    case 'form-06': return form06(input);
    case 'totals': return totals(input);
    case 'by-field': return byField(input);
    case 'by-level': return byLevel(input);
    case 'channels': return channels(input);
    case 'trend': return trend(input);
    case 'overdue-dossiers': return dossiers(input);
  }
}

/** The figure whose standing (provisional while the period runs) the foot of the tile tells. */
function primaryOf(content: ProcedureContent): Figure | undefined {
  switch (content.kind) {
    case 'rows': return content.total.received;
    case 'form-06': return content.total.cells[0];
    case 'totals': return content.figures[0]?.figure;
    case 'channels': return content.received;
    case 'trend': return content.received.at(-1);
    case 'dossiers': return content.total;
  }
}

function isEmpty(content: ProcedureContent): boolean {
  switch (content.kind) {
    case 'rows': return content.rows.length === 0;
    case 'form-06': return content.groups.length === 0;
    // No dossier overdue is what everybody hopes for, and an answer.
    case 'dossiers': return content.total.measure.kind === 'missing';
    default: return false;
  }
}

/**
 * The edge of a tile asks for a person when the unit in view itself is off its target, or a form does not balance;
 * rows say the rest.
 */
function attentionOf(content: ProcedureContent): Attention {
  switch (content.kind) {
    case 'rows': return content.total.attention;
    case 'form-06': return content.faults.length > 0 ? 'watch' : 'unknown';
    case 'totals': return worst(content.figures.map((big) => big.figure.attention));
    case 'channels': return worst(content.channels.map((channel) => channel.share.attention));
    case 'trend': return 'unknown';
    case 'dossiers': return (valueOf(content.total.measure) ?? 0) > 0 ? 'watch' : 'unknown';
  }
}

/** Results of administrative procedures for the scope, in the view asked for. Pure; missing stays missing. */
export function model(input: ModelInput<ProcedureOptions>): ProcedureVm {
  const content = contentOf(input);
  const answers = Object.values(input.snapshots);
  const answered = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' || snapshot.data !== undefined);
  const nothing = answers.every((snapshot) => snapshot.data === undefined);
  const primary = primaryOf(content)?.measure;
  return {
    empty: answered && (nothing || isEmpty(content)),
    attention: attentionOf(content),
    ...(primary?.kind === 'value' ? { standing: primary.status } : {}),
    latestPeriod: input.scope.period,
    unit: unitLabel(unitAt(input, input.scope.unit), input.scope.unit),
    period: input.scope.period,
    content,
  };
}

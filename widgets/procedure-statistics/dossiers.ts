import type { EventRow } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import { measured, missing, valueOf, type Measure } from '@/domain/measure';
import type { Label } from '@/widget-kit';
import { maskName, maskPhone } from './masking';
import { unitAt, unitLabel, type Input } from './reading';
import type { DossierRow, DossiersContent } from './view-model';

const SLOT = 'dossiers';
const CHANNELS: readonly string[] = ['counter', 'online', 'postal'];

const text = (value: EventRow['values'][string] | undefined): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

function dossier(input: Input, row: EventRow): DossierRow {
  const at = (field: string): string | null => text(row.values[field]);
  const days = row.values['daysLate'];
  const unit = at('unit');
  const applicant = at('applicant');
  const phone = at('phone');
  const channel = at('channel');
  return {
    id: row.id,
    code: at('code'), procedure: at('procedure'), dueOn: at('dueOn'),
    unit: unit === null ? null : unitLabel(unitAt(input, unit), unit),
    applicant: applicant === null ? null : maskName(applicant),
    phone: phone === null ? null : maskPhone(phone),
    channel: channel === null ? null : channelLabel(channel),
    late: figureOf(input, typeof days === 'number' ? measured(days) : missing('not-available'), 'day', unit ?? input.scope.unit),
  };
}

const channelLabel = (channel: string): Label => (CHANNELS.includes(channel) ? { key: `channel.${channel}` } : { literal: channel });

const figureOf = (input: Input, measure: Measure, unit: Figure['unit'], orgUnit: string): Figure => ({
  measure, unit, decimals: 0, period: input.scope.period, orgUnit, boundary: input.scope.boundary,
  indicator: null, slots: [SLOT], formula: null, attention: 'unknown',
});

/** Pending dossiers past their date, longest overdue first; a row delivered twice is one row. */
export function dossiers(input: Input): DossiersContent {
  const data = input.snapshots[SLOT]?.data;
  const events = data?.kind === 'events' ? data.rows : null;
  const unique = [...new Map((events ?? []).map((row) => [row.id, row])).values()];
  const rows = unique.map((row) => dossier(input, row));
  const total = figureOf(input, events ? measured(rows.length) : missing('not-available'), 'dossier', input.scope.unit);
  return {
    kind: 'dossiers', limit: input.options.limit,
    rows: [...rows].sort((a, b) => (valueOf(b.late.measure) ?? -1) - (valueOf(a.late.measure) ?? -1)),
    // A count of the list, not of the indicator: a source may give only the worst of them.
    total: { ...total, formula: 'sum' },
  };
}

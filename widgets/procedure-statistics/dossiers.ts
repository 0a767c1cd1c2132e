import type { EventRow, Events } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import { measured, missing, valueOf, type Measure } from '@/domain/measure';
import type { Label } from '@/widget-kit/blocks';
import { personalValue, type PersonalValue } from '@/widget-kit/personal-value';
import { maskName, maskPhone } from './masking';
import { unitAt, unitLabel, type Input } from './reading';
import type { DossierRow, DossiersContent } from './view-model';

const SLOT = 'dossiers';
const CHANNELS: readonly string[] = ['counter', 'online', 'postal'];

const text = (value: EventRow['values'][string] | undefined): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** What a reader may see of a personal field: all of it for a purpose, else no more than a hint. */
function person(events: Events, row: EventRow, field: string, hint: (value: string) => string): PersonalValue {
  const value = personalValue(events, row, field);
  return value.kind === 'text' && !value.disclosed ? { ...value, text: hint(value.text) } : value;
}

function dossier(input: Input, events: Events, row: EventRow): DossierRow {
  const at = (field: string): string | null => text(row.values[field]);
  const days = row.values['daysLate'];
  const unit = at('unit');
  const channel = at('channel');
  return {
    id: row.id,
    code: at('code'), procedure: at('procedure'), dueOn: at('dueOn'),
    unit: unit === null ? null : unitLabel(unitAt(input, unit), unit),
    applicant: person(events, row, 'applicant', maskName),
    phone: person(events, row, 'phone', maskPhone),
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
  const events = data?.kind === 'events' ? data : null;
  const unique = [...new Map((events?.rows ?? []).map((row) => [row.id, row])).values()];
  const rows = events ? unique.map((row) => dossier(input, events, row)) : [];
  const total = figureOf(input, events ? measured(rows.length) : missing('not-available'), 'dossier', input.scope.unit);
  return {
    kind: 'dossiers', disclosed: events?.fields.some((field) => field.disclosed) ?? false, limit: input.options.limit,
    rows: [...rows].sort((a, b) => (valueOf(b.late.measure) ?? -1) - (valueOf(a.late.measure) ?? -1)),
    // A count of the list, not of the indicator: a source may give only the worst of them.
    total: { ...total, formula: 'sum' },
  };
}

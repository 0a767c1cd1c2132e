import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import { lastDay } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import { toInstant } from '@/domain/time';
import type { ReportTemplate } from '@/reports/template/template';
import { Problem } from '../http/problems';

/** What a report is about. */
export interface ReportTarget {
  readonly unit: UnitCode;
  readonly period: Period;
}

/** Holds a unit and a period against what the template is for. Throws `bad-request` by place. The unit lives on the period's last day, or today. */
export function targetFor(template: Pick<ReportTemplate, 'levels' | 'periods'>, { unit, period: text }: { readonly unit: string; readonly period: string }, province: Province, now: number): ReportTarget {
  const period = parsePeriod(text);
  if (!period.ok) throw new Problem('bad-request', { at: '/period', expected: 'a period', got: text });
  const { calendar, kinds } = template.periods;
  if (period.value.calendar !== calendar || !kinds.includes(period.value.kind)) throw new Problem('bad-request', { at: '/period', expected: `${calendar}: ${kinds.join(', ')}`, got: text });
  const known = province.units.resolve(unit, lastDay(period.value)) ?? province.units.resolve(unit, civilDate(toInstant(now)));
  if (!known) throw new Problem('bad-request', { at: '/unit', expected: 'a unit of the province', got: unit });
  if (!template.levels.includes(known.level)) throw new Problem('bad-request', { at: '/unit', expected: template.levels.join(', '), got: known.level });
  return { unit, period: period.value };
}

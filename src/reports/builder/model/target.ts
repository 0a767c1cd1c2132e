import type { UnitCode, UnitTree } from '@/domain/org-unit/types';
import type { Period } from '@/domain/period/types';
import type { LocalDate } from '@/domain/time';
import { firstPeriod, firstUnit } from '../../pages/choose-report';
import type { ReportTemplate } from '../../template/template';

/** Whose figures a preview shows, of when. */
export interface Target {
  readonly unit: UnitCode;
  readonly period: Period;
}

/** What a preview begins with: the reader's own unit where the template is made for it, the newest period that is over. `fallback` where no unit will do. */
export function firstTarget(template: Pick<ReportTemplate, 'levels' | 'periods'>, tree: UnitTree, own: readonly UnitCode[], today: LocalDate, fallback: UnitCode): Target {
  return { unit: firstUnit(template, tree, null, own) ?? fallback, period: firstPeriod(template, null, today) };
}

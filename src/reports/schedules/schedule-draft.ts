import type { PeriodKind } from '@/domain/period/types';
import { err, ok, type Result } from '@/domain/result';
import type { TemplateCard } from '../register/parse-report';
import { ENDING_KINDS, readRule, type EndingKind, type FiringRule, type RuleFault } from './firing-rule';
import type { ScheduleCard } from './schedule';
import type { PeriodOffset } from './schedule-period';

/** A schedule as its form holds it: what other rules would say stays while one looks at them. */
export interface ScheduleDraft {
  title: string;
  kind: 'report' | 'view';
  subject: string;
  unit: string | null;
  every: FiringRule['every'];
  at: string;
  on: number[];
  day: number;
  ending: EndingKind;
  workingDays: number;
  cron: string;
  isMoved: boolean;
  periodKind: PeriodKind;
  periodOffset: PeriodOffset;
  formats: string[];
  destinations: string[];
  enabled: boolean;
}
export type ScheduleWish = Pick<ScheduleCard, 'title' | 'kind' | 'subject' | 'unit' | 'rule' | 'dayRule' | 'periodKind' | 'periodOffset' | 'formats' | 'destinations' | 'enabled'>;
/** What a form lacks, the first thing first. */
export type DraftFault = 'title' | 'subject' | 'unit' | 'sends' | RuleFault;

const MORNING = '07:00';
const isEnding = (kind: PeriodKind): kind is EndingKind => ENDING_KINDS.some((one) => one === kind);

/** A new one: on the morning of the first working day after the usual period of its form. */
export function newDraft(template: TemplateCard | null, unit: string | null): ScheduleDraft {
  const kind = template?.periods.kinds[0] ?? 'month';
  return {
    title: '', kind: 'report', subject: template?.id ?? '', unit, every: isEnding(kind) ? 'period' : 'day', at: MORNING, on: [1], day: 1, ending: isEnding(kind) ? kind : 'month', workingDays: 1, cron: '0 7 * * 1-5',
    isMoved: false, periodKind: kind, periodOffset: -1, formats: [], destinations: [], enabled: true,
  };
}

export function draftOf({ title, kind, subject, unit, rule, dayRule, periodKind, periodOffset, formats, destinations, enabled }: ScheduleCard): ScheduleDraft {
  const base = newDraft(null, unit);
  const ofRule: Partial<ScheduleDraft> = rule.every === 'cron' ? { cron: rule.text }
    : { at: rule.at, ...(rule.every === 'week' ? { on: [...rule.on] } : rule.every === 'month' ? { day: rule.day } : rule.every === 'period' ? { ending: rule.kind, workingDays: rule.workingDays } : {}) };
  return {
    ...base, ...ofRule, every: rule.every, title, kind, subject, isMoved: dayRule === 'next-working', periodKind: periodKind ?? base.periodKind, periodOffset, formats: [...formats], destinations: [...destinations], enabled,
  };
}

/** `template`: of a report; cut-offs are those of its calendar. */
export function ruleOf(draft: ScheduleDraft, template: Pick<TemplateCard, 'periods'> | null): Result<FiringRule, RuleFault> {
  const { every, at, on, day, ending, workingDays, cron } = draft;
  switch (every) {
    case 'day': return readRule({ every, at });
    case 'week': return readRule({ every, on, at });
    case 'month': return readRule({ every, day, at });
    case 'period': return readRule({ every, kind: ending, calendar: template?.periods.calendar ?? 'calendar', workingDays, at });
    case 'cron': return readRule({ every, text: cron });
  }
}

/** What is sent; the fault where the form is not whole. */
export function wishOf(draft: ScheduleDraft, template: Pick<TemplateCard, 'periods'> | null): Result<ScheduleWish, DraftFault> {
  const { kind, subject, unit, isMoved, periodKind, periodOffset, formats, destinations, enabled } = draft;
  const title = draft.title.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (title === '') return err('title');
  if (subject === '' || (kind === 'report' && template === null)) return err('subject');
  if (unit === null) return err('unit');
  const rule = ruleOf(draft, kind === 'report' ? template : null);
  if (!rule.ok) return rule;
  const isReport = kind === 'report';
  if (isReport && (formats.length === 0) !== (destinations.length === 0)) return err('sends');
  return ok({
    title, kind, subject, unit, rule: rule.value, dayRule: isMoved ? 'next-working' : 'any', periodKind: isReport ? periodKind : null, periodOffset: isReport ? periodOffset : -1,
    formats: isReport ? formats : [], destinations: isReport ? destinations : [], enabled,
  });
}

/** A schedule as it stands, to be switched on or off. */
export const sameWish = ({ title, kind, subject, unit, rule, dayRule, periodKind, periodOffset, formats, destinations }: ScheduleCard, enabled: boolean): ScheduleWish =>
  ({ title, kind, subject, unit, rule, dayRule, periodKind, periodOffset, formats, destinations, enabled });

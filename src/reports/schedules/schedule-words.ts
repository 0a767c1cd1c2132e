import type { Language } from '@/format/format';
import { translate } from '@/i18n/translator';
import type { Portal } from '@/widget-kit/context';
import { usePortal } from '@/widget-kit/use-widget';
import type { Say } from '../pages/report-call';
import type { FiringPlan, FiringRule } from './firing-rule';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en } as const;

/** Words of schedules and reminders; they travel with their pages. `own`: of the page itself, which has made its portal. */
export function useScheduleWords(own?: Pick<Portal, 'language'>): Say {
  const portal = own ?? usePortal();
  return (key, params) => sayIn(portal.language)(key, params);
}
export const sayIn = (language: Language): Say => (key, params) => translate([OWN[language]], key, params);

/** Days after which a month may be too short. */
const SURE_DAYS = 28;

/** When a plan fires, in one sentence. */
export function planText({ rule, dayRule }: FiringPlan, say: Say): string {
  const text = ruleText(rule, say);
  return dayRule === 'next-working' && rule.every !== 'period' ? say('rule.moved', { rule: text }) : text;
}

function ruleText(rule: FiringRule, say: Say): string {
  switch (rule.every) {
    case 'day': return say('rule.day', { at: rule.at });
    case 'week': return say('rule.week', { days: listed(rule.on.map((day) => say(`weekday.${day}`)), say), at: rule.at });
    case 'month': return say(rule.day > SURE_DAYS ? 'rule.monthLast' : 'rule.month', { day: rule.day, at: rule.at });
    case 'period': {
      const key = `${rule.workingDays === 1 ? 'rule.first' : 'rule.period'}${rule.calendar === 'administrative' && rule.kind !== 'week' ? '.administrative' : ''}`;
      return say(key, { n: rule.workingDays, kind: say(`ending.${rule.kind}`), at: rule.at });
    }
    case 'cron': return say('rule.cron', { text: rule.text });
  }
}

function listed(words: readonly string[], say: Say): string {
  const [first, last] = [words.slice(0, -1).join(', '), words.at(-1) ?? ''];
  return first === '' ? last : say('and', { first, last });
}

/** Why a moment came to nothing; a code that nobody here knows is named. */
export function reasonText(reason: string, say: Say): string {
  const key = [`pause.${reason}`, `reason.${reason}`].find((one) => one in vi);
  return key === undefined ? say('reason.other', { code: reason }) : say(key);
}

import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import { lastDay } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import type { Language } from '@/format/format';
import { translate } from '@/i18n/translator';
import type { Portal } from '@/widget-kit/context';
import { usePortal } from '@/widget-kit/use-widget';
import en from '../locales/en.json';
import vi from '../locales/vi.json';
import type { Say } from './report-call';

const OWN = { vi, en } as const;

/** Words of the pages of reports, in the language of the page; they travel with these pages. `own`: of the page itself, which has made its portal. */
export function useReportWords(own?: Pick<Portal, 'language'>): Say {
  const portal = own ?? usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}
/** The same words in a language that is not the page's: that of a document. */
export const sayIn = (language: Language, key: string): string => translate([OWN[language]], key);
/** Whether there are words for a key: codes come from elsewhere. */
export const hasWords = (key: string): boolean => key in vi;

export interface Names {
  /** "Xã Anh Sơn" as it was called in the period; the code where nobody knows it. */
  readonly unit: (code: UnitCode, period?: string) => string;
  /** "Tháng 10 năm 2026"; the text itself where it is none. */
  readonly period: (text: string) => string;
}
/** How units and periods are called on these pages. */
export function useNames(): Names {
  const portal = usePortal();
  const read = (text: string | undefined) => { const parsed = parsePeriod(text ?? ''); return parsed.ok ? parsed.value : null; };
  return {
    unit(code, text) {
      const at = read(text);
      return portal.province.units.resolve(code, at ? lastDay(at) : civilDate(portal.now))?.fullName ?? portal.province.units.resolve(code, civilDate(portal.now))?.fullName ?? code;
    },
    period: (text) => { const at = read(text); return at ? portal.format.period(at) : text; },
  };
}

import type { Text } from '@/domain/text';
import { translate } from '@/i18n/translator';
import type { Params } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en };
export type Say = (key: string, params?: Params) => string;

/** Words of the console, in the language of the page; they travel with it. */
export function useConsoleWords(): Say {
  const portal = usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}

/** A message in both languages, for what is kept: `params` in each. */
export const inBoth = (key: string, params: { readonly vi: Params; readonly en: Params }): Text => ({ vi: translate([vi], key, params.vi), en: translate([en], key, params.en) });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** "45 giây", "12 phút", "3 giờ", "2 ngày": how long, rounded down. */
export function spanText(ms: number, say: Say): string {
  const whole = (unit: number): number => Math.floor(ms / unit);
  if (ms < 2 * MINUTE) return say('span.seconds', { count: whole(1_000) });
  if (ms < 2 * HOUR) return say('span.minutes', { count: whole(MINUTE) });
  return ms < 48 * HOUR ? say('span.hours', { count: whole(HOUR) }) : say('span.days', { count: whole(24 * HOUR) });
}
/** A text of the pack or of a person, in the language of the page. */
export const textIn = (text: Text, language: 'vi' | 'en'): string => text[language];

import { translate } from '@/i18n/translator';
import type { Portal } from '@/widget-kit/context';
import { usePortal } from '@/widget-kit/use-widget';
import type { Say } from '../../pages/report-call';
import en from '../locales/en.json';
import vi from '../locales/vi.json';

const OWN = { vi, en } as const;

/** Words of kept views, in the language of the page; they travel with these parts. `own`: of the page itself, which has made its portal. */
export function useViewWords(own?: Pick<Portal, 'language'>): Say {
  const portal = own ?? usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}

/** `hand`, or `schedule` whichever it was. */
export const causeOf = ({ cause }: { readonly cause: string }): 'hand' | 'schedule' => (cause === 'hand' ? 'hand' : 'schedule');

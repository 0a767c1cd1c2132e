import { translate } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import type { Say } from '../../pages/report-call';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en } as const;

/** Words of the pane of Word forms; they travel with it. */
export function useFormWords(): Say {
  const portal = usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}

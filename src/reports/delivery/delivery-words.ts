import { translate } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import type { Say } from '../pages/report-call';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { ShownDelivery } from './parse-deliveries';

const OWN = { vi, en } as const;

/** Words of deliveries; they travel with the panel. */
export function useDeliveryWords(): Say {
  const portal = usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}

/** Why it has not arrived, in words; a code that has none is shown by itself. Empty where there is nothing to say. */
export function reasonText({ reason, untilIssued }: Pick<ShownDelivery, 'reason' | 'untilIssued'>, say: Say): string {
  if (untilIssued) return say('untilIssued');
  if (reason === null) return '';
  return `reason.${reason}` in vi ? say(`reason.${reason}`) : say('reasonOther', { code: reason });
}

import { translate } from '@/i18n/translator';
import type { Params } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en };

/** Words of the wall, in the language of the page around it. */
export function useWallWords(): (key: keyof typeof vi, params?: Params) => string {
  const portal = usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}

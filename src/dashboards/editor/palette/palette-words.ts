import { translate, type Params } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en } as const;

/** Words of the gallery; they travel with it. */
export function usePaletteWords(): (key: string, params?: Params) => string {
  const portal = usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}

import { translate, type Params } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import en from './locales/en.json';
import vi from './locales/vi.json';

export type Say = (key: string, params?: Params) => string;

/** Words of remarks; they travel with the panel, not with the first screen. */
export function useAnnotationWords(): Say {
  const portal = usePortal();
  return (key, params) => translate([portal.language === 'vi' ? vi : en], key, params);
}

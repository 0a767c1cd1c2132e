import { translate } from '@/i18n/translator';
import type { Portal } from '@/widget-kit/context';
import type { CatalogueWords } from '../catalogue-words';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en } as const;

/** One of the messages of the catalogue of systems, else a shared one, in the language of the page. */
export const systemsWords = (portal: Pick<Portal, 'language' | 't'>): CatalogueWords => (key, params) =>
  (key in OWN[portal.language] ? translate([OWN[portal.language]], key, params) : portal.t(key, params));

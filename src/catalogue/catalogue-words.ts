import type { Text } from '@/domain/text';
import { translate } from '@/i18n/translator';
import type { Params } from '@/i18n/translator';
import type { Portal } from '@/widget-kit/context';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en } as const;

export type CatalogueWords = (key: string, params?: Params) => string;

/** One of the catalogue's own messages, else a shared one, in the language of the page. */
export const catalogueWords = (portal: Pick<Portal, 'language' | 't'>): CatalogueWords => (key, params) =>
  (key in OWN[portal.language] ? translate([OWN[portal.language]], key, params) : portal.t(key, params));

/** One of the catalogue's messages in both languages, for what carries its own words. */
export const catalogueText = (key: keyof typeof vi & keyof typeof en): Text => ({ vi: vi[key], en: en[key] });

import en from '@/dashboards/library/locales/en.json';
import vi from '@/dashboards/library/locales/vi.json';
import { translate, type Params } from '@/i18n/translator';
import type { Portal } from '@/widget-kit/context';

/** Words of the library, in the language of the page. */
export const entryWords = (portal: Pick<Portal, 'language'>) => (key: string, params?: Params): string => translate([portal.language === 'vi' ? vi : en], key, params);

/** Words of the library in one language, whatever the page speaks. */
export const sayIn = (language: Portal['language']) => entryWords({ language });

/** The same text in both languages of a document. */
export const inBoth = (key: string): { readonly vi: string; readonly en: string } => ({ vi: translate([vi], key), en: translate([en], key) });

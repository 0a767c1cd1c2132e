import type { Text } from '@/domain/text';
import type { Language } from '@/format/format';
import { translate } from '@/i18n/translator';
import type { Portal } from '@/widget-kit/context';
import { usePortal } from '@/widget-kit/use-widget';
import type { TemplateBlock } from '../template/template';
import type { Say } from '../pages/report-call';
import en from './locales/en.json';
import vi from './locales/vi.json';

const OWN = { vi, en } as const;

/** Words of the builder; they travel with its pages. `own`: of the page itself, which has made its portal. */
export function useBuilderWords(own?: Pick<Portal, 'language'>): Say {
  const portal = own ?? usePortal();
  return (key, params) => sayIn(portal.language)(key, params);
}
export const sayIn = (language: Language): Say => (key, params) => translate([OWN[language]], key, params);
/** The same text in both languages of a template. */
export const inBoth = (key: string): Text => ({ vi: sayIn('vi')(key), en: sayIn('en')(key) });

const MOST = 60;
const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text);

/** What a block is called in the outline: its first words, else what it shows, else its kind alone. */
export function blockTitle(block: TemplateBlock, language: Language, { province, widget }: Pick<Portal, 'province' | 'widget'>): string {
  const indicator = (id: string): string => province.indicators.get(id)?.name[language] ?? id;
  switch (block.kind) {
    case 'heading': case 'paragraph': case 'note': return cut(block.text[language]);
    case 'list': return cut(block.items[0]?.[language] ?? '');
    case 'commentary': return cut(block.prompt[language]);
    case 'appendix': return cut(block.title[language]);
    case 'widget': return cut(block.caption?.[language] ?? widget(block.widget)?.title[language] ?? block.widget);
    case 'indicators': return cut(block.caption?.[language] ?? block.indicators.map(indicator).join(', '));
    case 'trend': case 'ranking': return cut(block.caption?.[language] ?? indicator(block.indicator));
    default: return '';
  }
}

import type { Dashboard, LaidOut } from '@/config/dashboard';
import type { Language } from '@/format/format';
import { translate, type Params } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import type { Refused } from '../layout/edit';
import { placeOf } from '../layout/move';
import type { LayoutSurface } from '../layout/places';
import type { Command } from './editor-model';
import en from './locales/en.json';
import vi from './locales/vi.json';

export type Say = (key: string, params?: Params) => string;
export const SURFACES: readonly LayoutSurface[] = ['desk', 'wall', 'tablet', 'phone'];
export const isLaidOut = (surface: LayoutSurface): surface is LaidOut => surface !== 'desk';

/** Words of the editor; they travel with it, not with the first screen. */
export function useEditorWords(): Say {
  const portal = usePortal();
  return (key, params) => sayIn(portal.language)(key, params);
}
export const sayIn = (language: Language): Say => (key, params) => translate([language === 'vi' ? vi : en], key, params);
/** The same text in both languages of a document. */
export const inBoth = (key: string, params?: Params) => ({ vi: sayIn('vi')(key, params), en: sayIn('en')(key, params) });

/** What a command did, as it is read out: names, columns and rows as a person counts them. */
export function deedText(before: Dashboard, after: Dashboard, command: Command, language: Language): string {
  const say = sayIn(language);
  const named = (id: string): string => (after.tiles.find((one) => one.id === id) ?? before.tiles.find((one) => one.id === id))?.title[language] ?? id;
  switch (command.do) {
    case 'drop': case 'step': return placeText('did.moved', after, command, named(command.tile), say);
    case 'resize': case 'stretch': return placeText('did.resized', after, command, named(command.tile), say);
    case 'add': return say('did.added', { title: command.tile.title[language] });
    case 'duplicate': return say('did.duplicated', { title: named(command.tile) });
    case 'remove': return say('did.removed', { title: named(command.tile), count: after.tiles.length });
    case 'move-to': return say('did.movedTo', { title: named(command.tile), section: sectionTitle(after, command.section, language) });
    case 'hide': case 'show': return say(`did.${command.do}`, { title: named(command.tile), surface: say(`surface.${command.surface}`) });
    case 'automatic': return say('did.automatic', { surface: say(`surface.${command.surface}`) });
    // What is typed shows in the tile at once, and is not read out letter by letter.
    case 'tile': return command.change.options === undefined ? say('did.tile') : '';
    default: return say(`did.${command.do}`);
  }
}

function placeText(key: string, after: Dashboard, at: { readonly surface: LayoutSurface; readonly tile: string }, title: string, say: Say): string {
  const place = placeOf(after, at);
  return place ? say(key, { title, column: place.x + 1, row: place.y + 1, w: place.w, h: place.h }) : '';
}

export function sectionTitle(board: Dashboard, id: string, language: Language): string {
  return board.sections?.find((one) => one.id === id)?.title[language] ?? sayIn(language)('section.main');
}

export const refusedText = (refused: Refused, say: Say): string => say(`refused.${refused}`);

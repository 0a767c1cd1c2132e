import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import { translate, type Params } from '@/i18n/translator';
import type { Language } from '@/format/format';
import type { Difference } from '@/state/compare';
import type { DocumentState } from '@/state/document-state';
import type { DocumentKind } from '@/state/documents';
import { usePortal } from '@/widget-kit/use-widget';
import en from './locales/en.json';
import vi from './locales/vi.json';

export type Trouble = NonNullable<DocumentState['trouble']>;
export type Say = (key: string, params?: Params) => string;
const OWN = { vi, en } as const;

/** Words of the documents' own dialogs; they travel with the dialogs, not with the first screen. */
export function useDocumentWords(): Say {
  const portal = usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}
/** Of what is a person's own the other side is no other person but another of their devices, where the words differ. */
const OWN_WORDS: ReadonlySet<string> = new Set(Object.keys(vi).flatMap((key) => (key.startsWith('own.') ? [key.slice('own.'.length)] : [])));
export const sayOf = (say: Say, kind: DocumentKind): Say => (key, params) => say(kind === 'preferences' && OWN_WORDS.has(key) ? `own.${key}` : key, params);
export const sayIn = (language: Language): Say => (key, params) => translate([OWN[language]], key, params);

export const authorName = ({ name }: { readonly name: string | null }, say: Say): string => name ?? say('author.unknown');

/** Why the gateway did not take a save, in its own words where it gave any. */
export const troubleText = (trouble: Trouble, language: Language, say: Say): string => trouble.hint?.[language] ?? say('save.refused');

/** The name of a part; a tile goes by its title where it has one. */
export function partName({ part, mine, theirs }: Difference, language: Language, say: Say): string {
  const tile = /^tiles\/(.+)$/.exec(part)?.[1];
  if (tile === undefined) return part in PARTS ? say(`part.${part}`) : part;
  return titleIn(mine ?? theirs, language) ?? say('part.tile', { id: tile });
}
const PARTS: Readonly<Record<string, true>> = { title: true, audience: true, rows: true, scope: true, tiles: true, blocks: true, dashboards: true, seconds: true, theme: true, language: true, calendar: true, dashboard: true, tabs: true, sections: true, variables: true, layouts: true, transition: true, zones: true, purpose: true, favourites: true, widgetOptions: true, widgets: true };

/** Both values of a part in words; where the words would be the same, the second says that the rest differs. */
export function valueTexts({ part, mine, theirs }: Difference, language: Language, say: Say): readonly [mine: string, theirs: string] {
  const text = (value: Json | undefined): string => choiceText(part, value, say) ?? valueText(value, language, say);
  const [here, there] = [text(mine), text(theirs)];
  return [here, here === there ? say('conflict.otherwise', { text: there }) : there];
}

/** A choice from a closed list has a name. */
function choiceText(part: string, value: Json | undefined, say: Say): string | null {
  const key = `value.${part}.${String(value)}`;
  return typeof value === 'string' && key in vi ? say(key) : null;
}

function valueText(value: Json | undefined, language: Language, say: Say): string {
  if (value === undefined || value === null) return say('conflict.absent');
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return say(value ? 'value.yes' : 'value.no');
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string') ? value.join(', ') : say('value.items', { count: value.length });
  if (!isRecord(value)) return say('conflict.absent');
  const text = value[language];
  if (typeof text === 'string') return text;
  return tileText(value, language, say) ?? say('value.fields', { count: Object.keys(value).length });
}

function tileText(tile: Readonly<Record<string, Json>>, language: Language, say: Say): string | null {
  const { place } = tile;
  if (!isRecord(place) || ![place['x'], place['y'], place['w'], place['h']].every((each) => typeof each === 'number')) return null;
  const at = (name: string, from: number): number => Number(place[name]) + from;
  return say('value.tile', { title: titleIn(tile, language) ?? String(tile['id'] ?? ''), x: at('x', 1), y: at('y', 1), w: at('w', 0), h: at('h', 0) });
}

function titleIn(value: Json | undefined, language: Language): string | null {
  const title = isRecord(value) ? value['title'] : undefined;
  const text = isRecord(title) ? title[language] : undefined;
  return typeof text === 'string' ? text : null;
}

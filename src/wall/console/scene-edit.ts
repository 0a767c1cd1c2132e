import { MAIN_ZONE } from '@/config/scene';
import type { PlaylistItem, Scene, SceneZone, Shown, Transition, WallCell, ZoneContent } from '@/config/scene';

/** A scene without its id, as it is kept. */
export type SceneBody = Omit<Scene, 'id'>;
/** Which screens and which part of them an entry is for. */
export interface EntryKey {
  /** Null: every screen that has no entry of its own. */
  readonly at: WallCell | null;
  readonly zone: string;
}

/** How long an item of a list stands at first, seconds. */
export const FIRST_SECONDS = 30;

export const keyOf = ({ at, zone }: SceneZone): EntryKey => ({ at: at ?? null, zone: zone ?? MAIN_ZONE.id });
export const isSameKey = (a: EntryKey, b: EntryKey): boolean => a.zone === b.zone && a.at?.row === b.at?.row && a.at?.column === b.at?.column;
export const entryOf = ({ zones }: SceneBody, key: EntryKey): SceneZone | undefined => zones.find((entry) => isSameKey(keyOf(entry), key));

/** What an entry shows from now on; a new entry where there was none. */
export function withContent(scene: SceneBody, key: EntryKey, shows: ZoneContent): SceneBody {
  const entry: SceneZone = { ...(key.at ? { at: key.at } : {}), ...(key.zone === MAIN_ZONE.id ? {} : { zone: key.zone }), shows };
  const isThere = entryOf(scene, key) !== undefined;
  return { ...scene, zones: isThere ? scene.zones.map((one) => (isSameKey(keyOf(one), key) ? entry : one)) : [...scene.zones, entry] };
}

/** Takes an entry away. A scene keeps one: its last stays. */
export const withoutEntry = (scene: SceneBody, key: EntryKey): SceneBody =>
  scene.zones.length < 2 ? scene : { ...scene, zones: scene.zones.filter((entry) => !isSameKey(keyOf(entry), key)) };

/** Items of a content: a list's own, else the one thing it shows. */
export const itemsOf = (content: ZoneContent): readonly PlaylistItem[] => (content.kind === 'playlist' ? content.items : [{ shows: content, seconds: FIRST_SECONDS }]);

/** Items as a content: one alone needs no list. */
export function contentOf(items: readonly PlaylistItem[]): ZoneContent | null {
  const [first] = items;
  if (!first) return null;
  return items.length === 1 ? first.shows : { kind: 'playlist', items };
}

/** One more thing at the end of what stands there; what was shown alone becomes the first of a list. */
export const added = (content: ZoneContent | null, shows: Shown): ZoneContent => contentOf([...(content ? itemsOf(content) : []), { shows, seconds: FIRST_SECONDS }]) ?? shows;

/** An item at another place of its list; the same list where there is no such place. */
export function moved(content: ZoneContent, from: number, to: number): ZoneContent {
  const items = [...itemsOf(content)];
  const item = items[from];
  if (!item || to < 0 || to >= items.length || from === to) return content;
  items.splice(from, 1);
  items.splice(to, 0, item);
  return contentOf(items) ?? content;
}

/** Takes an item out; null where nothing is left. */
export const withoutItem = (content: ZoneContent, index: number): ZoneContent | null => contentOf(itemsOf(content).filter((_, at) => at !== index));

/** How long an item stands and how it comes. Seconds are held between 5 and 3600. */
export function timed(content: ZoneContent, index: number, change: { readonly seconds?: number; readonly transition?: Transition }): ZoneContent {
  const items = itemsOf(content).map((item, at) => {
    if (at !== index) return item;
    const seconds = Math.min(3_600, Math.max(5, Math.round(change.seconds ?? item.seconds)));
    return { ...item, seconds, ...(change.transition ? { transition: change.transition } : {}) };
  });
  return content.kind === 'playlist' ? { kind: 'playlist', items } : content;
}

/** The unit an item is about, instead of what it would open with; null gives it back its own. */
export function aboutUnit(content: ZoneContent, index: number, unit: string | null): ZoneContent {
  const items = itemsOf(content).map((item, at) => (at === index ? { ...item, shows: ofUnit(item.shows, unit) } : item));
  return (content.kind === 'playlist' ? { kind: 'playlist', items } : items[0]?.shows) ?? content;
}
function ofUnit(shows: Shown, unit: string | null): Shown {
  if (shows.kind !== 'dashboard' && shows.kind !== 'widget') return shows;
  const { scope, ...rest } = shows;
  const { unit: _unit, ...others } = scope ?? {};
  const next = { ...others, ...(unit === null ? {} : { unit }) };
  return Object.keys(next).length > 0 ? { ...rest, scope: next } : rest;
}

/** Seconds of one round; null where nothing follows anything. */
export const roundSeconds = (content: ZoneContent): number | null => (content.kind === 'playlist' ? content.items.reduce((sum, { seconds }) => sum + seconds, 0) : null);

/** A scene of the pack as somebody's own begins. */
export const copyOf = ({ id: _id, ...scene }: Scene, title: Scene['title']): SceneBody => ({ ...scene, title });
/** An empty one: a word of what is to come, until something is chosen. */
export const newScene = (title: Scene['title']): SceneBody => ({ title, transition: 'cut', zones: [{ shows: { kind: 'message', title } }] });

/** Cells a scene speaks of and the smallest wall that has them all. */
export function sizeOf({ zones }: SceneBody): WallCell {
  return { row: Math.max(1, ...zones.map(({ at }) => at?.row ?? 1)), column: Math.max(1, ...zones.map(({ at }) => at?.column ?? 1)) };
}

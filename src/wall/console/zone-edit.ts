import { MAIN_ZONE } from '@/config/scene';
import type { ScreenZone } from '@/config/scene';

const WHOLE = 12;
export const ZONE_TEMPLATES = ['one', 'two-columns', 'three-and-one', 'two-by-two'] as const;
export type ZoneTemplate = (typeof ZONE_TEMPLATES)[number];

/** Ways to divide a screen. The first zone is `main`: a scene made for plain screens fills it. */
export const TEMPLATES: Readonly<Record<ZoneTemplate, readonly ScreenZone[]>> = {
  one: [MAIN_ZONE],
  'two-columns': [{ id: 'main', x: 0, y: 0, w: 6, h: 12 }, { id: 'side', x: 6, y: 0, w: 6, h: 12 }],
  'three-and-one': [
    { id: 'main', x: 0, y: 0, w: 9, h: 12 }, { id: 'top', x: 9, y: 0, w: 3, h: 4 }, { id: 'middle', x: 9, y: 4, w: 3, h: 4 }, { id: 'bottom', x: 9, y: 8, w: 3, h: 4 },
  ],
  'two-by-two': [
    { id: 'main', x: 0, y: 0, w: 6, h: 6 }, { id: 'top-right', x: 6, y: 0, w: 6, h: 6 }, { id: 'bottom-left', x: 0, y: 6, w: 6, h: 6 }, { id: 'bottom-right', x: 6, y: 6, w: 6, h: 6 },
  ],
};

const isInside = ({ x, y, w, h }: ScreenZone): boolean => x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= WHOLE && y + h <= WHOLE;
const meet = (a: ScreenZone, b: ScreenZone): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The template a division is; null where somebody made it by hand. A screen without zones has one. */
export function templateOf(zones: readonly ScreenZone[]): ZoneTemplate | null {
  const all = zones.length === 0 ? [MAIN_ZONE] : zones;
  return ZONE_TEMPLATES.find((name) => JSON.stringify(TEMPLATES[name].map(bare)) === JSON.stringify(all.map(bare))) ?? null;
}
const bare = ({ id, x, y, w, h }: ScreenZone): readonly (string | number)[] => [id, x, y, w, h];

/** One zone moved or sized by twelfths; the same zones where it would leave the screen or cover another. */
export function nudged(zones: readonly ScreenZone[], id: string, by: { readonly x?: number; readonly y?: number; readonly w?: number; readonly h?: number }): readonly ScreenZone[] {
  const from = zones.find((zone) => zone.id === id);
  if (!from) return zones;
  const next = { id, x: from.x + (by.x ?? 0), y: from.y + (by.y ?? 0), w: from.w + (by.w ?? 0), h: from.h + (by.h ?? 0) };
  if (!isInside(next) || zones.some((zone) => zone.id !== id && meet(zone, next))) return zones;
  return zones.map((zone) => (zone.id === id ? next : zone));
}

/** Divides a zone in two along its longer side; the new half has an id of its own. The same zones where it is too small. */
export function divided(zones: readonly ScreenZone[], id: string): readonly ScreenZone[] {
  const from = zones.find((zone) => zone.id === id);
  if (!from || Math.max(from.w, from.h) < 2) return zones;
  const across = from.w >= from.h;
  const [w, h] = across ? [Math.ceil(from.w / 2), from.h] : [from.w, Math.ceil(from.h / 2)];
  const half = across ? { x: from.x + w, y: from.y, w: from.w - w, h } : { x: from.x, y: from.y + h, w, h: from.h - h };
  return zones.flatMap((zone) => (zone.id === id ? [{ ...from, w, h }, { id: newId(zones), ...half }] : [zone]));
}
function newId(zones: readonly ScreenZone[]): string {
  let at = 2;
  while (zones.some(({ id }) => id === `zone-${at}`)) at += 1;
  return `zone-${at}`;
}

/** Takes a zone away; the last one stays. */
export const dropped = (zones: readonly ScreenZone[], id: string): readonly ScreenZone[] => (zones.length > 1 && id !== MAIN_ZONE.id ? zones.filter((zone) => zone.id !== id) : zones);

import * as z from 'zod/mini';
import type { Json } from '@/domain/dataset';
import type { PlaylistItem, Scene, SceneScope, SceneZone, ScreenZone, Shown, Transition, WallCell, ZoneContent } from '../scene';
import { filled, id, integer, isRecord, period, rule, text, unitCode } from './values';

/** Largest wall: screens across and down. */
export const MOST_ACROSS = 12;
const MOST_ITEMS = 50;
const TWELFTHS = 12;

const scope: z.ZodMiniType<SceneScope> = z.strictObject({ unit: z.exactOptional(unitCode), period: z.exactOptional(period) });
const transition: z.ZodMiniType<Transition> = z.enum(['cut', 'fade']);
const KINDS = [
  z.strictObject({ kind: z.literal('dashboard'), dashboard: id, tab: z.exactOptional(id), scope: z.exactOptional(scope) }),
  z.strictObject({
    kind: z.literal('widget'), widget: id, widgetVersion: integer(1, 1_000), title: text(120),
    options: z.custom<Json>(isRecord, { params: { fault: 'type', expected: 'object' } }), scope: z.exactOptional(scope),
  }),
  z.strictObject({ kind: z.literal('media'), media: id }),
  z.strictObject({ kind: z.literal('message'), title: text(120), body: z.exactOptional(text(600)) }),
] as const;
/** What one zone shows by itself. */
export const shown: z.ZodMiniType<Shown> = z.discriminatedUnion('kind', KINDS);
const item: z.ZodMiniType<PlaylistItem> = z.strictObject({ shows: shown, seconds: integer(5, 3_600), transition: z.exactOptional(transition) });
/** A zone's content: one thing, or a playlist. */
export const zoneContent: z.ZodMiniType<ZoneContent> = z.discriminatedUnion('kind', [...KINDS, z.strictObject({ kind: z.literal('playlist'), items: filled(item, MOST_ITEMS) })]);

export const wallCell: z.ZodMiniType<WallCell> = z.strictObject({ row: integer(1, MOST_ACROSS), column: integer(1, MOST_ACROSS) });
const zone: z.ZodMiniType<SceneZone> = z.strictObject({ at: z.exactOptional(wallCell), zone: z.exactOptional(id), shows: zoneContent });

const nameOf = ({ at, zone: part = 'main' }: SceneZone): string => `${at?.row ?? '*'}/${at?.column ?? '*'}/${part}`;

const content = {
  title: text(120),
  purpose: z.exactOptional(text(300)),
  transition,
  zones: filled(zone, MOST_ACROSS * MOST_ACROSS).check(rule((all) => new Set(all.map(nameOf)).size === all.length, 'duplicate-id', 'each zone of a screen once')),
};
/** A scene that people keep: its document names it. */
export const sceneContent: z.ZodMiniType<Omit<Scene, 'id'>> = z.strictObject(content);
/** A scene of a pack: one file each. */
export const sceneFile: z.ZodMiniType<Scene> = z.strictObject({ id, ...content });

/** A part of a screen. */
export const screenZone: z.ZodMiniType<ScreenZone> = z.strictObject({ id, x: integer(0, TWELFTHS - 1), y: integer(0, TWELFTHS - 1), w: integer(1, TWELFTHS), h: integer(1, TWELFTHS) }).check(
  rule((at) => at.x + at.w <= TWELFTHS && at.y + at.h <= TWELFTHS, 'range', `x + w, y + h ≤ ${TWELFTHS}`),
);

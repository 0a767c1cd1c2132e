import * as z from 'zod';
import { MOST_ACROSS } from '@/config/schema/scene';
import type { ScreenZone } from '@/config/scene';
import { ROOM_MODES, type ScreenPlace, type WallDeed, type WallPlan } from '@/domain/wall';
import { programSchema } from '../screens/stored-program';
import { screenAnswer } from '../screens/screen-schemas';

const TWELFTHS = 12;
const MOST_ZONES = 12;
const MOST_SCREENS = 64;
const LONGEST_SECONDS = 24 * 3_600;

const screenId = z.string().regex(/^[\w-]{16,64}$/);
const sceneId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
/** Seen on walls and in the audit trail: one plain line. */
const line = (most: number) => z.string().max(most * 4).transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(1).max(most).regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}]+$/u));
const seconds = z.int().min(5).max(LONGEST_SECONDS).nullable();
const at = (most: number) => z.int().min(1).max(most);

/** Whether two rectangles of cells share one. */
interface Cells { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
const meet = (a: Cells, b: Cells): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const anyMeet = (all: readonly Cells[]): boolean => all.some((a, index) => all.slice(index + 1).some((b) => meet(a, b)));
const cellsOf = ({ row, column, rowSpan, columnSpan }: ScreenPlace): Cells => ({ x: column, y: row, w: columnSpan, h: rowSpan });

const zone = z.strictObject({ id: sceneId, x: z.int().min(0).max(TWELFTHS - 1), y: z.int().min(0).max(TWELFTHS - 1), w: at(TWELFTHS), h: at(TWELFTHS) })
  .refine((each) => each.x + each.w <= TWELFTHS && each.y + each.h <= TWELFTHS, 'a zone within the screen');
const zones = z.array(zone).max(MOST_ZONES)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each zone once')
  .refine((all) => !anyMeet(all), 'zones that do not overlap') satisfies z.ZodType<ScreenZone[]>;
export const zonesBody = z.strictObject({ zones });

const place = z.strictObject({ row: at(MOST_ACROSS), column: at(MOST_ACROSS), rowSpan: at(MOST_ACROSS), columnSpan: at(MOST_ACROSS) });
const planFields = {
  name: z.string(), rows: z.int(), columns: z.int(), bezelMm: z.number(),
  panel: z.object({ diagonalInches: z.number(), width: z.number(), height: z.number() }), distanceM: z.number(), screens: z.record(z.string(), z.object(place.shape)),
};
const plan = z.strictObject({
  name: line(80), rows: at(MOST_ACROSS), columns: at(MOST_ACROSS), bezelMm: z.number().min(0).max(200),
  panel: z.strictObject({ diagonalInches: z.number().min(5).max(500), width: z.int().min(320).max(16_384), height: z.int().min(240).max(16_384) }),
  distanceM: z.number().min(0.3).max(100), screens: z.record(screenId, place),
})
  .refine(({ rows, columns, screens }) => Object.values(screens).every((each) => each.row + each.rowSpan - 1 <= rows && each.column + each.columnSpan - 1 <= columns), { message: 'places within the wall', path: ['screens'] })
  .refine(({ screens }) => !anyMeet(Object.values(screens).map(cellsOf)), { message: 'places that do not overlap', path: ['screens'] }) satisfies z.ZodType<WallPlan>;
export const newWallBody = z.strictObject({ plan, unit: z.string().min(1).max(35).nullable() });
export const wallBody = z.strictObject({ plan });
export const wallParams = z.object({ id: z.string().regex(/^[\w-]{16,64}$/) });
export const screenParams = z.object({ id: screenId });
export const matchHeaders = z.looseObject({ 'if-match': z.string().optional() });

const bare = z.enum(['next', 'pause', 'resume', 'freeze', 'thaw', 'blank', 'unblank', 'clear-message', 'end-alert']);
const deed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('take'), scene: sceneId }),
  z.strictObject({ do: bare }),
  z.strictObject({ do: z.literal('message'), text: line(300), seconds }),
  z.strictObject({ do: z.literal('alert'), scene: sceneId, title: line(120), seconds }),
  z.strictObject({ do: z.literal('room'), room: z.enum(ROOM_MODES) }),
]) satisfies z.ZodType<WallDeed>;
export const commandBody = z.strictObject({
  screens: z.array(screenId).min(1).max(MOST_SCREENS).refine((all) => new Set(all).size === all.length, 'each screen once'),
  deed,
  /** Made by whoever gives the command: the same again is the same command. */
  key: z.string().regex(/^[\w.:~+/=-]{8,200}$/),
});

const zonesAnswer = z.array(z.object({ id: z.string(), x: z.number(), y: z.number(), w: z.number(), h: z.number() })).readonly();
const text = z.object({ vi: z.string(), en: z.string() });
export const commandAnswer = z.object({ takeAt: z.number(), programs: z.record(z.string(), programSchema).readonly(), unseen: z.array(z.string()).readonly() });
export const zonesSaved = z.object({ zones: zonesAnswer });
export const doneAnswer = z.object({ done: z.literal(true) });
export const wallAnswer = z.object({ id: z.string(), unit: z.string().nullable(), revision: z.number(), plan: z.object(planFields) });

const tile = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number(), title: z.string(), state: z.string(), widget: z.string() });
const report = z.object({
  dashboard: z.string().nullable(), build: z.string(), freshness: z.string(), scene: z.string().nullable(), programRevision: z.number(), showing: z.array(z.string()).readonly(),
  oldestMs: z.number().nullable(), heapBytes: z.number().nullable(), frameRate: z.number().nullable(), upMs: z.number(), restarts: z.number(),
  width: z.number(), height: z.number(), mirror: z.array(tile).readonly(),
});
const screen = screenAnswer.extend({ classes: z.array(z.string()).readonly(), dashboards: z.array(z.string()).readonly(), zones: zonesAnswer, program: programSchema, report: report.nullable(), wall: z.string().nullable() });
const card = z.object({ id: z.string(), title: text, purpose: text.nullable(), from: z.enum(['pack', 'shared']) });
export const wallsAnswer = z.object({ walls: z.array(wallAnswer).readonly(), screens: z.array(screen).readonly(), scenes: z.array(card).readonly(), serverTime: z.number() });

/** A scene has the form of `scenes/<id>.json` of a pack, without `schemaVersion`. */
const scene = z.unknown().describe('A scene as in a pack, with its id; null where there is none or the screen may not read it');
export const screenProgramAnswer = z.object({
  screen: z.object({
    id: z.string(), name: z.string(), zones: zonesAnswer, place: z.object(place.shape).nullable(), panel: planFields.panel.nullable(), distanceM: z.number().nullable(),
  }),
  program: programSchema, scene, takeoverScene: scene, serverTime: z.number(),
});

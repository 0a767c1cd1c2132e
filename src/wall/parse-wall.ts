import * as z from 'zod/mini';
import { checkedValue } from '@/config/checked';
import type { PackFault, Report } from '@/config/config-fault';
import type { Scene, ScreenZone } from '@/config/scene';
import { sceneFile, screenZone } from '@/config/schema/scene';
import { isRecord } from '@/config/schema/values';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import { PROGRAM_MODES, ROOM_MODES } from '@/domain/wall';
import type { Panel, Program, SceneCard, ScreenPlace, ScreenReport, WallPlan } from '@/domain/wall';

/** A paired screen as it is told of itself. */
export interface ShownScreen {
  readonly id: string;
  readonly name: string;
  readonly zones: readonly ScreenZone[];
  /** Null where it hangs on no wall; so are the other two. */
  readonly place: ScreenPlace | null;
  readonly panel: Panel | null;
  readonly distanceM: number | null;
}

/** The answer of `GET /api/screen/program`: what to show. */
export interface ScreenProgram {
  readonly screen: ShownScreen;
  readonly program: Program;
  /** Null where the program names none, or one that is gone, or one this screen may not read. */
  readonly scene: Scene | null;
  readonly takeoverScene: Scene | null;
  readonly serverTime: Instant;
}

/** A wall as the operators' list has it. */
export interface PlannedWall {
  readonly id: string;
  readonly unit: string | null;
  readonly revision: number;
  readonly plan: WallPlan;
}

/** A screen as the operators' list has it. */
export interface WallScreen {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly classes: readonly string[];
  readonly dashboards: readonly string[];
  readonly seenAt: Instant | null;
  /** How long it has been silent, ms; null where it never came. */
  readonly unseenMs: number | null;
  readonly zones: readonly ScreenZone[];
  readonly program: Program;
  readonly report: ScreenReport | null;
  /** Wall it hangs on. */
  readonly wall: string | null;
}

/** The answer of `GET /api/walls`. */
export interface WallsAnswer {
  readonly walls: readonly PlannedWall[];
  readonly screens: readonly WallScreen[];
  readonly scenes: readonly SceneCard[];
  readonly serverTime: Instant;
}

/** The answer to a command: programs as they now stand. */
export interface TakenAnswer {
  readonly takeAt: Instant;
  readonly programs: { readonly [screen: string]: Program };
  /** Screens that have not been heard for some time: nobody should wait for them. */
  readonly unseen: readonly string[];
}

/** What could be read, null where nothing could; and every part that had to be left out, by name. */
export interface Reading<T> {
  readonly value: T | null;
  readonly faults: readonly PackFault[];
}

const instant: z.ZodMiniType<Instant> = z.pipe(z.number(), z.transform((ms: number) => toInstant(ms)));
const count = z.int().check(z.gte(0));
const text = z.object({ vi: z.string(), en: z.string() });
const orNull = <T>(of: z.ZodMiniType<T>): z.ZodMiniType<T | null> => z.nullable(of);

const program: z.ZodMiniType<Program> = z.object({
  revision: count, scene: orNull(z.string()), takeAt: instant, startedAt: instant, heldMs: orNull(z.number()), skipped: count,
  mode: z.enum(PROGRAM_MODES), room: z.enum(ROOM_MODES),
  message: orNull(z.object({ text: z.string(), until: orNull(instant) })),
  takeover: orNull(z.object({ scene: z.string(), title: z.string(), since: instant, until: orNull(instant) })),
  by: orNull(z.string()), changedAt: instant,
});
const place: z.ZodMiniType<ScreenPlace> = z.object({ row: count, column: count, rowSpan: count, columnSpan: count });
const positive = z.number().check(z.positive());
const panel: z.ZodMiniType<Panel> = z.object({ diagonalInches: positive, width: positive, height: positive });
const zones: z.ZodMiniType<readonly ScreenZone[]> = z.array(screenZone);
const shownScreen: z.ZodMiniType<ShownScreen> = z.object({ id: z.string(), name: z.string(), zones, place: orNull(place), panel: orNull(panel), distanceM: orNull(positive) });
const plan: z.ZodMiniType<WallPlan> = z.object({
  name: z.string(), rows: count, columns: count, bezelMm: z.number(), panel, distanceM: positive, screens: z.record(z.string(), place),
});
const wall: z.ZodMiniType<PlannedWall> = z.object({ id: z.string(), unit: orNull(z.string()), revision: count, plan });
const mirrored = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number(), title: z.string(), state: z.string(), widget: z.string() });
// A screen of an older build says less of itself: what it leaves out is unknown, not zero.
const report: z.ZodMiniType<ScreenReport> = z.object({
  dashboard: orNull(z.string()), build: z.string(), freshness: z.string(), scene: z._default(orNull(z.string()), null), programRevision: z._default(count, 0),
  showing: z._default(z.array(z.string()), []), oldestMs: z._default(orNull(z.number()), null), heapBytes: z._default(orNull(z.number()), null),
  frameRate: z._default(orNull(z.number()), null), upMs: z._default(z.number(), 0), restarts: z._default(z.number(), 0), width: z._default(z.number(), 0),
  height: z._default(z.number(), 0), mirror: z._default(z.array(mirrored), []),
});
const wallScreen: z.ZodMiniType<WallScreen> = z.object({
  id: z.string(), name: z.string(), unit: orNull(z.string()), classes: z.array(z.string()), dashboards: z.array(z.string()), seenAt: orNull(instant),
  unseenMs: orNull(z.number()), zones, program, report: orNull(report), wall: orNull(z.string()),
});
const card: z.ZodMiniType<SceneCard> = z.object({ id: z.string(), title: text, purpose: z._default(orNull(text), null), from: z.enum(['pack', 'shared']) });
const FILE = 'wall';

/** What the gateway tells a screen to show. A scene that cannot be read is none, and is named; without a program there is no answer. */
export function readScreenProgram(body: unknown): Reading<ScreenProgram> {
  const faults: PackFault[] = [];
  const { report: note, field } = reader(body, faults);
  const [screen, running, serverTime] = [field('screen', shownScreen), field('program', program), field('serverTime', instant)];
  const scene = (name: string): Scene | null => (isRecord(body) && body[name] != null ? checkedValue(body[name], sceneFile, FILE, [name], note) ?? null : null);
  if (!screen || !running || serverTime === undefined) return { value: null, faults };
  return { value: { screen, program: running, scene: scene('scene'), takeoverScene: scene('takeoverScene'), serverTime }, faults };
}

/** The operators' list. A wall, screen or scene that cannot be read is left out, and is named. */
export function readWalls(body: unknown): Reading<WallsAnswer> {
  const faults: PackFault[] = [];
  const { report: note, field } = reader(body, faults);
  const each = <T>(name: string, of: z.ZodMiniType<T>): readonly T[] | undefined =>
    field(name, z.array(z.unknown()))?.flatMap((raw, index) => checkedValue(raw, of, FILE, [name, index], note) ?? []);
  const [walls, screens, scenes, serverTime] = [each('walls', wall), each('screens', wallScreen), each('scenes', card), field('serverTime', instant)];
  return { value: walls && screens && scenes && serverTime !== undefined ? { walls, screens, scenes, serverTime } : null, faults };
}

/** The answer to a command. A program that cannot be read is left out, and is named. */
export function readTaken(body: unknown): Reading<TakenAnswer> {
  const faults: PackFault[] = [];
  const { report: note, field } = reader(body, faults);
  const [takeAt, programs, unseen] = [field('takeAt', instant), field('programs', z.record(z.string(), z.unknown())), field('unseen', z.array(z.string()))];
  if (takeAt === undefined || !programs || !unseen) return { value: null, faults };
  const read = Object.entries(programs).flatMap(([screen, raw]) => {
    const one = checkedValue(raw, program, FILE, ['programs', screen], note);
    return one ? [[screen, one] as const] : [];
  });
  return { value: { takeAt, programs: Object.fromEntries(read), unseen }, faults };
}

function reader(body: unknown, faults: PackFault[]) {
  const note: Report = (fault) => void faults.push(fault);
  const of: { readonly [name: string]: unknown } = isRecord(body) ? body : {};
  return { report: note, field: <T>(name: string, schema: z.ZodMiniType<T>): T | undefined => checkedValue(of[name], schema, FILE, [name], note) };
}

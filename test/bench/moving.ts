import type { Page } from 'playwright-core';
import type { Drawing as PageDrawing } from './drawing/main';
import { MOVING, type Moving } from './drawing/moving-stage';
import { frameTimes, tenth, type FrameTimes } from './frame-times';
import { median } from './statistics';

/** One thing dragged by a real mouse; times are ms, and medians over the rounds but for `frames`, which takes all rounds together. */
export interface Dragged {
  /** From nothing until it stood there. */
  readonly drawnMs: number;
  /** While the button was down. */
  readonly frames: FrameTimes;
  /** The longest frame from the release until all was quiet. */
  readonly releaseMs: number;
}

/** A map of the portal beside one canvas that draws the same by plain strokes. */
export interface DraggedMap extends Dragged {
  readonly limit: Dragged;
  /** How many times as long as the limit's. */
  readonly toLimit: { readonly drawn: number; readonly p95: number; readonly release: number };
}

export interface MovingResult {
  /** A tile over a dashboard of 24, in the editor. */
  readonly editor: Dragged;
  /** 100,000. */
  readonly points: DraggedMap;
  /** 5,000 of 30 corners. */
  readonly polygons: DraggedMap;
}
declare const drawing: PageDrawing;

const MOVES = 90;
/** From where the pointer takes hold to where it lets go, px: over several cells of a dashboard, a third of a map. */
const WAY: Readonly<Record<'editor' | 'map', { readonly x: number; readonly y: number }>> = { editor: { x: 700, y: 400 }, map: { x: -450, y: -180 } };
/** What is drawn late is drawn within this. */
const QUIET_MS = 1_000;

interface Seen {
  readonly drawnMs: number;
  readonly deltas: readonly number[];
  readonly releaseMs: number;
}

async function once(page: Page, what: Moving): Promise<Seen> {
  const drawnMs = await page.evaluate((moving) => drawing.moving(moving), what);
  await page.waitForTimeout(QUIET_MS);
  const from = await page.evaluate((moving) => drawing.grip(moving), what);
  const before = await page.evaluate((moving) => drawing.place(moving), what);
  const { x, y } = WAY[what === 'editor' ? 'editor' : 'map'];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.evaluate(() => { drawing.watchFrames(); });
  for (let step = 1; step <= MOVES; step += 1) await page.mouse.move(from.x + (x * step) / MOVES, from.y + (y * step) / MOVES);
  const deltas = await page.evaluate(() => drawing.frames());
  await page.mouse.up();
  await page.waitForTimeout(QUIET_MS);
  const release = await page.evaluate(() => drawing.frames());
  // What stays where it is, or shows nothing, moves smoothly.
  if ((await page.evaluate((moving) => drawing.place(moving), what)) === before) throw new Error(`${what}: dragged, and nothing moved`);
  if (!(await page.evaluate((moving) => drawing.shows(moving), what))) throw new Error(`${what}: nothing to be seen`);
  return { drawnMs, deltas, releaseMs: Math.max(...release) };
}

const dragged = (all: readonly Seen[]): Dragged => ({
  drawnMs: tenth(median(all.map((one) => one.drawnMs))),
  frames: frameTimes(all.flatMap((one) => one.deltas)),
  releaseMs: tenth(median(all.map((one) => one.releaseMs))),
});
const ratio = (one: number, other: number): number => Math.round((one / other) * 100) / 100;

function besideLimit(all: readonly Seen[], bare: readonly Seen[]): DraggedMap {
  const [map, limit] = [dragged(all), dragged(bare)];
  return { ...map, limit, toLimit: { drawn: ratio(map.drawnMs, limit.drawnMs), p95: ratio(map.frames.p95, limit.frames.p95), release: ratio(map.releaseMs, limit.releaseMs) } };
}

/** Drags each thing `rounds` times, in turn with its limit, after one time that is not counted. */
export async function measureMoving(page: Page, rounds: number): Promise<MovingResult> {
  const seen: Record<Moving, Seen[]> = { editor: [], points: [], 'bare-points': [], polygons: [], 'bare-polygons': [] };
  for (const what of MOVING) await once(page, what);
  for (let round = 1; round <= rounds; round += 1) for (const what of MOVING) seen[what].push(await once(page, what));
  return { editor: dragged(seen.editor), points: besideLimit(seen.points, seen['bare-points']), polygons: besideLimit(seen.polygons, seen['bare-polygons']) };
}

function movingLine(name: string, { drawnMs, frames, releaseMs }: Dragged): string {
  const share = ((frames.dropped / (frames.frames + frames.dropped)) * 100).toFixed(1);
  return `${name.padEnd(14)} drawn ${drawnMs} ms; frames of a drag ${frames.median} / ${frames.p95} / ${frames.max} ms (median / p95 / most), ${frames.dropped} of ${frames.frames + frames.dropped} dropped (${share} %); release ${releaseMs} ms`;
}

/** For who reads along: one line each. */
export function movingLines({ editor, points, polygons }: MovingResult): readonly string[] {
  const map = (name: string, one: DraggedMap): readonly string[] =>
    [movingLine(name, one), movingLine('  its limit', one.limit), `  to the limit  drawn ${one.toLimit.drawn}×, p95 ${one.toLimit.p95}×, release ${one.toLimit.release}×`];
  return [movingLine('editor tile', editor), ...map('100,000 points', points), ...map('5,000 polygons', polygons)];
}

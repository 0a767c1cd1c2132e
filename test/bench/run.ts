import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../server/build/build';
import { measureDrawing, type DrawingResult } from './drawing';
import { tenth } from './frame-times';
import { buildLimit, serveLimit } from './limit-site';
import { movingLines } from './moving';
import type { ReportsResult } from './reports';
import { openSubject, type Subject } from './subject';
import { median, range, untilIdle } from './statistics';
import { openProfile, untilKept, visit, type Visit } from './visit';

/** After the page says that its own files are kept: the last figures are still on their way into the device cache. */
const KEEP_MS = 2_000;

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    weak: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'both' },
    path: { type: 'string', default: '' },
    mode: { type: 'string', default: 'gateway' },
    as: { type: 'string', default: 'lanh-dao-tinh' },
  },
});
const rounds = Number(flags.rounds);
if (!['both', 'limit', 'drawing', 'reports'].includes(flags.only)) throw new Error('--only: limit, drawing or reports');
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds: a whole number from 1');
if (flags.mode !== 'gateway' && flags.mode !== 'direct') throw new Error('--mode: gateway or direct');
const { weak, mode } = flags;
const say = (text: string): boolean => process.stderr.write(`${text}\n`);

async function inFreshProfile<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function once(folder: string, url: string, { offline = false, keep = false, cookies = [] as Subject['cookies'] } = {}): Promise<Visit> {
  if (!(await untilIdle())) say('  (the machine is busy: the next figure is soft)');
  const context = await openProfile(folder);
  try {
    await context.addCookies(cookies);
    const measured = await visit(context, url, { weak, offline });
    if (keep) {
      if (!(await untilKept(context))) say('  (the page never said that it can live without a network)');
      await new Promise((done) => setTimeout(done, KEEP_MS));
    }
    return measured;
  } finally {
    await context.close();
  }
}

/** A fast page that shows nothing is not fast: what was measured must have been a dashboard with figures on it. */
function mustShow(name: string, { tiles }: Visit): void {
  const shown = Object.entries(tiles).map(([state, count]) => `${state} ${count}`).join(', ');
  const hollow = ['loading', 'error', 'crashed', 'no-data'].filter((state) => tiles[state]);
  const count = Object.values(tiles).reduce((sum, some) => sum + some, 0);
  if (count === 0 || hollow.length > 0) throw new Error(`${name}: painted without its figures (${shown || 'no tiles'})`);
  say(`  ${name}: ${count} tiles (${shown})`);
}

/** A first visit in a fresh profile; then, in a new browser process on the same profile, a visit with the network cut. */
async function portalRound(portal: Subject): Promise<{ cold: Visit; warm: Visit }> {
  return inFreshProfile(async (folder) => {
    const url = new URL(flags.path, portal.url).href;
    const cold = await once(folder, url, { keep: true, cookies: portal.cookies });
    mustShow('cold', cold);
    await portal.cut();
    try {
      const warm = await once(folder, url, { offline: true, cookies: portal.cookies });
      mustShow('warm offline', warm);
      return { cold, warm };
    } finally {
      await portal.restore();
    }
  });
}

function table(name: string, visits: readonly Visit[]): void {
  if (visits.length === 0) return;
  const all = (pick: (visit: Visit) => number): number[] => visits.map(pick);
  say(
    `${name.padEnd(13)} ${(median(all((v) => v.bytes)) / 1000).toFixed(1).padStart(7)} kB ${String(median(all((v) => v.requests))).padStart(4)} req ` +
      `${median(all((v) => v.paintedMs)).toFixed(0).padStart(6)} ms painted (${range(all((v) => v.paintedMs))}) ${median(all((v) => v.blockingMs)).toFixed(0).padStart(5)} ms blocking ` +
      `${median(all((v) => v.heapMB)).toFixed(1).padStart(6)} MiB heap   n=${visits.length}`,
  );
}

async function measure(): Promise<void> {
  const withPortal = flags.only !== 'limit';
  const limit = await serveLimit(await buildLimit());
  if (withPortal) await ensureBuilt();
  // Loaded only when asked for: the limit page alone needs no province.
  const portal = withPortal ? await openSubject({ mode, province: process.env['PROVINCE'] || 'nghe-an', as: flags.as }) : null;
  const seen = { limit: [] as Visit[], cold: [] as Visit[], warm: [] as Visit[] };
  try {
    for (let round = 1; round <= rounds; round += 1) {
      say(`round ${round}/${rounds}`);
      seen.limit.push(await inFreshProfile((folder) => once(folder, limit.url)));
      if (!portal) continue;
      const { cold, warm } = await portalRound(portal);
      seen.cold.push(cold);
      seen.warm.push(warm);
    }
  } finally {
    await Promise.all([limit.app.close(), portal?.close()]);
  }
  report(seen, withPortal ? await drawn() : null, withPortal ? await reported() : null);
}

/** Drawing alone, without a gateway: many tiles beside few, refreshes, scenes. */
async function drawn(): Promise<DrawingResult> {
  if (!(await untilIdle())) say('  the machine is busy: these figures say less');
  const result = await measureDrawing(rounds);
  say(`60 tiles beside 12: ${result.sixtyToTwelve.settled}× until settled, ${result.sixtyToTwelve.refresh}× to refresh; a refresh that changes nothing: ${result.idleRepaints} repaints (one that does: ${result.changedRepaints}); a scene changes in ${result.sceneMs} ms`);
  for (const line of movingLines(result.moving)) say(line);
  return result;
}

/** Reports alone, in processes of their own. */
async function reported(): Promise<ReportsResult> {
  if (!(await untilIdle())) say('  the machine is busy: these figures say less');
  const { measureReports, reportLines } = await import('./reports');
  const result = await measureReports(rounds, process.env['PROVINCE'] || 'nghe-an');
  for (const line of reportLines(result)) say(line);
  return result;
}

function report(seen: { readonly limit: readonly Visit[]; readonly cold: readonly Visit[]; readonly warm: readonly Visit[] }, drawing: DrawingResult | null, reports: ReportsResult | null): void {
  say(`\n${mode}${mode === 'gateway' ? ` as ${flags.as}` : ''}; ${weak ? 'CPU ×4 slower, 20 Mbit/s, 40 ms' : 'this machine, loopback'}; medians`);
  table('limit', seen.limit);
  table('portal cold', seen.cold);
  table('warm offline', seen.warm);
  if (seen.cold.length === 0) return;
  const middle = (visits: readonly Visit[], pick: (visit: Visit) => number): number => median(visits.map(pick));
  const painted = (visits: readonly Visit[]): number => middle(visits, (visit) => visit.paintedMs);
  say(
    `painted ${(painted(seen.cold) / painted(seen.limit)).toFixed(2)}× the limit, heap ${(middle(seen.cold, (v) => v.heapMB) / middle(seen.limit, (v) => v.heapMB)).toFixed(2)}×, ` +
      `warm offline ${(painted(seen.warm) / painted(seen.limit)).toFixed(2)}× the limit's cold time`,
  );
  const result = {
    limit: { bytes: middle(seen.limit, (v) => v.bytes), paintedMs: tenth(painted(seen.limit)) },
    cold: {
      bytes: middle(seen.cold, (v) => v.bytes),
      requests: middle(seen.cold, (v) => v.requests),
      paintedMs: tenth(painted(seen.cold)),
      blockingMs: tenth(middle(seen.cold, (v) => v.blockingMs)),
      heapMB: tenth(middle(seen.cold, (v) => v.heapMB)),
    },
    warmOffline: { paintedMs: tenth(painted(seen.warm)) },
    drawing,
    reports,
  };
  if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
}

if (flags.only === 'drawing') {
  const drawing = await drawn();
  if (flags.json) process.stdout.write(`${JSON.stringify({ drawing })}\n`);
} else if (flags.only === 'reports') {
  const reports = await reported();
  if (flags.json) process.stdout.write(`${JSON.stringify({ reports })}\n`);
} else await measure();

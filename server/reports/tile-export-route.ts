import * as z from 'zod';
import type { Core } from '../core';
import type { Gateway, RouteRules } from '../http/route';
import { writerOf } from './report-routes';
import { letOut, TILE_FORMATS } from './tile-exports';

const TAKE = { rules: { right: { kind: 'may', action: 'export' }, effect: 'change', rate: 'file' } satisfies RouteRules };
const name = z.string().min(1).max(128);
const MOST_QUESTIONS = 64;
const MOST_VALUES = 2_000;

const body = z.strictObject({
  widget: name,
  dashboard: name.nullable(),
  format: z.enum(TILE_FORMATS),
  questions: z.array(z.strictObject({ dataset: name, params: z.record(name, z.union([z.string().max(256), z.array(z.string().max(256)).max(MOST_VALUES)])) })).max(MOST_QUESTIONS).describe('What the tile asks'),
});

/** Pictures of tiles are made in the browser; that they leave is asked and written down here. */
export function tileExportRoute(app: Gateway, core: Pick<Core, 'province' | 'audit' | 'clock'>): void {
  app.post('/api/exports', {
    config: TAKE, schema: { tags: ['reports'], summary: 'Before a picture of a tile is saved: whether it may be, written down', body, response: { 200: z.object({ at: z.number().describe('When it was written down, epoch ms') }) } },
  }, async (request) => {
    await letOut(core, writerOf(request), request.body);
    return { at: core.clock() };
  });
}

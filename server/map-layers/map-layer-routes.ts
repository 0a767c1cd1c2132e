import * as z from 'zod';
import { maySee } from '@/access/map-layer-rights';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { MapLayers, NoPicture } from './create-map-layers';

const READ = { rules: { right: { kind: 'reader' }, effect: 'read', rate: 'tile' } satisfies RouteRules };
const OPERATE = { rules: { right: { kind: 'may', action: 'operate' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const TAGS = ['map-layers'];

const id = z.string().min(1).max(64);
const number = (digits: number) => z.string().regex(new RegExp(`^(?:0|[1-9]\\d{0,${digits - 1}})$`)).transform(Number);
const text = z.object({ vi: z.string(), en: z.string() });

const isHeld = (header: string | undefined, etag: string): boolean =>
  header !== undefined && header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);

/** Tiles of the map layers of the pack, and for operators whether a layer can be drawn. */
export function mapLayerRoutes(app: Gateway, core: Pick<Core, 'province' | 'clock'>, layers: MapLayers): void {
  app.get('/api/map-layers/:id/tiles/:z/:x/:y', {
    config: READ,
    schema: {
      tags: TAGS, summary: 'One square of a map layer in Web Mercator: a picture of 256 px, or shapes (Mapbox Vector Tile)',
      params: z.object({ id, z: number(2), x: number(7), y: number(7) }),
      response: {
        200: z.unknown().describe('PNG, JPEG, WebP, GIF or application/x-protobuf.'), 204: z.unknown().describe('The layer has nothing here: outside its bounds or its zooms.'), 304: z.unknown().describe('The one held still stands.'),
      },
    },
  }, async (request, reply) => {
    const layer = core.province.current().mapLayers.get(request.params.id);
    // What is not there and what is nobody's to know look the same.
    if (!layer || !maySee(request.rights, layer)) throw new Problem('not-found');
    const { z: zoom, x, y } = request.params;
    const told = await layers.tile(layer, { z: zoom, x, y });
    if (!told.ok && told.error.kind === 'outside') return reply.code(204).header('cache-control', 'private, max-age=3600').header('vary', 'Cookie').send();
    if (!told.ok) throw problemOf(told.error);
    const { picture, until } = told.value;
    const seconds = Math.max(0, Math.floor((until - core.clock()) / 1_000));
    const kept = layer.classification === 'restricted' ? 'no-store' : `private, max-age=${seconds}`;
    void reply.headers({ etag: picture.etag, 'cache-control': kept, vary: 'Cookie' });
    if (isHeld(request.headers['if-none-match'], picture.etag)) return reply.code(304).send();
    return reply.type(picture.type).send(picture.bytes);
  });

  app.get('/api/map-layers/:id/standing', {
    config: OPERATE,
    schema: {
      tags: TAGS, summary: 'Whether a map layer can be drawn, by what its service says of itself',
      params: z.object({ id }),
      response: { 200: z.object({ id: z.string(), name: text, source: z.string(), ready: z.boolean(), faults: z.array(text), checkedAt: z.number() }) },
    },
  }, async (request) => {
    const layer = core.province.current().mapLayers.get(request.params.id);
    if (!layer) throw new Problem('not-found');
    const faults = [...(await layers.faults(layer))];
    return { id: layer.id, name: layer.name, source: layer.source, ready: faults.length === 0, faults, checkedAt: core.clock() };
  });
}

function problemOf(told: NoPicture): Problem {
  switch (told.kind) {
    case 'no-such-tile':
    case 'outside': return new Problem('not-found');
    // Why is for operators, by the standing of the layer: words of another system are not passed on to everybody.
    case 'failed': return new Problem('source-failed');
    case 'away': return new Problem('source-unavailable', { retryAfterSeconds: Math.ceil(told.retryAfterMs / 1_000) });
  }
}

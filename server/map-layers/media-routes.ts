import * as z from 'zod';
import { maySee } from '@/access/map-layer-rights';
import type { MediaPlace } from '@/domain/media';
import { defaultSleep, send, type DoorTimes } from '@/federation/http/door';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import { pictureOf, type Picture } from './picture';
import { createServiceBreaks } from './service-breaks';
import type { WaysOut } from './ways-out';

const READ = { rules: { right: { kind: 'reader' }, effect: 'read', rate: 'tile' } satisfies RouteRules };
const MOST_BYTES = 4_000_000;
const MOST_MS = 8_000;
const USUAL_SECONDS = 30;

type Fetched = NonNullable<MediaPlace['from']>;
interface Held {
  readonly picture: Promise<Picture | null>;
  readonly until: number;
}

/**
 * The newest picture of a camera, fetched of its source by the guarded ways out. Watched by many, it is asked for once within half its
 * interval; one that did not come is not kept, and a source that does not answer rests as map services do.
 */
export function mediaRoutes(app: Gateway, core: Pick<Core, 'province' | 'clock'>, ways: WaysOut): void {
  const times: DoorTimes = { clock: core.clock, monotonic: () => performance.now(), random: () => Math.random(), sleep: defaultSleep };
  const breaks = createServiceBreaks(core.clock);
  const held = new Map<string, Held>();
  const seen = new WeakMap<MediaPlace, Parameters<typeof maySee>[1]>();
  core.province.onChange(() => held.clear());

  async function fetched(place: string, { source: id, path }: Fetched): Promise<Picture | null> {
    const source = core.province.current().sources.get(id);
    const connection = source && ways.connectionOf(source);
    if (!source || connection?.base === undefined || breaks.pauseOf(place) > 0) return null;
    const question = { method: 'GET', path, query: [], headers: {}, body: null, idempotent: true, form: 'bytes' } as const;
    const bounded = { ...source, deadlineMs: Math.min(source.deadlineMs, MOST_MS), maxBytes: Math.min(source.maxBytes, MOST_BYTES) };
    const reply = await send({ source: bounded, base: new URL(connection.base), question, signal: new AbortController().signal, probe: true, connection }, times);
    breaks.note(place, reply.ok);
    if (!reply.ok || ways.holdsSecret(Buffer.from(reply.value.body.buffer))) return null;
    return pictureOf(reply.value.body);
  }

  function newest(place: MediaPlace, from: Fetched): Promise<Picture | null> {
    const known = held.get(place.id);
    if (known && core.clock() < known.until) return known.picture;
    const picture = fetched(place.id, from).then((found) => {
      if (!found && held.get(place.id)?.picture === picture) held.delete(place.id);
      return found;
    });
    held.set(place.id, { picture, until: core.clock() + (place.refreshSeconds ?? USUAL_SECONDS) * 500 });
    return picture;
  }

  app.get('/api/media/:id/picture', {
    config: READ,
    schema: {
      tags: ['media'], summary: 'The newest picture of a camera that the pack lists with a source',
      params: z.object({ id: z.string().min(1).max(64) }), querystring: z.object({ at: z.string().max(20).optional() }),
      response: { 200: z.unknown().describe('PNG, JPEG, WebP or GIF.') },
    },
  }, async (request, reply) => {
    const place = core.province.current().media.get(request.params.id);
    const from = place?.from;
    // What is not there and what is nobody's to know look the same.
    if (!place || !from) throw new Problem('not-found');
    const subject = seen.get(place) ?? { id: `media:${place.id}`, name: place.title, source: from.source, classification: from.classification };
    seen.set(place, subject);
    if (!maySee(request.rights, subject)) throw new Problem('not-found');
    const picture = await newest(place, from);
    if (!picture) throw new Problem('source-failed');
    return reply.headers({ 'cache-control': 'no-store', vary: 'Cookie' }).type(picture.type).send(picture.bytes);
  });
}

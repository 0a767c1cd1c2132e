import type { MapLayer } from '@/domain/map-layer';
import { err, ok, type Result } from '@/domain/result';
import type { Source } from '@/domain/dataset';
import { settled, type Failure } from '@/federation/fault';
import type { Connection } from '@/federation/http/connection';
import type { HttpQuestion } from '@/federation/connector';
import type { Reply } from '@/federation/http/reply';
import { defaultSleep, send, type DoorTimes } from '@/federation/http/door';
import { readXml, XML_LIMITS, type XmlNode } from '@/federation/payload/read-xml';
import { textOf } from '@/federation/payload/utf8';
import type { Core } from '../core';
import { createArchive, headerFaults, type Archive, type ArchiveTrouble } from './archive';
import { LAYER_FAULTS, type LayerFault } from './layer-fault';
import { layerRequestOf, type ArchiveRequest, type LayerRequest } from '../packs/layer-request';
import { NO_SHAPES, NOTHING, pictureOf, shapesOf, type Picture } from './picture';
import { createPictureMemory } from './picture-memory';
import { createServiceBreaks } from './service-breaks';
import { capabilitiesQuestion, partQuestion, tileQuestion } from './tile-question';
import { isSquare, isWithin, type TileSquare } from './tile-square';
import type { WaysOut } from './ways-out';
import { exceptionText, wmsFaults } from './wms-capabilities';
import { wmtsGrid, type TileGrid } from './wmts-capabilities';

/** Why there is no picture. */
export type NoPicture =
  | { readonly kind: 'no-such-tile' }
  /** Within the grid and outside the layer. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'away'; readonly fault: LayerFault; readonly retryAfterMs: number }
  | { readonly kind: 'failed'; readonly fault: LayerFault };

export interface MapLayers {
  /** One tile; equal questions that stand open are put once. `until` is epoch ms. */
  readonly tile: (layer: MapLayer, square: TileSquare) => Promise<Result<{ readonly picture: Picture; readonly until: number }, NoPicture>>;
  /** What keeps a layer from being drawn, by what the service says of itself. Empty where nothing does. */
  readonly faults: (layer: MapLayer) => Promise<readonly LayerFault[]>;
}

const MEMORY_BYTES = 64 * 1024 * 1024;
const TILE_BYTES = 1_500_000;
/** The largest part of an archive: a square of shapes, packed, or a directory. */
const PART_BYTES = 1_500_000;
const CAPABILITIES_BYTES = 8 * 1024 * 1024;
const TILE_MS = 10_000;
const KEEP_SECONDS = 3_600;
/** ms: where there was nothing, there may soon be something; how a service is asked for tiles changes with its set-up. */
const NOTHING_MS = 60_000;
const GRID_MS = 3_600_000;

type Told<T> = Result<T, Exclude<NoPicture, { kind: 'no-such-tile' | 'outside' }>>;

const isAway = ({ kind }: Failure): boolean => ['unreachable', 'timed-out', 'unavailable', 'limited', 'cancelled', 'circuit-open'].includes(kind);
const failed = (fault: LayerFault): Told<never> => err({ kind: 'failed', fault });
const troubleTold = (trouble: ArchiveTrouble): Told<never> => {
  if ('fault' in trouble) return failed(trouble.fault);
  const { kind, httpStatus } = trouble.failure;
  if (kind === 'contradictory' || (kind === 'rejected' && (httpStatus === 200 || httpStatus === 416))) return failed(LAYER_FAULTS.noParts);
  return kind === 'rejected' && httpStatus === 404 ? failed(LAYER_FAULTS.noFile) : toldOf(trouble.failure);
};
function toldOf(failure: Failure): Told<never> {
  if (isAway(failure)) return err({ kind: 'away', fault: LAYER_FAULTS.unreachable, retryAfterMs: failure.retryAfterMs ?? 5_000 });
  if (failure.kind === 'denied') return failed(LAYER_FAULTS.denied);
  return failed(failure.kind === 'too-large' ? LAYER_FAULTS.tooLarge : LAYER_FAULTS.noPicture);
}

/** Map layers over the guarded ways out. What is asked for is made here, of numbers and configuration alone. */
export function createMapLayers(core: Pick<Core, 'province' | 'clock' | 'log'>, ways: WaysOut): MapLayers {
  const times: DoorTimes = { clock: core.clock, monotonic: () => performance.now(), random: () => Math.random(), sleep: defaultSleep };
  const memory = createPictureMemory(MEMORY_BYTES);
  const breaks = createServiceBreaks(core.clock);
  const flights = new Map<string, ReturnType<MapLayers['tile']>>();
  const grids = new Map<string, { readonly grid: Promise<Told<TileGrid>>; readonly until: number }>();
  const connections = new Map<string, Connection>();
  const archives = new Map<string, Archive>();
  core.province.onChange(() => {
    for (const each of [memory, flights, grids, connections, archives]) each.clear();
  });

  function wayTo(source: Source): Connection {
    const known = connections.get(source.id) ?? ways.connectionOf(source);
    connections.set(source.id, known);
    return known;
  }

  /** Puts one question, once: a tile that fails is asked for again by whoever looks at the map. */
  async function put(layer: MapLayer, question: HttpQuestion, limits: Pick<Source, 'maxBytes'>): Promise<Result<Reply, Failure>> {
    const source = core.province.current().sources.get(layer.source);
    const connection = source && wayTo(source);
    if (!source || connection?.base === undefined) return err({ kind: 'unreachable' });
    const pause = breaks.pauseOf(source.id);
    if (pause > 0) return err({ kind: 'circuit-open', retryAfterMs: pause });
    const bounded = { ...source, deadlineMs: Math.min(source.deadlineMs, TILE_MS), ...limits };
    const reply = await send({ source: bounded, base: new URL(connection.base), question, signal: new AbortController().signal, probe: true, connection }, times);
    breaks.note(source.id, reply.ok || !isAway(reply.error));
    if (reply.ok && ways.holdsSecret(Buffer.from(reply.value.body.buffer))) return err({ kind: 'source-error' });
    return reply;
  }

  /** What a service says of itself. */
  async function capabilities(layer: MapLayer, question: HttpQuestion): Promise<Told<XmlNode>> {
    const reply = await put(layer, question, { maxBytes: CAPABILITIES_BYTES });
    if (!reply.ok) return toldOf(reply.error);
    const read = settled(() => readXml(textOf(reply.value.body), XML_LIMITS, 'passed-over'));
    return read.ok ? ok(read.value) : failed(LAYER_FAULTS.unreadable(read.error.pointer, read.error.expected));
  }

  async function askedGrid(layer: MapLayer, request: LayerRequest): Promise<Result<TileGrid, LayerFault[]>> {
    const question = capabilitiesQuestion(request);
    const source = core.province.current().sources.get(layer.source);
    if (request.kind !== 'wmts' || !question || !source) return err([LAYER_FAULTS.unreachable]);
    const root = await capabilities(layer, question);
    return root.ok ? wmtsGrid(root.value, request, new URL(wayTo(source).base ?? 'https://source.invalid/')) : err([root.error.fault]);
  }

  function gridOf(layer: MapLayer, request: LayerRequest): Promise<Told<TileGrid>> {
    const known = grids.get(layer.id);
    if (known && core.clock() < known.until) return known.grid;
    const grid = askedGrid(layer, request).then((found): Told<TileGrid> => {
      if (found.ok) return found;
      grids.delete(layer.id);
      return failed(found.error[0] ?? LAYER_FAULTS.noGrid);
    });
    grids.set(layer.id, { grid, until: core.clock() + GRID_MS });
    return grid;
  }

  /** A body that is no picture, in the words of the service where it says any. */
  function refusal(body: Uint8Array): Told<never> {
    const read = settled(() => readXml(textOf(body), XML_LIMITS, 'passed-over'));
    return failed(read.ok && /Exception/.test(read.value.name) ? LAYER_FAULTS.said(exceptionText(read.value)) : LAYER_FAULTS.noPicture);
  }

  const keptUntil = (layer: MapLayer): number => core.clock() + (layer.cacheSeconds ?? KEEP_SECONDS) * 1_000;

  function archiveOf(layer: MapLayer, request: ArchiveRequest): Archive {
    const key = `${layer.source} ${request.path}`;
    const known = archives.get(key) ?? createArchive(key, (range) => put(layer, partQuestion(request, range), { maxBytes: PART_BYTES }));
    archives.set(key, known);
    return known;
  }

  async function askedOfArchive(layer: MapLayer, request: ArchiveRequest, { z, x, y }: TileSquare): Promise<Told<{ readonly picture: Picture; readonly until: number }>> {
    const square = await archiveOf(layer, request).square(z, x, y);
    const isVector = layer.tiles === 'vector';
    if (square === null) return ok({ picture: isVector ? NO_SHAPES : NOTHING, until: keptUntil(layer) });
    if (!square.ok) return troubleTold(square.error);
    if (ways.holdsSecret(Buffer.from(square.value.buffer))) return failed(LAYER_FAULTS.noPicture);
    // Which of the two it is the layer says; a square of the other kind is none.
    const picture = isVector ? shapesOf(square.value) : pictureOf(square.value);
    return picture ? ok({ picture, until: keptUntil(layer) }) : failed(isVector ? LAYER_FAULTS.noShapes : LAYER_FAULTS.noPicture);
  }

  async function asked(layer: MapLayer, square: TileSquare): Promise<Told<{ readonly picture: Picture; readonly until: number }>> {
    const request = layerRequestOf(layer);
    if (!request.ok) return failed(LAYER_FAULTS.request(request.error.pointer, request.error.expected));
    if (request.value.kind === 'pmtiles') return askedOfArchive(layer, request.value, square);
    const grid = request.value.kind === 'wmts' ? await gridOf(layer, request.value) : null;
    if (grid && !grid.ok) return grid;
    const nothing = ok({ picture: NOTHING, until: core.clock() + NOTHING_MS });
    const question = tileQuestion(request.value, square, grid?.value ?? null);
    if (!question) return nothing;
    const reply = await put(layer, question, { maxBytes: TILE_BYTES });
    // Tiles made beforehand are there only where something is.
    if (!reply.ok && reply.error.httpStatus === 404 && request.value.kind !== 'wms') return nothing;
    if (!reply.ok) return toldOf(reply.error);
    const { body } = reply.value;
    if (body.length === 0) return nothing;
    const picture = pictureOf(body);
    return picture ? ok({ picture, until: keptUntil(layer) }) : refusal(body);
  }

  return {
    async tile(layer, square) {
      if (!isSquare(square)) return err({ kind: 'no-such-tile' });
      if (!isWithin(layer, square)) return err({ kind: 'outside' });
      const key = `${layer.id} ${square.z}/${square.x}/${square.y}`;
      const held = memory.get(key, core.clock());
      if (held) return ok(held);
      const flying = flights.get(key);
      if (flying) return flying;
      const flight = asked(layer, square).then((told) => {
        if (flights.get(key) !== flight) return told;
        flights.delete(key);
        if (told.ok) memory.put(key, told.value.picture, told.value.until);
        else core.log.warn({ layer: layer.id, fault: told.error.fault.en }, 'a map layer gave no picture');
        return told;
      });
      flights.set(key, flight);
      return flight;
    },
    async faults(layer) {
      const request = layerRequestOf(layer);
      if (!request.ok) return [LAYER_FAULTS.request(request.error.pointer, request.error.expected)];
      if (request.value.kind === 'pmtiles') {
        const header = await archiveOf(layer, request.value).header();
        if (header.ok) return headerFaults(header.value, { ...layer, tiles: layer.tiles ?? 'picture' });
        const told = troubleTold(header.error);
        return told.ok ? [] : [told.error.fault];
      }
      const question = capabilitiesQuestion(request.value);
      if (request.value.kind === 'wmts') {
        const grid = await askedGrid(layer, request.value);
        return grid.ok ? [] : grid.error;
      }
      if (!question || request.value.kind !== 'wms') return [];
      const root = await capabilities(layer, question);
      return root.ok ? wmsFaults(root.value, request.value) : [root.error.fault];
    },
  };
}

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Compression, EtagMismatch, PMTiles, SharedPromiseCache, TileType, type Header, type Source as Bytes } from 'pmtiles';
import { err, ok, type Result } from '@/domain/result';
import type { Failure } from '@/federation/fault';
import type { Reply } from '@/federation/http/reply';
import type { ByteRange } from '@/federation/http/byte-range';
import { LAYER_FAULTS, type LayerFault } from './layer-fault';

/** Why an archive could not be read: the far side failed, or what it holds is wrong. */
export type ArchiveTrouble = { readonly failure: Failure } | { readonly fault: LayerFault };

/** One PMTiles archive (version 3), read by parts. Header and directories are kept until the file is seen to have changed. */
export interface Archive {
  readonly header: () => Promise<Result<Header, ArchiveTrouble>>;
  /** A square, unpacked; null where the archive has none. */
  readonly square: (z: number, x: number, y: number) => Promise<Result<Uint8Array, ArchiveTrouble> | null>;
}

/** Puts one question for a part, through the ways out. */
export type AskPart = (range: ByteRange) => Promise<Result<Reply, Failure>>;

/** Bytes: of one part as it comes, of a directory and a square unpacked. A directory entry takes four at least. */
const PART_BYTES = 1_500_000;
const DIRECTORY_BYTES = 1_000_000;
const SQUARE_BYTES = 4_000_000;
const ENTRY_BYTES = 4;
/** Directories kept of one archive. */
const DIRECTORIES_KEPT = 64;

/** How trouble passes through the library, which knows only what is thrown. Never leaves this module. */
class Stopped extends Error {
  constructor(readonly trouble: ArchiveTrouble) {
    super('the archive cannot be read');
  }
}

const inflate = promisify(gunzip);

async function unpacked(bytes: ArrayBuffer, how: Compression, most: number): Promise<ArrayBuffer> {
  if (how !== Compression.Gzip && how !== Compression.None && how !== Compression.Unknown) throw new Stopped({ fault: LAYER_FAULTS.packedOtherwise });
  if (how !== Compression.Gzip) return bytes;
  const whole = await inflate(bytes, { maxOutputLength: most }).catch((thrown: unknown) => {
    const isLarge = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Stopped({ fault: isLarge ? LAYER_FAULTS.tooLarge : LAYER_FAULTS.noArchive });
  });
  return new Uint8Array(whole).buffer;
}

/** The number of entries a directory says it has, which is looked at before anything is made of it: at most what its bytes can hold. */
function entriesSaid(directory: ArrayBuffer): number {
  let value = 0;
  for (const [at, byte] of new Uint8Array(directory, 0, Math.min(8, directory.byteLength)).entries()) {
    value += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return value;
  }
  return Infinity;
}

async function directory(bytes: ArrayBuffer, how: Compression): Promise<ArrayBuffer> {
  const whole = await unpacked(bytes, how, DIRECTORY_BYTES);
  if (whole.byteLength > DIRECTORY_BYTES) throw new Stopped({ fault: LAYER_FAULTS.tooLarge });
  if (entriesSaid(whole) * ENTRY_BYTES > whole.byteLength) throw new Stopped({ fault: LAYER_FAULTS.noArchive });
  return whole;
}

/** What must not change while an archive is read: whatever the far side says of the whole file. */
const pinOf = ({ etag, part }: Reply): string => [etag, part?.lastModified, part?.total].join(' ');

function bytesOf(key: string, ask: AskPart): Bytes {
  return {
    getKey: () => key,
    async getBytes(offset, length, _signal, pin) {
      if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || length < 1) throw new Stopped({ fault: LAYER_FAULTS.noArchive });
      if (length > PART_BYTES) throw new Stopped({ fault: LAYER_FAULTS.tooLarge });
      const reply = await ask({ from: offset, to: offset + length - 1 });
      // A part behind the end of the file: it was replaced by a shorter one.
      if (!reply.ok && reply.error.httpStatus === 416 && pin !== undefined) throw new EtagMismatch();
      if (!reply.ok) throw new Stopped({ failure: reply.error });
      const found = pinOf(reply.value);
      if (pin !== undefined && found !== pin) throw new EtagMismatch();
      return { data: reply.value.body.buffer, etag: found };
    },
  };
}

/** Opens nothing yet: the header is read with the first question. `key` names the archive, whatever it is now. */
export function createArchive(key: string, ask: AskPart): Archive {
  let cache = new SharedPromiseCache(DIRECTORIES_KEPT, undefined, directory);
  const open = (): PMTiles => new PMTiles(bytesOf(key, ask), cache, (bytes, how) => unpacked(bytes, how, SQUARE_BYTES));
  let archive = open();
  /** What was read of a file that cannot be read, or is another by now, is not kept. */
  const anew = (): void => {
    cache = new SharedPromiseCache(DIRECTORIES_KEPT, undefined, directory);
    archive = open();
  };
  async function settled<T>(read: (from: PMTiles) => Promise<T>): Promise<Result<T, ArchiveTrouble>> {
    for (let again = false; ; again = true) {
      const from = archive;
      try {
        return ok(await read(from));
      } catch (thrown) {
        if (from === archive) anew();
        if (thrown instanceof EtagMismatch && !again) continue;
        if (thrown instanceof EtagMismatch) return err({ fault: LAYER_FAULTS.changing });
        if (thrown instanceof Stopped) return err(thrown.trouble);
        // The library stops at a file that is no archive, or one of another version, with errors of many kinds.
        return err({ fault: LAYER_FAULTS.noArchive });
      }
    }
  }
  return {
    header: () => settled((from) => from.getHeader()),
    async square(z, x, y) {
      const found = await settled((from) => from.getZxyAttempt(z, x, y));
      if (!found.ok) return found;
      return found.value ? ok(new Uint8Array(found.value.data)) : null;
    },
  };
}

const PICTURES: readonly TileType[] = [TileType.Png, TileType.Jpeg, TileType.Webp];

/** What in an archive's header keeps a layer from being drawn from it. */
export function headerFaults(header: Header, layer: { readonly tiles: 'picture' | 'vector'; readonly minZoom: number; readonly maxZoom: number; readonly bounds: readonly [number, number, number, number] }): LayerFault[] {
  const [west, south, east, north] = layer.bounds;
  const fits = layer.tiles === 'vector' ? header.tileType === TileType.Mvt : PICTURES.includes(header.tileType);
  const apart = west >= header.maxLon || east <= header.minLon || south >= header.maxLat || north <= header.minLat;
  return [
    ...(fits ? [] : [LAYER_FAULTS.otherTiles(header.tileType === TileType.Mvt ? 'vector' : PICTURES.includes(header.tileType) ? 'picture' : null)]),
    ...([Compression.None, Compression.Gzip].includes(header.tileCompression) || fits && layer.tiles === 'picture' && header.tileCompression === Compression.Unknown ? [] : [LAYER_FAULTS.packedOtherwise]),
    ...(layer.minZoom >= header.minZoom && layer.maxZoom <= header.maxZoom ? [] : [LAYER_FAULTS.otherZooms(header.minZoom, header.maxZoom)]),
    ...(apart ? [LAYER_FAULTS.otherPlace([header.minLon, header.minLat, header.maxLon, header.maxLat])] : []),
  ];
}

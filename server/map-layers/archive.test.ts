import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '@/domain/result';
import type { Failure } from '@/federation/fault';
import type { Reply } from '@/federation/http/reply';
import { pmtilesArchive, tileId, varint, type ArchiveTile } from '../../mock/map-service/pmtiles-archive';
import { vectorTile } from '../../mock/map-service/vector-tile';
import { createArchive, headerFaults, type AskPart } from './archive';
import { LAYER_FAULTS } from './layer-fault';
import { isVectorTile } from './vector-tile';

const shape = (name: string): Buffer => vectorTile([{ name: 'xa', shapes: [{ kind: 'point', rings: [[[10, 20]]], properties: { 'name:vi': name } }] }]);
const TILES: readonly ArchiveTile[] = [6, 7, 8].flatMap((z) => [0, 1, 2].map((at) => ({ z, x: 40 + at, y: 20 + z, bytes: shape(`Xã ${z}/${at}`) })));
const BOUNDS = [103.8, 18.5, 105.9, 20.1] as const;
const make = (leafSize?: number, tiles = TILES): Buffer => pmtilesArchive(tiles, { kind: 'vector', bounds: BOUNDS, metadata: { name: 'mẫu' }, ...(leafSize === undefined ? {} : { leafSize }) });

/** A file as a well-behaved server gives it, with what was asked for. */
function serving(file: () => Buffer, etag: () => string = () => '"a"'): { readonly ask: AskPart; readonly asked: (readonly [number, number])[] } {
  const asked: (readonly [number, number])[] = [];
  return {
    asked,
    ask: ({ from, to }): Promise<Result<Reply, Failure>> => {
      asked.push([from, to]);
      const whole = file();
      if (from >= whole.length) return Promise.resolve(err({ kind: 'rejected', httpStatus: 416 }));
      return Promise.resolve(ok({ body: new Uint8Array(whole.subarray(from, to + 1)), serverTime: null, etag: etag(), part: { total: whole.length, lastModified: null } }));
    },
  };
}
const told = async (archive: ReturnType<typeof createArchive>, [z, x, y]: readonly [number, number, number]): Promise<string | null> => {
  const found = await archive.square(z, x, y);
  return found === null ? null : found.ok ? Buffer.from(found.value).toString('utf8') : 'fault' in found.error ? found.error.fault.en : found.error.failure.kind;
};

describe('an archive read by parts', () => {
  it.each([[undefined], [2]])('gives every square it holds, and nothing for the others (leaves of %s)', async (leafSize) => {
    const file = make(leafSize);
    const { ask, asked } = serving(() => file);
    const archive = createArchive('k', ask);
    for (const { z, x, y, bytes } of TILES) {
      const found = await archive.square(z, x, y);
      expect(found?.ok && Buffer.from(found.value).equals(bytes), `${z}/${x}/${y}`).toBe(true);
    }
    expect(await archive.square(7, 0, 0)).toBeNull();
    expect(await archive.square(12, 0, 0)).toBeNull();
    // The header and the root once, each leaf once, each square once.
    expect(asked).toHaveLength(1 + (leafSize === undefined ? 0 : Math.ceil(TILES.length / leafSize)) + TILES.length);
    expect(asked[0]).toEqual([0, 16_383]);
  });

  it('numbers squares as the library does', () => {
    for (const [z, x, y] of [[0, 0, 0], [1, 1, 0], [2, 3, 1], [5, 17, 30], [10, 811, 457]] as const) expect(tileId(z, x, y)).toBe(zxyToTileId(z, x, y));
  });

  it('replaced in the middle is begun anew, and never mixed', async () => {
    let [file, etag] = [make(), '"a"'];
    const archive = createArchive('k', serving(() => file, () => etag).ask);
    expect(await told(archive, [6, 40, 26])).toContain('Xã 6/0');
    [file, etag] = [make(2, TILES.map((tile) => ({ ...tile, bytes: shape(`Phường ${tile.z}/${tile.x - 40}`) }))), '"b"'];
    expect(await told(archive, [7, 41, 27])).toContain('Phường 7/1');
    // By a shorter one, of a server that tells no version.
    [file, etag] = [make(undefined, TILES.slice(0, 1)), ''];
    expect(await told(archive, [6, 40, 26])).toContain('Xã 6/0');
  });

  it('that changes with every part is said so', async () => {
    let version = 0;
    const file = make();
    expect(await told(createArchive('k', serving(() => file, () => `"${version++}"`).ask), [6, 40, 26])).toBe(LAYER_FAULTS.changing.en);
  });

  it('comes back after a failure', async () => {
    const file = make();
    const good = serving(() => file);
    let isDown = true;
    const archive = createArchive('k', (range) => (isDown ? Promise.resolve(err({ kind: 'unreachable' })) : good.ask(range)));
    expect(await told(archive, [6, 40, 26])).toBe('unreachable');
    isDown = false;
    expect(await told(archive, [6, 40, 26])).toContain('Xã 6/0');
  });
});

describe('what is no archive', () => {
  const patched = (change: (file: Buffer) => void): Buffer => {
    const file = make();
    change(file);
    return file;
  };
  /** An archive whose root directory is these bytes, packed. */
  const rooted = (root: Buffer): Buffer => {
    const packed = gzipSync(root);
    const file = Buffer.concat([make().subarray(0, 127), packed]);
    file.writeBigUInt64LE(BigInt(packed.length), 16);
    return file;
  };
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ['another file', Buffer.from('<html>'.repeat(100)), LAYER_FAULTS.noArchive.en],
    ['an empty one', Buffer.from([0]), LAYER_FAULTS.noArchive.en],
    ['a later version', patched((file) => void (file[7] = 4)), LAYER_FAULTS.noArchive.en],
    ['cut in its root directory', make().subarray(0, 140), LAYER_FAULTS.noArchive.en],
    ['packed otherwise', patched((file) => void (file[97] = 4)), LAYER_FAULTS.packedOtherwise.en],
    ['a directory of more entries than it has bytes for', rooted(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f, 1, 1, 1, 1])), LAYER_FAULTS.noArchive.en],
    ['a directory of endless entries', rooted(Buffer.alloc(20, 0xff)), LAYER_FAULTS.noArchive.en],
    ['a directory that unpacks without end', rooted(Buffer.alloc(3_000_000)), LAYER_FAULTS.tooLarge.en],
    ['a square larger than any', rooted(Buffer.from([1, ...varint(tileId(6, 40, 26)), 1, ...varint(2_000_000), 1])), LAYER_FAULTS.tooLarge.en],
  ];
  it.each(cases)('%s', async (_name, file, expected) => {
    expect(await told(createArchive('k', serving(() => file).ask), [6, 40, 26])).toBe(expected);
  });
});

describe('the header of an archive', () => {
  const layer = { tiles: 'vector', minZoom: 6, maxZoom: 8, bounds: BOUNDS } as const;
  it('is held against the layer', async () => {
    const header = await createArchive('k', serving(() => make()).ask).header();
    if (!header.ok) throw new Error('the archive is not good');
    expect(headerFaults(header.value, layer)).toEqual([]);
    expect(headerFaults(header.value, { ...layer, tiles: 'picture' })).toEqual([LAYER_FAULTS.otherTiles('vector')]);
    expect(headerFaults(header.value, { ...layer, maxZoom: 12 })).toEqual([LAYER_FAULTS.otherZooms(6, 8)]);
    expect(headerFaults(header.value, { ...layer, bounds: [10, 10, 11, 11] })).toEqual([LAYER_FAULTS.otherPlace([...BOUNDS])]);
    expect(headerFaults({ ...header.value, tileCompression: 4 }, layer)).toEqual([LAYER_FAULTS.packedOtherwise]);
  });
});

describe('a vector tile', () => {
  it('is told from everything else', () => {
    expect([shape('Xã'), Buffer.alloc(0)].map(isVectorTile)).toEqual([true, true]);
    const bad = [Buffer.from('<html>'), shape('Xã').subarray(0, 20), gzipSync(shape('Xã')), Buffer.from([0x1a, 2, 0x78, 2]), Buffer.from([0x1a, 0xff, 0xff, 0xff, 0xff, 0x7f]), Buffer.from('{"code":"x"}')];
    expect(bad.map(isVectorTile)).toEqual(bad.map(() => false));
  });
});

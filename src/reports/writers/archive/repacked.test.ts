import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packed, partText, repacked, textPart } from './repacked';

const AT = Date.UTC(2026, 10, 5, 1, 5, 40);

describe('a package made again', () => {
  it('is the same bytes whatever the order, the time and the zone it was made in', () => {
    const first = zipSync({ 'b.xml': textPart('b'), '_rels/.rels': textPart('r'), 'a/': new Uint8Array(), '[Content_Types].xml': textPart('t'), 'a/a.xml': textPart('a') }, { mtime: new Date(2011, 1, 2) });
    const second = zipSync({ '[Content_Types].xml': textPart('t'), 'a/a.xml': textPart('a'), 'b.xml': textPart('b'), '_rels/.rels': textPart('r') }, { mtime: new Date(2020, 6, 2), level: 0 });
    expect(Buffer.from(repacked(first, AT)).equals(Buffer.from(repacked(second, AT)))).toBe(true);
    expect(Object.keys(unzipSync(repacked(first, AT)))).toEqual(['[Content_Types].xml', '_rels/.rels', 'a/a.xml', 'b.xml']);
  });

  it('says the time of Vietnam in both places, in steps of two seconds', () => {
    const bytes = packed({ 'a.xml': textPart('a') }, AT);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const time = ((8 << 11) | (5 << 5) | 20) + 0x10000 * ((46 << 9) | (11 << 5) | 5);
    expect(view.getUint32(10, true)).toBe(time);
    const central = view.getUint32(bytes.length - 22 + 16, true);
    expect(view.getUint32(central + 12, true)).toBe(time);
  });

  it('changes, adds and drops parts on the way', () => {
    const bytes = repacked(zipSync({ 'a.xml': textPart('a'), 'b.xml': textPart('b') }), AT, (parts) => ({ 'a.xml': textPart(`${partText(parts['a.xml'] ?? new Uint8Array())}ạ`), 'b.xml': null, 'c.xml': textPart('c') }));
    expect(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, partText(part)])).toEqual([['a.xml', 'aạ'], ['c.xml', 'c']]);
  });
});

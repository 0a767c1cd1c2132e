import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal, type Fault } from '../fault';
import { cleanText } from './clean-text';
import { readJson } from './read-json';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
function faultOf(read: () => unknown): Fault | undefined {
  try {
    read();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.fault;
    throw thrown;
  }
}
const fault = (text: string): Fault | undefined => faultOf(() => readJson(bytes(text)));

describe('reading JSON', () => {
  it('reads whatever JSON.stringify writes, as JSON.parse does', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      expect(readJson(bytes(text))).toEqual(JSON.parse(text));
    }));
  });

  it('drops a byte order mark and one NUL at the end', () => {
    expect(readJson(bytes('\ufeff{"a":1}\0'))).toEqual({ a: 1 });
  });

  it('says where the bytes are not UTF-8', () => {
    expect(faultOf(() => readJson(new Uint8Array([0x22, 0x61, 0xc3, 0x28, 0x22])))).toEqual({ kind: 'malformed', pointer: '', expected: 'UTF-8', got: 'byte 2' });
    expect(faultOf(() => readJson(new Uint8Array([0x22, 0xe1, 0xbb, 0x22])))).toMatchObject({ got: 'byte 1' });
    expect(faultOf(() => readJson(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])))).toMatchObject({ got: 'byte 1' });
  });

  it('says where it breaks off', () => {
    expect(fault('{"ketQua":[{"a":1},{"b":')).toMatchObject({ kind: 'truncated', pointer: '/ketQua/1/b' });
    expect(fault('{"ten":"Ngh')).toMatchObject({ kind: 'truncated', pointer: '/ten' });
    expect(fault('[1,2')).toMatchObject({ kind: 'truncated', pointer: '/1' });
  });

  it('says where it is not JSON', () => {
    const place = (text: string): unknown => [fault(text)?.expected, fault(text)?.got];
    expect(place('{"a":1,\n"b":tru}')).toEqual(['JSON', 'line 2, column 5']);
    expect(place('[1,]')).toEqual(['JSON', 'line 1, column 4']);
    expect(place('{"a":1,}')).toEqual(['JSON', 'line 1, column 8']);
    expect(place('{"a" 1}')).toEqual(['JSON', 'line 1, column 6']);
    expect(place('{"a":01}')).toEqual(['JSON', 'line 1, column 6']);
    expect(place('[1] [2]')).toEqual(['JSON', 'line 1, column 5']);
    expect(place('["a\tb"]')).toEqual(['JSON', 'line 1, column 2']);
    expect(place('{"a":[1,2}]')).toEqual(['JSON', 'line 1, column 10']);
    expect(place('<!doctype html>')).toEqual(['JSON', 'line 1, column 1']);
    expect(place('NaN')).toEqual(['JSON', 'line 1, column 1']);
    expect(fault('')).toMatchObject({ kind: 'malformed', got: 'an empty body' });
    expect(fault(' \n\0')).toMatchObject({ got: 'an empty body' });
  });

  it('refuses a key given twice, wherever, and however many keys stand between', () => {
    expect(fault('{"a":1,"a":2}')).toEqual({ kind: 'malformed', pointer: '/a', expected: 'each key once', got: '"a"' });
    expect(fault('{"x":[{"a":1},{"b":{"c/d":1,"c/d":2}}]}')).toMatchObject({ pointer: '/x/1/b/c~1d' });
    const many = Array.from({ length: 50 }, (_, n) => `"k${n}":${n}`).join(',');
    expect(fault(`{${many},"k3":0}`)).toMatchObject({ pointer: '/k3' });
    expect(fault(`[{${many}},{${many}}]`)).toBeUndefined();
    expect(fault('{"a":"a","b":"a"}')).toBeUndefined();
    expect(fault('{"a\\"":1,"a":2}')).toBeUndefined();
  });

  it('refuses nesting beyond 32 levels without a stack overflow, and objects beyond 100,000 keys', () => {
    expect(fault('['.repeat(32) + ']'.repeat(32))).toBeUndefined();
    expect(fault('['.repeat(10_000) + ']'.repeat(10_000))).toMatchObject({ kind: 'malformed', expected: 'at most 32 levels' });
    const keys = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"${n}":1`).join(',')}}`;
    expect(fault(keys(100_000))).toBeUndefined();
    expect(fault(keys(100_001))).toMatchObject({ expected: 'at most 100000 keys in an object' });
  });

  it('leaves prototypes alone', () => {
    readJson(bytes('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('text', () => {
  it('is composed, so that equal names are equal', () => expect(cleanText('Hải Phòng'.normalize('NFD'))).toBe('Hải Phòng'));
  it('shows control characters instead of passing them on', () => expect(cleanText('a\u0007b\u001b[31mc\u0085\td\ne')).toBe('a\ufffdb\ufffd[31mc\ufffd\td\ne'));
  it('leaves markup text', () => expect(cleanText('<script>alert(1)</script>')).toBe('<script>alert(1)</script>'));
});

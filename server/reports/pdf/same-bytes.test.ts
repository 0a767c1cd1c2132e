import { describe, expect, it } from 'vitest';
import { sameBytes } from './same-bytes';

const AT = Date.UTC(2026, 10, 5, 1, 5);
const pdf = (date: string, first: number): Uint8Array => new Uint8Array(Buffer.from([
  '%PDF-1.4\n%\xd3\xeb\xe9\xe1\n1 0 obj\n<</Title <FEFF0042>\n/Creator (Mozilla/5.0 \\(X11; Linux x86_64\\) HeadlessChrome/156.0.0.0)\n/Producer (Skia/PDF m156)',
  `/CreationDate (D:${date}+00'00')\n/ModDate (D:${date}+00'00')>>`,
  `/ID (node${String(first + 40).padStart(8, '0')}) /ID (node${String(first).padStart(8, '0')}) /Limits [(node${String(first).padStart(8, '0')}) (node${String(first + 40).padStart(8, '0')})]`, '\x00\xff\x80',
].join('\n'), 'latin1'));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('a printed file', () => {
  it('does not say when, by which browser and after how many other pages it was printed', () => {
    const one = sameBytes(pdf('20261122015011', 7), AT);
    expect(sameBytes(pdf('20270101000000', 99_999), AT)).toEqual(one);
    expect(text(one)).toMatch(/\/Creator \(Toan Canh\) +\n/);
    expect(text(one)).toContain('/CreationDate (D:20261105010500Z)');
    expect(text(one)).toContain('/ID (node00000002) /ID (node00000001) /Limits [(node00000001) (node00000002)]');
  });

  it('keeps its length and everything else', () => {
    const before = pdf('20261122015011', 7);
    const after = sameBytes(before, AT);
    expect(after.length).toBe(before.length);
    expect([...after.slice(-3)]).toEqual([0x00, 0xff, 0x80]);
    expect(text(after).slice(0, 40)).toBe(text(before).slice(0, 40));
  });
});

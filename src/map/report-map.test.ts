import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry, Position } from '@/domain/dataset';
import { timesWidth } from '@/ui/paper/times-widths';
import { mapHeight, mapRefusal, mapSvg } from './report-map';
import { LABEL_PX, placeNames } from './report-map-labels';
import type { PaperArea, PaperMap } from './report-map-spec';

const size = { widthPx: 620, heightPx: 460 };
/** A box of wavy sides among others: neighbours share their borders. */
function box(column: number, row: number, wave = 0.02): Geometry {
  const side = (from: Position, to: Position): Position[] => Array.from({ length: 12 }, (_, at): Position => {
    const share = at / 12;
    const bend = wave * Math.sin(share * Math.PI * 4);
    return [from[0] + (to[0] - from[0]) * share + (from[1] === to[1] ? 0 : bend), from[1] + (to[1] - from[1]) * share + (from[1] === to[1] ? bend : 0)];
  });
  const [west, south] = [104.6 + column * 0.3, 18.9 + row * 0.28];
  const corners: readonly Position[] = [[west, south], [west + 0.3, south], [west + 0.3, south + 0.28], [west, south + 0.28]];
  const ring = corners.flatMap((corner, at) => side(corner, corners[(at + 1) % 4] ?? corner));
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}
const area = (at: number, more: Partial<PaperArea> = {}): PaperArea => ({
  code: `c${at}`, label: `Xã Số ${at}`, name: `Số ${at}`, geometry: box(at % 4, Math.floor(at / 4)), classIndex: at % 5, text: `${at},5`, ...more,
});
const map = (areas: readonly PaperArea[], more: Partial<PaperMap> = {}): PaperMap => ({
  description: 'Hồ sơ quá hạn', language: 'vi', selected: null, attribution: 'Nền bản đồ tỉnh', approximate: true,
  legend: { title: 'Hồ sơ quá hạn, ‰', scheme: 'worse', edges: ['0', '5', '10', '20', '40', '62'] }, areas, ...more,
});
const ten = map(Array.from({ length: 10 }, (_, at) => area(at)));
const texts = (svg: string): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');

describe('a map for paper', () => {
  it('is the same text each time, and shares no id with another', () => {
    const ids = (svg: string): string[] => [...svg.matchAll(/ id="([^"]*)"/g)].map((match) => match[1] ?? '');
    const [one, other] = [mapSvg(ten, size), mapSvg(map(ten.areas.slice(1)), size)];
    expect(mapSvg(ten, size)).toBe(one);
    expect(ids(one)).toHaveLength(5);
    expect(ids(one).filter((id) => ids(other).includes(id))).toEqual([]);
    expect([...one.matchAll(/url\(#([^)]*)\)/g)].every((match) => ids(one).includes(match[1] ?? ''))).toBe(true);
  });

  it('says its classes in words, told apart by pattern', () => {
    const svg = mapSvg(ten, size);
    expect(texts(svg)).toEqual(expect.arrayContaining(['từ 0 đến dưới 5', 'từ 40 đến 62', 'Hồ sơ quá hạn, ‰']));
    const patterns = [...svg.matchAll(/<pattern [^>]*><rect [^>]*\/>(.*?)<\/pattern>/g)].map((match) => match[1]);
    expect(new Set(patterns).size).toBe(5);
  });

  it('hatches what has no figure and names it, and names what has no shape', () => {
    const svg = mapSvg(map([area(0), area(1, { classIndex: null, text: 'chưa có số liệu' }), area(2, { geometry: null })]), size);
    expect(texts(svg)).toEqual(expect.arrayContaining(['chưa có số liệu (1): Xã Số 1', 'Chưa có ranh giới để vẽ (1): Xã Số 2']));
    expect(svg).toMatch(/fill="url\(#m[0-9a-f]{8}-none\)"><title>c1 Xã Số 1: chưa có số liệu</);
    expect(svg).not.toContain('<title>c2');
  });

  it('counts the names that find no room in the legend', () => {
    const svg = mapSvg(map(Array.from({ length: 60 }, (_, at) => area(at, { classIndex: null }))), size);
    const named = texts(svg).filter((text) => text.includes('Xã Số') || text.includes('đơn vị khác'));
    expect(named.length).toBeLessThanOrEqual(3);
    expect(named.join(' ')).toMatch(/^chưa có số liệu \(60\): Xã Số 0, .* và \d+ đơn vị khác$/);
  });

  it('has a scale, says what kind of drawing it is, and outlines the chosen unit', () => {
    const svg = mapSvg(map(ten.areas, { selected: 'c3' }), size);
    expect(texts(svg)).toEqual(expect.arrayContaining(['20 km', 'Nền bản đồ tỉnh · sơ đồ gần đúng', 'đường viền đậm: Xã Số 3']));
    expect(svg).toMatch(/fill="none" stroke="#000000" stroke-width="1.8"/);
  });

  it('has the country only with its archipelagos', () => {
    const country = map([area(0), area(1, { geometry: { type: 'Point', coordinates: [108, 8.6] } })]);
    expect(mapRefusal(country)).toContain('Hoàng Sa, Trường Sa');
    expect(texts(mapSvg(country, size)).join(' ')).toContain('Không vẽ bản đồ cả nước khi thiếu quần đảo Hoàng Sa, Trường Sa.');
    const whole = map([...country.areas, area(2, { geometry: { type: 'Point', coordinates: [112, 16.5] } }), area(3, { geometry: { type: 'Point', coordinates: [114, 9] } })]);
    expect(mapRefusal(whole)).toBeNull();
    expect(mapSvg(whole, size)).toContain('<title>c3 ');
  });

  it('shows hostile words as words', () => {
    const evil = '</title><script>alert(1)</script>" onload="x';
    const svg = mapSvg(map([area(0, { label: evil, name: evil, text: evil, code: evil })], { description: evil, attribution: evil }), size);
    expect(svg).not.toContain('<script');
    expect(svg.replace(/="[^"]*"/g, '')).not.toMatch(/<[^>]* onload/);
  });

  it('is as high as its ground and its legend need, and no higher than it may', () => {
    expect(mapHeight(ten, 620, 2000)).toBeGreaterThan(mapHeight(ten, 400, 2000) - 40);
    expect(mapHeight(ten, 620, 300)).toBe(300);
  });
});

describe('every map', () => {
  const areas = fc.array(fc.record({ wave: fc.double({ min: 0, max: 0.1, noNaN: true }), classIndex: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }), tiny: fc.boolean(), shaped: fc.boolean() }), { minLength: 1, maxLength: 24 });

  it('has every unit that has a shape, once, by its code', () => {
    fc.assert(fc.property(areas, (made) => {
      const shown = map(made.map(({ wave, classIndex, tiny, shaped }, at) => area(at, {
        classIndex, geometry: !shaped ? null : tiny ? { type: 'Polygon', coordinates: [[[105, 19], [105.000001, 19], [105, 19.000001], [105, 19]]] } : box(at % 5, Math.floor(at / 5), wave),
      })));
      const svg = mapSvg(shown, size);
      for (const { code, geometry } of shown.areas) expect(svg.split(`<title>${code} `).length - 1).toBe(geometry ? 1 : 0);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      for (const d of svg.matchAll(/<path d="([^"]*)" fill="url/g)) expect(d[1]).not.toBe('');
    }), { numRuns: 60 });
  });

  it('has names within their shapes and apart from each other', () => {
    fc.assert(fc.property(fc.array(fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 300 }), wide: fc.integer({ min: 1, max: 90 }), high: fc.integer({ min: 1, max: 60 }) }), { maxLength: 20 }), (boxes) => {
      const placed = placeNames(boxes.map(({ x, y, wide, high }, at) => ({ text: `Tên ${at}`, shape: { type: 'Polygon', coordinates: [[[x, y], [x + wide, y], [x + wide, y + high], [x, y + high], [x, y]]] } })));
      const taken = placed.map(({ text, x, y }) => ({ ...boxes[Number(text.slice(4))], half: timesWidth(text, LABEL_PX, false) / 2, at: x, foot: y }));
      for (const { x = 0, y = 0, wide = 0, high = 0, half, at, foot } of taken) expect(at - half >= x && at + half <= x + wide && foot >= y && foot <= y + high).toBe(true);
      taken.forEach((one, index) => taken.slice(index + 1).forEach((other) => {
        expect(Math.abs(one.at - other.at) >= one.half + other.half || Math.abs(one.foot - other.foot) >= LABEL_PX).toBe(true);
      }));
    }));
  });

  it('stays small for 130 units of thousands of corners', () => {
    const rough = (at: number): Geometry => {
      const [west, south] = [104 + (at % 13) * 0.2, 18 + Math.floor(at / 13) * 0.2];
      const ring = Array.from({ length: 400 }, (_, step): Position => {
        const turn = (step / 400) * Math.PI * 2;
        const reach = 0.08 + 0.02 * Math.sin(step * 2.3) + 0.006 * Math.cos(step * 0.7);
        return [west + reach * Math.cos(turn), south + reach * Math.sin(turn)];
      });
      return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
    };
    expect(mapSvg(map(Array.from({ length: 130 }, (_, at) => area(at, { geometry: rough(at) }))), size).length).toBeLessThan(400_000);
  });
});

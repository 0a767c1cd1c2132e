import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settled } from '../fault';
import { drawn, numberOf, placeAt } from './drawn-place';

const at = (row: unknown, place: string): unknown => drawn(row, placeAt(place, '/from'));
const row = { labels: { host: 'a', 'x/y': 1 }, tags: [{ tag: 'unit', value: '16681' }, { tag: 'a=b', value: 'c' }], hosts: [{ name: 'h1' }, { name: 'h2' }, {}], none: null };

describe('a place in a row', () => {
  it.each([
    ['labels/host', 'a'], ['labels/x~1y', 1], ['tags/tag=unit/value', '16681'], ['tags/tag=a=b/value', 'c'], ['hosts/1/name', 'h2'], ['hosts/*/name', 'h1, h2'], ['none', null],
    ['labels/none', undefined], ['tags/tag=gone/value', undefined], ['hosts/9/name', undefined], ['hosts/*/gone', undefined], ['labels/host/more', undefined], ['labels/constructor', undefined], ['tags/length', undefined], ['hosts/2/name', undefined],
  ])('%s', (place, found) => expect(at(row, place)).toEqual(found));
  it.each(['', 'a//b', '/a', 'a/b/c/d/e/f/g/h/i'])('%j is none', (place) => expect(settled(() => placeAt(place, '/from')).ok).toBe(false));
});

describe('a number in text', () => {
  it('is what was written', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(Number(numberOf(String(number))) + 0).toBe(number + 0);
    }));
  });
  it.each([['+Inf', Infinity], ['-Inf', -Infinity], ['NaN', NaN], ['0e+00', 0], ['1.7952853e+09', 1795285300], [' 5 ', 5], [7, 7]])('%s', (given, number) => expect(numberOf(given)).toBe(number));
  it.each(['', '0x10', '1,5', '1_000', 'Infinity', '2026-11-21', null, undefined, {}, true])('%s is none', (given) => expect(numberOf(given)).toBeUndefined());
});

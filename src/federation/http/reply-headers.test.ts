import { describe, expect, it } from 'vitest';
import { isJsonType, retryAfter, serverTime } from './reply-headers';

const now = Date.parse('2026-11-21T01:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['12', 12_000], ['0', 0], ['86400', 3_600_000], ['Sat, 21 Nov 2026 01:02:00 GMT', 120_000], ['Sat, 21 Nov 2026 00:00:00 GMT', 0], ['Sun, 22 Nov 2026 01:00:00 GMT', 3_600_000],
  ])('%s is %d ms', (header, ms) => expect(retryAfter(header, now)).toBe(ms));

  it.each([undefined, '', 'soon', '-5', '1.5', '2026-11-21'])('%j says nothing', (header) => expect(retryAfter(header, now)).toBeUndefined());
});

describe('Date', () => {
  it('is the far clock', () => expect(serverTime('Sat, 21 Nov 2026 01:00:00 GMT')).toBe(now));
  it.each([undefined, '', 'yesterday', '21/11/2026'])('%j is none', (header) => expect(serverTime(header)).toBeNull());
});

describe('media types', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/geo+json', 'application/vnd.api+json', 'text/json', undefined, ''])('%j is JSON', (type) => expect(isJsonType(type, [])).toBe(true));
  it.each(['text/html', 'text/html; charset=utf-8', 'text/plain', 'application/xml', 'application/jsonp', 'application/json-seq'])('%j is not', (type) => expect(isJsonType(type, [])).toBe(false));
  it('may be widened for a source', () => expect(isJsonType('text/plain; charset=utf-8', ['text/plain'])).toBe(true));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnTo } from './return-to';

describe('where to go after signing in', () => {
  it.each([
    ['/', '/'],
    ['/dashboards/leaders?unit=40&period=calendar:2026-10#t1', '/dashboards/leaders?unit=40&period=calendar:2026-10#t1'],
    ['/dashboards/ti%E1%BA%BFn-%C4%91%E1%BB%99', '/dashboards/ti%E1%BA%BFn-%C4%91%E1%BB%99'],
    ['/a/../b', '/b'],
    ['/?q=https://elsewhere.test/', '/?q=https://elsewhere.test/'],
  ])('%s is a page of the portal', (asked, expected) => expect(returnTo(asked)).toBe(expected));

  it.each([
    ['UR21', 'https://evil.test'], ['UR22', '//evil.test'], ['UR22', '///evil.test'], ['UR22', '/\\evil.test'], ['UR22', '\\\\evil.test'], ['UR22', '/%2Fevil.test'],
    ['UR22', '/%252Fevil.test'], ['UR22', '/%5Cevil.test'], ['UR22', '/%255cevil.test'], ['UR22', '/./%2f/evil.test'], ['UR22', '/..//evil.test'], ['UR22', '/a/..//evil.test'],
    ['UR22', '/\t/evil.test'], ['UR22', '\t//evil.test'], ['UR22', '/%09/evil.test'], ['UR22', '/%0d%0aSet-Cookie:%20a=b'], ['UR22', '/\u0000'], ['UR22', '/%00'],
    ['UR21', 'https:evil.test'], ['UR21', 'https:/evil.test'], ['UR21', 'javascript:alert(1)'], ['UR21', 'data:text/html,x'], ['UR21', 'evil.test'], ['UR21', '.evil.test'],
    ['UR21', '@evil.test'], ['UR21', ' https://evil.test'], ['UR21', ''], ['UR21', '/%'], ['UR21', '/%C3%28'], ['UR21', `/${'a'.repeat(3_000)}`],
    ['UR21', '/auth/login'], ['UR21', '/auth/logout'], ['UR21', '/api/session'], ['UR21', '/%61uth/login'], ['UR21', '/x/../auth/login'], ['UR21', '/sources/one-stop/'],
  ])('%s %j is not', (_id, asked) => expect(returnTo(asked)).toBe('/'));

  it('nothing asked for is the front page', () => expect(returnTo(undefined)).toBe('/'));

  it('whatever is asked for, a browser stays on the portal', () => {
    const bits = fc.constantFrom('/', '\\', '%2f', '%5c', '%252f', '.', '..', '@', ':', 'https:', 'evil.test', '\t', '\n', '?', '#', '%09', 'a', 'ế', '//');
    fc.assert(fc.property(fc.array(bits, { maxLength: 12 }), (parts) => {
      const to = returnTo(parts.join(''));
      expect(new URL(to, 'https://portal.test').origin).toBe('https://portal.test');
      expect(to).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    }), { numRuns: 3_000 });
  });
});

import { describe, expect, it } from 'vitest';
import { cookieLine, cookieOf, forgottenCookie, PORTAL_COOKIE } from './cookies';

describe('cookies', () => {
  it('are found by whole name', () => {
    expect(cookieOf('a=1; __Host-portal=x=y ; b=2', PORTAL_COOKIE)).toBe('x=y');
    expect(cookieOf('x__Host-portal=1; __host-portal=2; portal=3', PORTAL_COOKIE)).toBeNull();
    expect(cookieOf(undefined, PORTAL_COOKIE)).toBeNull();
  });
  it('given twice are nobody\'s', () => expect(cookieOf('__Host-portal=a; __Host-portal=b', PORTAL_COOKIE)).toBeNull());
  it('carry every guard, and are taken back under the same', () => {
    expect(cookieLine(PORTAL_COOKIE, 'x')).toBe('__Host-portal=x; Path=/; Secure; HttpOnly; SameSite=Lax');
    expect(forgottenCookie(PORTAL_COOKIE)).toBe('__Host-portal=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0');
  });
});

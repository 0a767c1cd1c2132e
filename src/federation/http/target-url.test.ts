import { describe, expect, it } from 'vitest';
import { targetUrl } from './target-url';

const base = new URL('http://10.0.0.5:8080/sources/one-stop/');

describe('the address of a question', () => {
  it('lies below the base, with its query in order', () => {
    expect(targetUrl(base, 'bao-cao/thong-ke', [['ky', '2026-10'], ['ky', '2026-09'], ['q', 'a&b=c']])?.href)
      .toBe('http://10.0.0.5:8080/sources/one-stop/bao-cao/thong-ke?ky=2026-10&ky=2026-09&q=a%26b%3Dc');
  });

  it('takes Vietnamese paths and an empty one', () => {
    expect(targetUrl(base, 'chỉ tiêu/V01.px', [])?.pathname).toBe('/sources/one-stop/ch%E1%BB%89%20ti%C3%AAu/V01.px');
    expect(targetUrl(base, '', [])?.href).toBe(base.href);
  });

  it.each([
    '../security-centre/alerts', 'a/../../x', 'a/%2e%2e/x', 'a/%2E%2E%2Fx', '%252e%252e/x', './x', '/etc', '//evil.test/x', 'a//b', 'http://evil.test/', 'https:evil.test',
    'javascript:alert(1)', '\\\\evil.test\\x', 'a\\b', 'a%5cb', 'a?b=c', 'a#b', 'a%00b', 'a\nb', '%', 'a%2f%2e%2e%2fb',
  ])('refuses %j', (path) => {
    expect(targetUrl(base, path, [])).toBeNull();
  });

  it('refuses a base that is no directory, has credentials or another scheme', () => {
    for (const odd of ['http://a.test/x', 'http://u:p@a.test/', 'file:///etc/', 'ftp://a.test/']) expect(targetUrl(new URL(odd), 'x', [])).toBeNull();
  });
});

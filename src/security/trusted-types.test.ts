import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { installTrustedTypes, trustedTypesRefusals, trustedTypesRules } from './trusted-types';

const ORIGIN = 'https://toan-canh.example';
const rules = trustedTypesRules(ORIGIN);

describe('HTML', () => {
  it.each(['', '<svg/>', '<v:shape adj="1"/>'])('lets the constant %j of the libraries through unchanged', (text) => {
    expect(rules.createHTML(text)).toBe(text);
  });

  it('refuses and counts every other string', () => {
    const before = trustedTypesRefusals();
    expect(() => rules.createHTML('<b>Nghệ An</b>')).toThrow(TypeError);
    expect(() => rules.createHTML('<svg/> ')).toThrow(TypeError);
    expect(() => rules.createHTML('<img src=x onerror=alert(1)>')).toThrow(TypeError);
    expect(trustedTypesRefusals()).toBe(before + 3);
  });

  it('refuses any string built around a constant', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), fc.constantFrom('', '<svg/>'), (text, constant) => {
      expect(() => rules.createHTML(`${constant}<i>${text}`)).toThrow(TypeError);
    }));
  });
});

describe('scripts', () => {
  it('never lets text become a script', () => {
    expect(() => rules.createScript('')).toThrow(TypeError);
  });

  it.each(['/sw.js', '/assets/cluster-worker-B1x_9.js', `${ORIGIN}/assets/a.b.js`])('loads our own %s', (url) => {
    expect(rules.createScriptURL(url)).toBe(url);
  });

  it.each([
    'https://elsewhere.example/assets/a.js', '//elsewhere.example/assets/a.js', '/assets/../uploads/a.js', '/assets/%2e%2e/a.js',
    '/assets/..%2fa.js', '/uploads/a.js', '/sw.js/x.js', 'javascript:alert(1)', 'data:text/javascript,1',
    `blob:${ORIGIN}/assets/a.js`, 'http://[', '', 'https://toan-canh.example.elsewhere.example/sw.js',
    'https://toan-canh.example@elsewhere.example/sw.js', 'http://toan-canh.example/sw.js',
  ])('refuses %s', (url) => {
    expect(() => rules.createScriptURL(url)).toThrow(TypeError);
  });
});

describe('installing', () => {
  it('creates the default policy once', () => {
    const createPolicy = vi.fn(() => ({}));
    installTrustedTypes({ defaultPolicy: null, createPolicy }, ORIGIN);
    expect(createPolicy).toHaveBeenCalledOnce();
    expect(createPolicy.mock.calls[0]).toEqual(['default', expect.anything()]);
    installTrustedTypes({ defaultPolicy: {}, createPolicy }, ORIGIN);
    expect(createPolicy).toHaveBeenCalledOnce();
  });

  it('does nothing in a browser without Trusted Types', () => {
    expect(() => installTrustedTypes(undefined, ORIGIN)).not.toThrow();
  });
});

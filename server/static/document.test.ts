import { describe, expect, it } from 'vitest';
import { documentFor } from './document';

const BUILT = [
  '<!doctype html><html lang="vi"><head>',
  '<meta name="province" content="nghe-an">',
  '<link rel="preload" as="fetch" crossorigin href="/provinces/nghe-an/pack.json">',
  '<meta name="mode" content="direct" />',
  '<link rel="modulepreload" data-mode="direct" crossorigin href="/assets/direct-start-1.js">',
  '<meta name="gateway-parts" content="/assets/gateway-start-1.js /assets/call-2.js">',
  '<link rel="modulepreload" crossorigin href="/assets/kit-1.js">',
].join('\n');

describe('the page of a province', () => {
  it('asks for the pack of that province in direct mode, and is otherwise as built', () => {
    expect(documentFor(BUILT, 'ninh-binh')).toBe(BUILT.replaceAll('nghe-an', 'ninh-binh'));
  });

  it('asks for session and configuration in gateway mode, and names only parts that mode runs', () => {
    const page = documentFor(BUILT, 'ninh-binh', 'gateway');
    expect(page).toContain('<meta name="province" content="ninh-binh">');
    expect(page).toContain('<meta name="mode" content="gateway" />');
    expect(page).toContain('<link rel="preload" as="fetch" crossorigin href="/api/session"><link rel="preload" as="fetch" crossorigin href="/api/configuration">');
    expect(page).toContain('<link rel="modulepreload" crossorigin href="/assets/gateway-start-1.js"><link rel="modulepreload" crossorigin href="/assets/call-2.js">');
    expect(page).toContain('/assets/kit-1.js');
    expect(page).not.toMatch(/pack\.json|direct-start|data-mode|gateway-parts/);
  });

  it('is refused where build and server disagree', () => {
    expect(() => documentFor('<html>', 'nghe-an')).toThrow('province');
    expect(() => documentFor(BUILT, 'Nghe"An')).toThrow('kebab-case');
    expect(() => documentFor(BUILT.replace('name="mode"', 'name="x"'), 'nghe-an', 'gateway')).toThrow('mode');
    expect(() => documentFor(BUILT.replace(/<link rel="preload".*/, ''), 'nghe-an', 'gateway')).toThrow('early request');
  });
});

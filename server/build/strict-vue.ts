import type { Plugin } from 'vite';

const POLICY = /tt\.createPolicy\("vue",/;

/**
 * Vue makes a Trusted Types policy of its own, named `vue`, that lets any HTML string through. Under `trusted-types default`
 * the browser would refuse and report it. This takes the attempt out, so that a string on its way to `innerHTML` meets the one
 * policy of the page; the compiler's `hoistStatic: false` beside it keeps Vue from using such strings for static markup.
 */
export function strictVue(): Plugin {
  let found = false;
  return {
    name: 'strict-vue',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('runtime-dom') || !POLICY.test(code)) return null;
      found = true;
      return { code: code.replace('typeof window !== "undefined" && window.trustedTypes', 'false'), map: null };
    },
    generateBundle(_options, bundle) {
      const scripts = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
      if (found && scripts.some((code) => /createPolicy\(["'`]vue["'`]/.test(code))) this.error('Vue still creates its own Trusted Types policy');
    },
  };
}

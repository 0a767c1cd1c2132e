import type { Plugin } from 'vite';

/**
 * Names the province in the page and asks for its pack before any script has run. A build writes the default (for static
 * hosting); the portal rewrites it as it serves (see `static/document.ts`); the development server writes the chosen one.
 */
export function provinceDocument(province: string): Plugin {
  return {
    name: 'province-document',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'meta', attrs: { name: 'province', content: province }, injectTo: 'head-prepend' },
        { tag: 'link', attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href: `/provinces/${province}/pack.json` }, injectTo: 'head-prepend' },
      ],
    },
  };
}

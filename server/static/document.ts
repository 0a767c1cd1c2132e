/** How a page gets its figures: from the sources themselves, or through the gateway that serves it. */
export type PageMode = 'direct' | 'gateway';

const PROVINCE_META = /(<meta name="province" content=")[^"]*(")/;
const PACK_ADDRESS = /\/provinces\/[a-z0-9-]+\/pack\.json/g;
const MODE_META = /(<meta name="mode" content=")[^"]*(")/;
const PACK_REQUEST = /<link[^>]*href="\/provinces\/[a-z0-9-]+\/pack\.json"[^>]*>/;
const DIRECT_PART = /\s*<link[^>]*data-mode="direct"[^>]*>/g;
const GATEWAY_PARTS = /<meta name="gateway-parts" content="([^"]*)"[^>]*>/;

/**
 * Writes the chosen province and mode into the built page: the meta elements the start-up reads, and the early requests. In `direct` mode
 * the pack is asked for early; in `gateway` mode the session and the configuration for this reader, and the parts of the page that only
 * that mode runs.
 * @throws where the page has no such element: then the build and the server disagree.
 */
export function documentFor(html: string, province: string, mode: PageMode = 'direct'): string {
  if (!/^[a-z0-9-]+$/.test(province)) throw new Error('province id must be kebab-case');
  if (!PROVINCE_META.test(html)) throw new Error('index.html has no <meta name="province">');
  const named = html.replace(PROVINCE_META, `$1${province}$2`);
  return mode === 'direct' ? named.replace(PACK_ADDRESS, `/provinces/${province}/pack.json`) : forGateway(named);
}

function forGateway(html: string): string {
  if (!MODE_META.test(html)) throw new Error('index.html has no <meta name="mode">');
  if (!PACK_REQUEST.test(html)) throw new Error('index.html has no early request for a pack');
  return html
    .replace(MODE_META, '$1gateway$2')
    .replace(PACK_REQUEST, ['/api/session', '/api/configuration'].map(early).join(''))
    .replace(DIRECT_PART, '')
    .replace(GATEWAY_PARTS, (_whole, parts: string) => parts.split(' ').filter(Boolean).map((part) => `<link rel="modulepreload" crossorigin href="${part}">`).join(''));
}

const early = (address: string): string => `<link rel="preload" as="fetch" crossorigin href="${address}">`;

/**
 * Under `require-trusted-types-for 'script'` every string that reaches an HTML, script or script-URL sink passes here first.
 * ECharts and Leaflet hand a few constant strings to `innerHTML` while they start; those and nothing else are let through,
 * so an HTML string built from data cannot reach the page by any library.
 */
const CONSTANT_HTML: ReadonlySet<string> = new Set([
  '', // zrender empties its root
  '<svg/>', // Leaflet asks whether SVG works
  '<v:shape adj="1"/>', // Leaflet asks whether VML works
  '<span aria-hidden="true">+</span>',
  '<span aria-hidden="true">&#x2212;</span>',
  '<span aria-hidden="true">&#215;</span>',
]);

/** Our own built scripts and the service worker: what a worker or registration may load. */
const OWN_SCRIPT = /^\/(?:assets\/[\w-]+(?:\.[\w-]+)*\.js|sw\.js)$/;

interface PolicyRules {
  createHTML(text: string): string;
  createScript(text: string): string;
  createScriptURL(text: string): string;
}
/** The part of the browser's factory that is used; the DOM types do not know it yet. */
export interface TrustedTypesFactory {
  readonly defaultPolicy: object | null;
  createPolicy(name: string, rules: PolicyRules): object;
}

let refused = 0;
/** Strings refused since start; any number but 0 is a bug or an attack. */
export const trustedTypesRefusals = (): number => refused;

function refuse(sink: string): never {
  refused += 1;
  throw new TypeError(`Trusted Types: ${sink} refused`);
}

/** The rules themselves. `origin` is the page's own. Throws TypeError on everything not named above. */
export const trustedTypesRules = (origin: string): PolicyRules => ({
  createHTML: (text) => (CONSTANT_HTML.has(text) ? text : refuse('HTML')),
  createScript: () => refuse('script'),
  createScriptURL(text) {
    const url = URL.canParse(text, origin) ? new URL(text, origin) : null;
    return url?.protocol.startsWith('http') && url.origin === origin && OWN_SCRIPT.test(url.pathname) ? text : refuse('script URL');
  },
});

/** Installs the default policy; the first statement of the application. Does nothing where the browser knows no Trusted Types. */
export function installTrustedTypes(
  factory = (globalThis as { readonly trustedTypes?: TrustedTypesFactory }).trustedTypes,
  origin = globalThis.location.origin,
): void {
  if (factory && !factory.defaultPolicy) factory.createPolicy('default', trustedTypesRules(origin));
}

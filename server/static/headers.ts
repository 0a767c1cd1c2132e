/** Name under which the page's policy speaks of where its reports go. */
const REPORTS = 'csp';

/** Origins beyond our own that a page may reach: sources read directly, and map layers. */
export interface OutsideOrigins {
  readonly connect: readonly string[];
  readonly images: readonly string[];
  /** Pages of other systems that a tile may frame; nothing is framed where absent or empty. */
  readonly frames?: readonly string[];
  /** Streams; null or absent where there is none, else 'self' and these. */
  readonly streams?: readonly string[] | null;
}

/** The origin of each absolute http(s) address, once, sorted; relative addresses have none. Placeholders such as `{s}` make a `*` label. */
export function originsOf(addresses: readonly string[]): string[] {
  const found = new Set<string>();
  for (const address of addresses) {
    const match = /^(https?):\/\/([^/?#]+)/.exec(address);
    if (!match?.[1] || !match[2]) continue;
    const host = match[2].replace(/^\{[^}]+\}/, '*');
    // Anything that could end the directive or smuggle another source expression is not an origin.
    if (/^(\*\.)?[a-z0-9.-]+(:\d+)?$/i.test(host)) found.add(`${match[1]}://${host.toLowerCase()}`);
  }
  return [...found].sort();
}

/**
 * The page's policy: nothing inline, nothing evaluated, nothing from outside but what the pack names; HTML strings only through the `default` policy.
 * With `reports`, a path of ours, browsers tell it what they refused.
 */
export function contentSecurityPolicy(outside: OutsideOrigins, reports?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data:", ...outside.images].join(' '),
    ["connect-src 'self'", ...outside.connect].join(' '),
    ...(outside.frames?.length ? [['frame-src', ...outside.frames].join(' ')] : []),
    ...(outside.streams ? [["media-src 'self'", ...outside.streams].join(' ')] : []),
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
    ...(reports === undefined ? [] : [`report-uri ${reports}`, `report-to ${REPORTS}`]),
  ].join('; ');
}

/** For every answer. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** For what a browser runs as a document or as a worker's own global; other answers do not carry the weight. */
export const documentHeaders = (policy: string): Readonly<Record<string, string>> => ({
  'content-security-policy': policy,
  ...reportingOf(policy),
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()',
});

/** Browsers look the name in `report-to` up in a header of its own. */
function reportingOf(policy: string): Readonly<Record<string, string>> {
  const path = /; report-uri (\/[\w/-]+)/.exec(policy)?.[1];
  return path === undefined ? {} : { 'reporting-endpoints': `${REPORTS}="${path}"` };
}

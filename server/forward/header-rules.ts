import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** RFC 9110 §7.6.1 and the old proxy headers: they speak of one connection, never of the message. */
const HOP_BY_HOP = new Set([
  'connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade',
]);

/**
 * Never sent to a source: who the reader is, where the page is, and what a front proxy claims.
 * A source gets its own credentials from its own configuration, never the reader's.
 */
const REQUEST_DROPPED = new Set([
  'host', 'cookie', 'authorization', 'origin', 'referer', 'forwarded', 'via', 'from', 'dnt', 'expect', 'upgrade-insecure-requests',
  'x-real-ip', 'x-http-method', 'x-http-method-override', 'x-method-override', 'x-original-url', 'x-rewrite-url',
]);
const REQUEST_DROPPED_PREFIXES = ['x-forwarded-', 'sec-', 'proxy-', 'access-control-'];

/** A source may not set cookies, rights or policies on the portal's own origin. */
const RESPONSE_DROPPED = new Set([
  'set-cookie', 'set-cookie2', 'server', 'x-powered-by', 'via', 'clear-site-data', 'strict-transport-security', 'alt-svc', 'location', 'refresh', 'link',
  'cache-control', 'expires', 'pragma', 'age', 'vary', 'content-security-policy', 'content-security-policy-report-only', 'x-frame-options',
  'x-content-type-options', 'referrer-policy', 'permissions-policy', 'report-to', 'reporting-endpoints', 'nel', 'service-worker-allowed', 'sourcemap', 'x-sourcemap',
]);
const RESPONSE_DROPPED_PREFIXES = ['access-control-', 'cross-origin-', 'proxy-'];

function kept(headers: IncomingHttpHeaders, dropped: ReadonlySet<string>, prefixes: readonly string[]): OutgoingHttpHeaders {
  const named = new Set((headers.connection ?? '').toLowerCase().split(',').map((name) => name.trim()));
  const out: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || HOP_BY_HOP.has(name) || named.has(name) || dropped.has(name)) continue;
    if (prefixes.some((prefix) => name.startsWith(prefix))) continue;
    out[name] = value;
  }
  return out;
}

export const requestHeaders = (headers: IncomingHttpHeaders): OutgoingHttpHeaders =>
  kept(headers, REQUEST_DROPPED, REQUEST_DROPPED_PREFIXES);

/** `Date`, `ETag`, `Retry-After`, `Content-*` and the source's own `X-*` pass; figures are never kept by an HTTP cache on the way. */
export const responseHeaders = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => ({
  ...kept(headers, RESPONSE_DROPPED, RESPONSE_DROPPED_PREFIXES),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
});

/**
 * The address of a question below a source's base, or null where it would leave it: absolute and protocol-relative paths, backslashes,
 * control characters, a query inside the path, and dot or empty segments in any encoding are refused instead of being cleaned.
 */
export function targetUrl(base: URL, path: string, query: readonly (readonly [string, string])[]): URL | null {
  if (!/^https?:$/.test(base.protocol) || !base.pathname.endsWith('/') || base.username || base.password) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A lone percent sign names no path.
    return null;
  }
  if (/[\\?#\p{Cc}]|\/\/|%2e|%2f|%5c/iu.test(`/${decoded}`)) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(decoded)) return null;
  if (decoded.split('/').some((segment) => segment === '.' || segment === '..')) return null;
  const url = new URL(base.pathname + path, base);
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) return null;
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}

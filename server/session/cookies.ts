/** Session of a person. `__Host-`: set by this host alone, over a secure way, for all of it. */
export const PORTAL_COOKIE = '__Host-portal';
/** Binds a sign-in under way to the browser that began it. */
export const SIGN_IN_COOKIE = '__Host-sign-in';

/** Value of one cookie of a request; null where it is absent or given twice, which no browser does for a `__Host-` name. */
export function cookieOf(header: string | undefined, name: string): string | null {
  let found: string | null = null;
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    if (found !== null) return null;
    found = pair.slice(at + 1).trim();
  }
  return found;
}

/** A `Set-Cookie` line. Without `seconds` the browser forgets it when it closes. */
export const cookieLine = (name: string, value: string, seconds?: number): string =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${seconds === undefined ? '' : `; Max-Age=${seconds}`}`;

export const forgottenCookie = (name: string): string => cookieLine(name, '', 0);

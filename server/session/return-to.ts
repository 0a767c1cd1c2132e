/** Longest place to come back to. */
const LONGEST = 2_048;
const HERE = 'https://portal.invalid';
/** Another host in the eyes of some browser or front, at any depth of encoding. */
const LEADS_AWAY = /^\/[/\\]|[\\\p{Cc}]/u;
/** Routes that act; nobody is sent there after signing in. */
const NOT_A_PAGE = /^\/(?:api|auth|sources)(?:\/|$)/i;

/**
 * Where to go after signing in: a page of this portal, as path, query and fragment. Whatever else is asked for is the front page:
 * other origins in every spelling, control characters, routes that are no pages.
 */
export function returnTo(asked: string | undefined): string {
  if (asked === undefined || asked.length > LONGEST || !asked.startsWith('/') || !staysHere(asked)) return '/';
  if (!URL.canParse(asked, HERE)) return '/';
  const url = new URL(asked, HERE);
  if (url.origin !== HERE || !staysHere(url.pathname) || NOT_A_PAGE.test(decoded(url.pathname) ?? '/api')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Looks through three layers of encoding: nobody on the way decodes more often. */
function staysHere(text: string): boolean {
  let seen: string | null = text;
  for (let layer = 0; layer < 3; layer += 1) {
    if (seen === null || LEADS_AWAY.test(seen)) return false;
    seen = decoded(seen);
  }
  return seen !== null && !LEADS_AWAY.test(seen);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

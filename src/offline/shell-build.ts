/** What a service worker is built for: one build of the portal. Paths are absolute, from the server's root. */
export interface ShellBuild {
  /** Digest of everything in the build; also in index.html as `<meta name="build">`. */
  readonly id: string;
  /** Where index.html is served, ends with `/`. */
  readonly base: string;
  /** Without these nothing starts: entry script, what it imports at once, its styles. */
  readonly core: readonly string[];
  /** The rest of the hashed files: lazy widgets, languages, fonts. */
  readonly rest: readonly string[];
}

/** What a page tells its service worker. */
export type ShellMessage =
  /** The page has loaded these; keep them, they come from the HTTP cache. */
  | { readonly type: 'keep'; readonly urls: readonly string[] }
  /** The page is idle: fetch what is still missing, one after another. */
  | { readonly type: 'complete' };

/** What a service worker tells a page: all it was asked to keep is kept. */
export interface ShellReply {
  readonly type: 'kept';
}

export function parseShellMessage(message: unknown): ShellMessage | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'complete') return { type: 'complete' };
  if (message.type !== 'keep' || !('urls' in message) || !Array.isArray(message.urls)) return null;
  return { type: 'keep', urls: message.urls.filter((url): url is string => typeof url === 'string') };
}

export const CACHE_PREFIX = 'toan-canh-';
export const SHELL_PREFIX = `${CACHE_PREFIX}shell-`;
export const PACKS_CACHE = `${CACHE_PREFIX}packs`;
/** Header of a pack that came from the device because the portal did not answer. */
export const KEPT_COPY = 'x-kept-copy';

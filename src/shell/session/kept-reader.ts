import type { SessionView } from '@/access/session-view';
import type { Instant } from '@/domain/time';
import { parseSession } from './parse-session';

/** Who looked last at this device and what the portal was configured as for them: what a start without a network stands on. */
export interface KeptReader {
  readonly view: SessionView;
  readonly files: Readonly<Record<string, unknown>>;
}

/** Where it is kept; the name begins as those of the service worker's caches do, so that forgetting them forgets this too. */
const CACHE = 'toan-canh-reader';
const entry = (province: string): string => `/kept-reader/${encodeURIComponent(province)}`;
const IDENTITY = 'toan-canh.identity';

/** Whose device cache was used last; null where nothing is remembered. Lets the cache be opened before the session is known. */
export function rememberedIdentity(): string | null {
  try {
    return localStorage.getItem(IDENTITY);
  } catch {
    // Storage is forbidden: then nothing is kept either.
    return null;
  }
}

/** Keeps the reader in place of whoever was kept before. Secrets and purposes of the visit are left out. */
export async function keepReader(province: string, reader: KeptReader): Promise<void> {
  try {
    localStorage.setItem(IDENTITY, reader.view.identity);
    const view: SessionView = { ...reader.view, csrf: null, purposes: [] };
    const cache = await caches.open(CACHE);
    await cache.put(entry(province), new Response(JSON.stringify({ view, files: reader.files }), { headers: { 'content-type': 'application/json' } }));
  } catch {
    // No room, or no such storage (plain http): the next start without a network has nothing, and says so.
    return;
  }
}

/** The reader kept on this device; null where there is none, it cannot be read, or the session has run out since. */
export async function keptReader(province: string, now: Instant): Promise<KeptReader | null> {
  try {
    const kept = await (await caches.open(CACHE)).match(entry(province));
    const content: unknown = await kept?.json();
    if (typeof content !== 'object' || content === null || !('view' in content) || !('files' in content)) return null;
    const view = parseSession(content.view);
    if (!view || typeof content.files !== 'object' || content.files === null) return null;
    if (view.expiresAt !== null && view.expiresAt <= now) return null;
    return { view, files: content.files as KeptReader['files'] };
  } catch {
    return null;
  }
}

/** Nobody is remembered any more: after signing out, and when the rights changed. */
export async function forgetReader(): Promise<void> {
  try {
    localStorage.removeItem(IDENTITY);
    await caches.delete(CACHE);
  } catch {
    // Nothing was kept where nothing can be.
    return;
  }
}

import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { err, ok, type Result } from '@/domain/result';

/** Where questions to one source go. */
export interface Upstream {
  /** Ends with `/`. */
  readonly base: URL;
  /** Whole exchange, ms. */
  readonly deadlineMs: number;
  readonly agent: HttpAgent | HttpsAgent;
}
export type Upstreams = ReadonlyMap<string, Upstream>;

/** What of a pack's source the forwarding needs. */
export interface ForwardedSource {
  readonly id: string;
  readonly baseUrl: string;
  readonly deadlineMs: number;
}

/** The reader's own deadline comes first; ours only frees the socket behind a reader that never left. */
const GRACE_MS = 2_000;
/** One connection a question: a kept socket that the source has just closed would look like a failing source. */
const agents = { http: new HttpAgent({ maxSockets: 64 }), https: new HttpsAgent({ maxSockets: 64 }) };

/**
 * One upstream for every source the pack reads through the portal (`baseUrl` under `/sources/`).
 * A base named in `bases` wins; every other source is asked at `fallback` + id (the mock province).
 */
export function upstreamsOf(sources: readonly ForwardedSource[], bases: ReadonlyMap<string, URL>, fallback: URL): Upstreams {
  const found = new Map<string, Upstream>();
  for (const source of sources) {
    if (!source.baseUrl.startsWith('/sources/')) continue;
    const base = bases.get(source.id) ?? new URL(`${source.id}/`, fallback);
    const agent = base.protocol === 'https:' ? agents.https : agents.http;
    found.set(source.id, { base, deadlineMs: source.deadlineMs + GRACE_MS, agent });
  }
  return found;
}

/**
 * Reads the operator's file of real bases: `{ "<source id>": "https://lgsp.example/api/" }`.
 * Kept apart from the pack because the pack is served to browsers and inner host names are not theirs to know.
 */
export function readBases(file: string, knownIds: readonly string[]): Result<ReadonlyMap<string, URL>, string[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    return err([`${file}: ${fault instanceof Error ? fault.message : 'unreadable'}`]);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return err([`${file}: expected an object of source id → URL`]);
  const faults: string[] = [];
  const bases = new Map<string, URL>();
  for (const [id, value] of Object.entries(parsed)) {
    const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
    if (!knownIds.includes(id)) faults.push(`${file}: /${id}: no such source in the pack; known: ${knownIds.join(', ')}`);
    else if (!url || !/^https?:$/.test(url.protocol)) faults.push(`${file}: /${id}: expected an http(s) URL`);
    else if (url.username || url.password || url.search || url.hash) faults.push(`${file}: /${id}: no user, password, query or fragment in a base`);
    else if (!url.pathname.endsWith('/')) faults.push(`${file}: /${id}: must end with "/"`);
    else bases.set(id, url);
  }
  return faults.length > 0 ? err(faults) : ok(bases);
}

import { openSnapshotCache } from '@/cache/open-snapshot-cache';
import type { Province } from '@/config/province';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import { HELD_HEALTH, healthTransport } from '@/federation/portal-health';
import { startAhead } from '@/federation/worker/browser-thread';
import { KEPT_COPY } from '@/offline/shell-build';
import { browserClock } from '@/query/browser';
import { CACHE_BUDGET_BYTES } from './opening';
import type { Opening, OpeningFault, Sourcing } from './opening';

/** In direct mode nobody can sign in: everybody at this device is the same reader. */
const IDENTITY = 'anonymous';

/** Direct mode: the pack as it is published, and the sources asked from here. The reading thread starts while the pack is on its way. */
export async function open(province: string): Promise<Result<Opening, OpeningFault>> {
  const cache = openSnapshotCache({ identity: IDENTITY, province, budgetBytes: CACHE_BUDGET_BYTES, now: browserClock.now });
  const startThread = startAhead();
  const pack = await fetchPack(province, 'pack');
  if (!pack) return err('unreachable');
  const sourcing = ({ sources, datasets }: Province): Sourcing => {
    const federation: Federation = createFederation({
      sources, datasets, resolveUrl: (url) => new URL(url, document.baseURI).href, startThread,
      // How the sources fare is known here and asked of nobody.
      connection: (id) => (sources.get(id)?.settings['held'] === HELD_HEALTH
        ? { transport: healthTransport({ sources, datasets, health: () => federation.health(), clock: browserClock.now }) } : {}),
    });
    // Compiles every mapping while the first answers are on their way, and finds the faulty ones before anybody asks.
    return { ask: federation.ask, datasetFaults: federation.checkDatasets(), wake: federation.wake, forget: () => undefined };
  };
  const catalogue = async (): Promise<Opening['files'] | null> => (await fetchPack(province, 'catalogue'))?.files ?? null;
  return ok({ files: withoutLayers(pack.files), catalogue, kept: pack.kept, cache, session: null, sourcing });
}

/** Map layers come through a gateway, and here is none: they are not offered. */
const withoutLayers = (files: Opening['files']): Opening['files'] =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !/(?:^|\/)layers(?:\.json|\/)/.test(path)));

/** The pack's files by path; null when there are none to be had. The page's own file, not a source. */
async function fetchPack(province: string, part: 'pack' | 'catalogue'): Promise<Pick<Opening, 'files' | 'kept'> | null> {
  try {
    const reply = await fetch(`/provinces/${encodeURIComponent(province)}/${part}.json`, { credentials: 'same-origin' });
    const content: unknown = reply.ok ? await reply.json() : null;
    const files = typeof content === 'object' && content !== null && 'files' in content ? content.files : null;
    if (typeof files !== 'object' || files === null) return null;
    return { files: files as Opening['files'], kept: reply.headers.has(KEPT_COPY) };
  } catch {
    // No network and no copy kept, or not JSON: the caller says so on the page.
    return null;
  }
}

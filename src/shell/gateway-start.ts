import { openSnapshotCache } from '@/cache/open-snapshot-cache';
import type { SnapshotCache } from '@/cache/snapshot-cache';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { createGatewayAsk } from '@/federation/gateway/gateway-ask';
import { browserClock } from '@/query/browser';
import { CACHE_BUDGET_BYTES } from './opening';
import type { Opening, OpeningFault } from './opening';
import { catalogueConfiguration, firstConfiguration, firstSession } from './session/first-answers';
import { keepReader, keptReader, rememberedIdentity } from './session/kept-reader';
import type { KeptReader } from './session/kept-reader';
import { askDisclosing } from './session/disclosing';

/**
 * Gateway mode: who looks and what the portal is for them are asked side by side, while the device cache of whoever looked last is opened.
 * Another reader gets another cache, and the old rows go. Without an answer the last reader's own copy stands, as long as their session does.
 */
export async function open(province: string): Promise<Result<Opening, OpeningFault>> {
  const openFor = (identity: string): Promise<SnapshotCache> =>
    // Not the plain name: a page in direct mode, whose reader has no other, keeps more than the gateway gives to everybody.
    openSnapshotCache({ identity: `gateway/${identity}`, province, budgetBytes: CACHE_BUDGET_BYTES, now: browserClock.now });
  const before = rememberedIdentity();
  const early = before === null ? null : openFor(before);
  const found = await readerNow(province);
  if (!found) return err('unreachable');
  const { view, files, kept } = found;
  if (!kept) void keepReader(province, { view, files });
  const cache = early && before === view.identity ? early : reopened(early, () => openFor(view.identity));
  return ok({
    files, kept, cache, session: view, catalogue: catalogueConfiguration,
    sourcing(_province, onRefused) {
      const { ask, forget } = createGatewayAsk({ origin: '', onSession: onRefused, clock: browserClock });
      return { ask: askDisclosing(ask), datasetFaults: Promise.resolve([]), wake: () => undefined, forget };
    },
  });
}

async function readerNow(province: string): Promise<(KeptReader & { readonly kept: boolean }) | null> {
  const [view, files] = await Promise.all([firstSession(), firstConfiguration()]);
  if (view && files) return { view, files, kept: false };
  const kept = await keptReader(province, browserClock.now());
  // Never another's: where the gateway still says who looks, only their own copy will do.
  if (!kept || (view && view.identity !== kept.view.identity)) return null;
  return { view: view ?? kept.view, files: files ?? kept.files, kept: !view };
}

async function reopened(early: Promise<SnapshotCache> | null, open: () => Promise<SnapshotCache>): Promise<SnapshotCache> {
  (await early)?.close();
  return open();
}

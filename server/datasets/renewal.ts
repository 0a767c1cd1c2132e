import { err, ok, type Result } from '@/domain/result';
import type { SourceError } from '@/federation/source-error';
import { intervalMs } from '@/query/refresh-plan';
import type { Core } from '../core';
import type { Admitted } from './admit';
import type { AnswerTable } from './answer-table';
import type { AskingLeases } from './asking-leases';
import { confirmed, type Kept } from './kept';

/** What a lease lasts beyond its source's own deadline, ms: reading the body, writing the answer. */
const LEASE_BEYOND_MS = 5_000;

export const expiresAt = (kept: Kept, { dataset }: Admitted): number => kept.receivedAt + intervalMs(dataset.cadence);

export interface RenewalParts {
  readonly core: Pick<Core, 'store' | 'events' | 'clock' | 'log'>;
  readonly table: AnswerTable;
  /** Null where this is the only gateway. */
  readonly leases: () => Promise<AskingLeases | null>;
  readonly askSource: (question: Admitted, signal: AbortSignal) => Promise<Result<Kept, SourceError>>;
}

/**
 * `done` is called once, as soon as the outcome is known; the promise settles when it is written down and told, and never rejects: whoever
 * is told and asks must find the new answer here.
 */
export type Renew = (question: Admitted, before: Kept | null, signal: AbortSignal, done: (outcome: Result<Kept, SourceError>) => void) => Promise<void>;

/**
 * Gets one new answer: from the source, or from another gateway that is asking it this moment. The answer is written down, and those who
 * see the same share are told where it differs from the one before. Without a store the source is asked all the same.
 */
export function createRenewal({ core, table, leases, askSource }: RenewalParts): Renew {
  const { store, events, clock, log } = core;
  const storeFault = (fault: unknown): void => log.warn({ err: fault }, 'answers go on without the store');

  /** Waits its turn among the gateways: the lease, or the answer somebody else has got meanwhile. */
  async function turn(question: Admitted, all: AskingLeases, signal: AbortSignal): Promise<Result<Kept, SourceError> | 'ours'> {
    const { key, dataset, province } = question;
    const forMs = (province.sources.get(dataset.source)?.deadlineMs ?? 10_000) + LEASE_BEYOND_MS;
    const until = clock() + forMs;
    while (!signal.aborted && clock() <= until) {
      if (await all.take(key, forMs)) {
        const found = await table.load(key);
        if (!found || clock() >= expiresAt(found, question)) return 'ours';
        await all.giveBack(store.db, { key, failed: null });
        return ok(found);
      }
      const word = await all.nextWord(key, signal);
      if (word?.failed) return err(word.failed);
      const found = word && await table.load(key);
      if (found && clock() < expiresAt(found, question)) return ok(found);
    }
    return err({ kind: signal.aborted ? 'cancelled' : 'timed-out', source: dataset.source, dataset: dataset.id });
  }

  async function settle(question: Admitted, before: Kept | null, outcome: Result<Kept, SourceError>, all: AskingLeases | null): Promise<void> {
    const { key, dataset, share } = question;
    const changed = outcome.ok && before !== null && before.tag !== outcome.value.tag;
    if (!all && !changed && !(outcome.ok && outcome.value.durable)) return;
    await store.transact(async (db) => {
      if (outcome.ok) await table.save(db, { key, dataset: dataset.id, share: share.key, kept: outcome.value, expiresAt: expiresAt(outcome.value, question) }, before);
      // That nobody waited here any more says nothing to those who wait elsewhere.
      if (all) await all.giveBack(db, { key, failed: outcome.ok || outcome.error.kind === 'cancelled' ? null : outcome.error });
      if (changed) await events.publish(db, { kind: 'dataset-changed', audience: { to: 'dataset', dataset: dataset.id, share: share.key }, payload: { dataset: dataset.id, query: question.queryKey } });
    });
  }

  return async (question, before, signal, done) => {
    let all: AskingLeases | null = null;
    try {
      // What may not be written down cannot be handed to another gateway either.
      all = question.unmasks ? null : await leases();
      const taken = all ? await turn(question, all, signal) : 'ours';
      if (taken !== 'ours') return done(taken);
    } catch (fault) {
      storeFault(fault);
      all = null;
    }
    const asked = await askSource(question, signal);
    const outcome = asked.ok && before?.tag === asked.value.tag ? ok(confirmed(before, asked.value)) : asked;
    done(outcome);
    await settle(question, before, outcome, all).catch(storeFault);
  };
}

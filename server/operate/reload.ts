import { randomUUID } from 'node:crypto';
import type { ConfigFault } from '@/config/config-fault';
import type { Actor } from '@/domain/access';
import type { AuditEntry } from '../audit/trail';
import type { Core } from '../core';
import type { Db } from '../store/store';
import type { ReadPack, ReloadableProvince, SavedFiles } from './province-in-force';

export type ReloadOutcome = { readonly reloaded: true } | { readonly reloaded: false; readonly faults: readonly ConfigFault[] };

/** What is saved from the portal: how the saved files look afterwards, and how that is written down. */
export interface SavedChange {
  /** Read when it is this change's turn. */
  readonly saved: () => Promise<SavedFiles>;
  /** In the transaction that makes it known; a throw undoes everything, and the old configuration stays. */
  readonly write: (db: Db) => Promise<void>;
  readonly target: string;
  readonly detail: NonNullable<AuditEntry['detail']>;
}

export interface Reload {
  /** Puts the pack on disk in force where it has no fault at all; otherwise the old one stays and every fault is told. */
  readonly reload: (by: Actor | { readonly kind: 'system' }, from?: AuditEntry['from']) => Promise<ReloadOutcome>;
  /** Puts the pack with a change of what was saved in force, and writes that down, where it has no fault at all; otherwise neither. Rejects as `write` does. */
  readonly change: (by: Actor, from: AuditEntry['from'], change: SavedChange) => Promise<ReloadOutcome>;
  /** Stops listening to other gateways. */
  readonly stop: () => void;
}

export interface ReloadParts {
  readonly core: Pick<Core, 'store' | 'audit' | 'events' | 'log'>;
  readonly inForce: ReloadableProvince;
  readonly onOutcome?: (outcome: 'done' | 'refused') => void;
}

/** Fault codes in one audit entry. */
const CODES_TOLD = 20;

/**
 * Reloading, one at a time. What one gateway has put in force the others read from their own disks when they hear of it; browsers hear of
 * it by the same event.
 */
export function createReload({ core, inForce, onOutcome = () => undefined }: ReloadParts): Reload {
  const self = randomUUID();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const read = async (saved?: SavedFiles): Promise<ReadPack> => {
    try {
      return await inForce.read(saved);
    } catch (fault) {
      core.log.error({ err: fault }, 'configuration cannot be read');
      return { pack: null, faults: [UNREADABLE] };
    }
  };
  const once = async (by: Actor | { readonly kind: 'system' }, from: AuditEntry['from']): Promise<ReloadOutcome> => {
    const { pack, faults } = await read();
    const entry = { action: 'configuration', actor: by, target: `configuration:${inForce.current().id}`, ...(from ? { from } : {}) } as const;
    if (pack === null || faults.length > 0) {
      inForce.refuse(faults);
      onOutcome('refused');
      core.log.warn({ faults: faults.length }, 'new configuration refused, the old one stays in force');
      await core.audit.write({ ...entry, outcome: 'failed', detail: { faults: faults.length, codes: faults.slice(0, CODES_TOLD).map(({ code, file }) => `${file} ${code}`) } });
      return { reloaded: false, faults };
    }
    await core.store.transact(async (db) => {
      await core.events.publish(db, { kind: 'configuration-changed', audience: { to: 'everyone' }, payload: { gateway: self } });
      await core.audit.append(db, { ...entry, outcome: 'done' });
    });
    inForce.accept(pack);
    onOutcome('done');
    core.log.info('new configuration in force');
    return { reloaded: true };
  };
  const changed = async (by: Actor, from: AuditEntry['from'], { saved, write, target, detail }: SavedChange): Promise<ReloadOutcome> => {
    const { pack, faults } = await read(await saved());
    const entry = { action: 'configuration', actor: by, target, ...(from ? { from } : {}) } as const;
    if (pack === null || faults.length > 0) {
      await core.audit.write({ ...entry, outcome: 'failed', detail: { ...detail, faults: faults.length } });
      return { reloaded: false, faults };
    }
    await core.store.transact(async (db) => {
      await write(db);
      await core.events.publish(db, { kind: 'configuration-changed', audience: { to: 'everyone' }, payload: { gateway: self } });
      await core.audit.append(db, { ...entry, outcome: 'done', detail });
    });
    inForce.accept(pack);
    onOutcome('done');
    return { reloaded: true };
  };
  const follow = async (): Promise<void> => {
    const { pack, faults } = await read();
    if (pack !== null && faults.length === 0) inForce.accept(pack);
    else {
      inForce.refuse(faults);
      core.log.error({ faults: faults.length }, 'another gateway has a new configuration in force that cannot be read here');
    }
  };
  const stop = core.events.subscribe(({ kind, payload }) => {
    if (kind === 'configuration-changed' && payload['gateway'] !== self) void inTurn(follow);
  });
  return { reload: (by, from) => inTurn(() => once(by, from)), change: (...asked) => inTurn(() => changed(...asked)), stop };
}

const UNREADABLE: ConfigFault = {
  code: 'config-missing', file: '', pointer: '', expected: 'a folder of configuration', got: 'nothing that can be read',
  hint: { vi: 'Không đọc được thư mục cấu hình; cấu hình cũ vẫn có hiệu lực.', en: 'The folder of configuration cannot be read; the old one stays in force.' },
};

/** Reloads on `SIGHUP`; returns how to stop. */
export function reloadOnHangUp({ reload }: Pick<Reload, 'reload'>, onFault: (fault: unknown) => void): () => void {
  const hungUp = (): void => void reload({ kind: 'system' }).catch(onFault);
  process.on('SIGHUP', hungUp);
  return () => void process.off('SIGHUP', hungUp);
}

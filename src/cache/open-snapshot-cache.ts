import type { Instant } from '@/domain/time';
import { openDisk } from './disk';
import { createMemoryStore } from './memory';
import { openLayered, type DeviceOptions } from './open-layered';
import { LayeredCache } from './snapshot-cache';
import type { CacheReport, SnapshotCache } from './snapshot-cache';

export interface OpenOptions extends DeviceOptions {
  /** Whose answers these are: `anonymous`, a user id, a screen id. */
  readonly identity: string;
  readonly province: string;
  readonly budgetBytes: number;
  readonly now: () => Instant;
  readonly onReport?: (report: CacheReport) => void;
}

/**
 * Opens the device cache. Always resolves within `openTimeoutMs` (5 s): to the disk, or to a memory cache that says why
 * in `notice`. Call it first of all at start-up and await it late: it runs while the framework is still being parsed.
 */
export function openSnapshotCache(options: OpenOptions): Promise<SnapshotCache> {
  const { identity, province, budgetBytes, now, onReport = () => undefined } = options;
  return openLayered(openDisk, options, (disk) => new LayeredCache({ identity, province, budgetBytes, now, onReport }, disk, createMemoryStore(budgetBytes)));
}

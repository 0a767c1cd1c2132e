import type { Source } from '@/domain/dataset';
import type { SourceHealth } from '@/federation/health';
import type { Transport } from '@/federation/http/connection';
import { healthTransport } from '@/federation/portal-health';
import type { Core } from '../core';
import { heldFigures } from './held-figures';

/** The way to the portal's own health, of the configuration in force. `health` is asked when the question comes: the desk that knows is made later. */
export const healthWay = (core: Pick<Core, 'province' | 'clock' | 'store'>, health: () => readonly SourceHealth[]): ((source: Source) => Transport) =>
  () => healthTransport({
    get sources() { return core.province.current().sources; },
    get datasets() { return core.province.current().datasets; },
    health, clock: core.clock, held: () => heldFigures(core),
  });

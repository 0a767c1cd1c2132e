import type { Province } from '@/config/province';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import type { Transport } from '@/federation/http/connection';
import { hereThread, sourceOf } from '../../../test/contract/federation-server';

/** For tests: a federation whose every source answers by one transport. */
export const nodeFederation = ({ datasets }: Province, transport: Transport, clock: () => number): Federation => createFederation({
  sources: new Map([...datasets.values()].map(({ source }) => [source, sourceOf(source)])), datasets, startThread: hereThread, times: { clock }, resolveUrl: () => '',
  connection: (id) => ({ base: `https://${id}.invalid/`, transport }),
});

import type { Province } from '@/config/province';
import type { Ask } from '@/federation/answer';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import { nodeThread } from '@/federation/worker/node-thread';
import type { Core } from '../core';
import type { Outbound } from './outbound/create-outbound';

/** The federation of the configuration in force. */
export interface Federations {
  readonly ask: Ask;
  readonly current: () => Federation;
  readonly stop: () => void;
}

interface Running {
  readonly federation: Federation;
  underWay: number;
  replaced: boolean;
}

/** One federation a configuration: what an old one was asked it still answers, and then it goes. */
export function runFederations({ province, clock }: Pick<Core, 'province' | 'clock'>, outbound: Outbound, startThread = nodeThread): Federations {
  const open = ({ sources, datasets, codeLists }: Province): Running => ({
    federation: createFederation({
      sources, datasets, codeLists, startThread,
      times: { clock },
      // A source without a connection of its own has no address here.
      resolveUrl: () => '',
      connection: (id) => {
        const source = sources.get(id);
        return source ? outbound.connectionOf(source) : {};
      },
    }),
    underWay: 0,
    replaced: false,
  });
  let running = open(province.current());
  running.federation.warmUp();

  const leave = (one: Running): void => {
    if (one.replaced && one.underWay === 0) one.federation.dispose();
  };
  const unsubscribe = province.onChange((next) => {
    const old = running;
    running = open(next);
    running.federation.warmUp();
    old.replaced = true;
    leave(old);
  });

  return {
    current: () => running.federation,
    ask: async (query, signal) => {
      const one = running;
      one.underWay += 1;
      try {
        return await one.federation.ask(query, signal);
      } finally {
        one.underWay -= 1;
        leave(one);
      }
    },
    stop() {
      unsubscribe();
      running.replaced = true;
      running.federation.dispose();
    },
  };
}

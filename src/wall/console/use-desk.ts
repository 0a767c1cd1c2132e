import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { Result } from '@/domain/result';
import type { TakenAnswer } from '../parse-wall';
import type { Command } from './deed';
import { sendCommand } from './send-command';
import type { Call, Refused } from './send-command';

export interface Desk {
  /** Commands that wait for their answer. */
  readonly pending: ShallowRef<number>;
  /** How often the one in hand was sent and not heard; 0 while all is well. */
  readonly unheard: ShallowRef<number>;
  /** Sent one after another, in the order in which they were asked for. Settles with the gateway's answer. */
  readonly run: (command: Command) => Promise<Result<TakenAnswer, Refused>>;
  /** Stops sending what is not heard. What may have been done already stays done. */
  readonly giveUp: () => void;
}

/** The operator's hand on the screens: one command at a time, each until it is heard. */
export function useDesk(call: Call): Desk {
  const pending = shallowRef(0);
  const unheard = shallowRef(0);
  let round = 0;
  let last: Promise<unknown> = Promise.resolve();
  const wakers = new Set<() => void>();
  const giveUp = (): void => {
    round += 1;
    for (const wake of wakers) wake();
  };
  /** Cut short where somebody gives up. */
  const pause = (ms: number): Promise<void> => new Promise((settle) => {
    const wake = (): void => {
      clearTimeout(timer);
      wakers.delete(wake);
      settle();
    };
    const timer = setTimeout(wake, ms);
    wakers.add(wake);
  });
  async function send(command: Command, own: number): Promise<Result<TakenAnswer, Refused>> {
    const reply = await sendCommand(command, crypto.randomUUID(), { call, pause, onUnheard: (tries) => (unheard.value = tries), isGivenUp: () => own !== round });
    unheard.value = 0;
    pending.value -= 1;
    return reply;
  }
  onScopeDispose(giveUp);
  return {
    pending, unheard, giveUp,
    run(command) {
      pending.value += 1;
      const own = round;
      const done = last.then(() => send(command, own));
      last = done;
      return done;
    },
  };
}

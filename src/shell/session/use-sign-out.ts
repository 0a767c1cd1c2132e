import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { GatewayProblem } from '@/federation/gateway/call';
import { browserClock } from '@/query/browser';
import { useWorkspace } from '@/state/use-document';
import { useSession } from '../stores/session';
import { unsentWork } from './unsent-work';

/** The way out of a session, with a question before it where something exists nowhere but on this device. */
export interface SignOut {
  readonly isLeaving: Readonly<ShallowRef<boolean>>;
  readonly problem: Readonly<ShallowRef<GatewayProblem | null>>;
  /** Documents with work that was not sent; null while there is nothing to ask. */
  readonly unsent: ShallowRef<number | null>;
  /** `unsentWork` is the person's answer; without it they are asked where they have to be. */
  readonly signOut: (everywhere: boolean, answer?: 'keep' | 'discard') => Promise<void>;
}

export function useSignOut(): SignOut {
  const session = useSession();
  const workspace = useWorkspace();
  const isLeaving = shallowRef(false);
  const problem = shallowRef<GatewayProblem | null>(null);
  const unsent = shallowRef<number | null>(null);

  async function signOut(everywhere: boolean, answer?: 'keep' | 'discard'): Promise<void> {
    isLeaving.value = true;
    problem.value = null;
    const left = answer || !workspace.value ? 0 : await unsentWork(workspace.value, (ms) => new Promise((done) => browserClock.later(ms, () => done())));
    unsent.value = left > 0 ? left : null;
    if (left === 0) {
      session.discardsUnsent = answer === 'discard';
      problem.value = (await session.keeper?.signOut(everywhere)) ?? null;
    }
    isLeaving.value = false;
  }
  return { isLeaving, problem, unsent, signOut };
}

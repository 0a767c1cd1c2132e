import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';
import { problemText } from '../session/session-words';
import type { Words } from '../use-words';

/** What was done last, and how to take it back where that can be. */
export interface Done {
  readonly text: string;
  readonly undo?: () => Promise<unknown>;
}
export interface Deeds {
  readonly isBusy: ShallowRef<boolean>;
  /** Empty while nothing is wrong. */
  readonly problem: ShallowRef<string>;
  readonly done: ShallowRef<Done | null>;
  /** True where it worked. One deed at a time. */
  run(deed: () => Promise<Result<unknown, GatewayProblem>>, done: Done): Promise<boolean>;
}

/** Runs what an administrator does, and keeps what to say of it. */
export function useDeeds(words: Words): Deeds {
  const isBusy = shallowRef(false);
  const problem = shallowRef('');
  const done = shallowRef<Done | null>(null);
  return {
    isBusy, problem, done,
    async run(deed, said) {
      if (isBusy.value) return false;
      isBusy.value = true;
      problem.value = '';
      const reply = await deed();
      isBusy.value = false;
      if (reply.ok) done.value = said;
      else problem.value = problemText(reply.error, words);
      return reply.ok;
    },
  };
}

import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';

export interface Asked<T> {
  readonly value: ShallowRef<T | null>;
  readonly problem: ShallowRef<GatewayProblem | null>;
  readonly isLoading: ShallowRef<boolean>;
  load(): Promise<void>;
}

const UNREADABLE: GatewayProblem = { code: 'unexpected', status: 200, body: null };

/**
 * One answer of the gateway: what is there stays while it is asked again, and of two asks the latest wins. `read` gives null for what it
 * cannot read.
 */
export function useAsk<T>(ask: () => Promise<Result<unknown, GatewayProblem>>, read: (body: unknown) => T | null): Asked<T> {
  const value = shallowRef<T | null>(null);
  const problem = shallowRef<GatewayProblem | null>(null);
  const isLoading = shallowRef(true);
  let latest = 0;
  return {
    value, problem, isLoading,
    async load() {
      const own = (latest += 1);
      isLoading.value = true;
      const reply = await ask();
      if (own !== latest) return;
      isLoading.value = false;
      const found = reply.ok ? read(reply.value) : null;
      problem.value = reply.ok ? (found === null ? UNREADABLE : null) : reply.error;
      if (found !== null) value.value = found;
    },
  };
}

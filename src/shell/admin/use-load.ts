import { computed, onMounted, shallowRef } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import type { Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';

export interface Loading<T> {
  readonly value: ShallowRef<T | null>;
  readonly problem: ShallowRef<GatewayProblem | null>;
  readonly isLoading: ShallowRef<boolean>;
  /** The gateway gives this reader nothing here. */
  readonly isDenied: ComputedRef<boolean>;
  load(): Promise<void>;
}

/**
 * One answer of the gateway on a page: what is there stays while it is asked again, and of two asks the latest wins. Who may not ask does
 * not: a refusal is written down.
 */
export function useLoad<T>(may: () => boolean, ask: () => Promise<Result<unknown, GatewayProblem>>, read: (body: unknown) => T): Loading<T> {
  const value = shallowRef<T | null>(null);
  const problem = shallowRef<GatewayProblem | null>(null);
  const isLoading = shallowRef(true);
  let latest = 0;

  async function load(): Promise<void> {
    if (!may()) {
      isLoading.value = false;
      return;
    }
    const own = (latest += 1);
    isLoading.value = true;
    const reply = await ask();
    if (own !== latest) return;
    isLoading.value = false;
    problem.value = reply.ok ? null : reply.error;
    if (reply.ok) value.value = read(reply.value);
  }
  onMounted(load);
  const isDenied = computed(() => problem.value?.status === 403 || problem.value?.status === 401);
  return { value, problem, isLoading, isDenied, load };
}

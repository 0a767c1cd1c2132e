import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import type { GatewayProblem } from '@/federation/gateway/call';
import { isUnheard, reportPath } from '../pages/report-call';
import type { Call } from '../pages/report-call';
import { useAsk } from '../pages/use-ask';
import type { Asked } from '../pages/use-ask';
import type { FileFormat } from '../pages/report-job';
import { readDeliveries } from './parse-deliveries';
import type { ReportDeliveries } from './parse-deliveries';

/** While something is on its way it is looked after, should no event come. */
const LOOK_MS = 5_000;

export interface Deliveries {
  readonly asked: Asked<ReportDeliveries>;
  /** What is being done: `send`, or the id of a delivery. */
  readonly doing: ShallowRef<string | null>;
  readonly problem: ShallowRef<GatewayProblem | null>;
  /** False where it did not work. The same again after a lost answer is the same delivery. */
  send(destination: string, format: FileFormat): Promise<boolean>;
  cancel(id: string): Promise<void>;
  retry(id: string): Promise<void>;
}

/** Deliveries of one report: where it may go, what is on its way, and what one does about it. */
export function useDeliveries(call: Call, report: () => string, makeKey: () => string = () => crypto.randomUUID()): Deliveries {
  const asked = useAsk(() => call('GET', reportPath(report(), '/deliveries')), readDeliveries);
  const doing = shallowRef<string | null>(null);
  const problem = shallowRef<GatewayProblem | null>(null);
  let unheard: { readonly wish: string; readonly key: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(asked.value, (now) => {
    clearTimeout(timer);
    if (now?.deliveries.some(({ state, untilIssued, reason }) => state === 'sending' || (state === 'waiting' && !untilIssued && reason === null))) timer = setTimeout(() => void asked.load(), LOOK_MS);
  });
  onScopeDispose(() => clearTimeout(timer));

  async function run(what: string, method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<GatewayProblem | null> {
    doing.value = what;
    problem.value = null;
    const reply = await call(method, path, body);
    problem.value = reply.ok ? null : reply.error;
    await asked.load();
    doing.value = null;
    return problem.value;
  }
  const deliveryPath = (id: string, more = ''): string => `/api/report-deliveries/${encodeURIComponent(id)}${more}`;

  return {
    asked, doing, problem,
    async send(destination, format) {
      const wish = `${report()} ${destination} ${format}`;
      const key = unheard?.wish === wish ? unheard.key : makeKey();
      const fault = await run('send', 'POST', reportPath(report(), '/deliveries'), { destination, format, key });
      unheard = fault && isUnheard(fault) ? { wish, key } : null;
      return fault === null;
    },
    cancel: async (id) => void await run(id, 'DELETE', deliveryPath(id)),
    retry: async (id) => void await run(id, 'POST', deliveryPath(id, '/retry')),
  };
}

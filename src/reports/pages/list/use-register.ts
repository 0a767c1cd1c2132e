import { computed, shallowRef } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import type { GatewayProblem } from '@/federation/gateway/call';
import { readCards } from '../../register/parse-report';
import type { CardPage } from '../../register/parse-report';
import type { ReportCard } from '../../register/record';
import type { Call } from '../report-call';
import { listPath } from './register-filters';
import type { RegisterFilters } from './register-filters';

const PAGE = 50;
/** What the gateway gives at most in one answer. */
const MOST = 200;

export interface RegisterList {
  /** Null until the first page is here; what is here stays while it is asked again. */
  readonly reports: ShallowRef<readonly ReportCard[] | null>;
  readonly hasMore: ComputedRef<boolean>;
  readonly problem: ShallowRef<GatewayProblem | null>;
  readonly isLoading: ShallowRef<boolean>;
  /** From the newest on. */
  load(): Promise<void>;
  /** The next page; gives how many it brought. */
  more(): Promise<number>;
  /** As many as are shown, anew. */
  again(): Promise<void>;
}

/** The register page by page, newest first. Of two asks the latest wins. */
export function useRegister(call: Call, filters: () => RegisterFilters): RegisterList {
  const reports = shallowRef<readonly ReportCard[] | null>(null);
  const next = shallowRef<string | null>(null);
  const problem = shallowRef<GatewayProblem | null>(null);
  const isLoading = shallowRef(true);
  let latest = 0;

  /** Null where it failed, or another ask came after. */
  async function page(own: number, after: string | null, limit: number): Promise<CardPage | null> {
    const reply = await call('GET', listPath(filters(), { after, limit }));
    if (own !== latest) return null;
    problem.value = reply.ok ? null : reply.error;
    return reply.ok ? readCards(reply.value) : null;
  }
  /** At least `wanted` from the top, or all there are. */
  async function fill(wanted: number): Promise<void> {
    const own = (latest += 1);
    isLoading.value = true;
    const found: ReportCard[] = [];
    let at: CardPage | null = null;
    do {
      at = await page(own, at?.next ?? null, Math.min(MOST, Math.max(PAGE, wanted - found.length)));
      found.push(...(at?.reports ?? []));
    } while (at !== null && at.next !== null && found.length < wanted);
    if (own !== latest) return;
    isLoading.value = false;
    if (at === null) return;
    reports.value = found;
    next.value = at.next;
  }
  return {
    reports, problem, isLoading,
    hasMore: computed(() => next.value !== null),
    load: () => fill(1),
    again: () => fill(reports.value?.length ?? 1),
    async more() {
      const before = reports.value ?? [];
      if (next.value === null || isLoading.value) return 0;
      const own = (latest += 1);
      isLoading.value = true;
      const got = await page(own, next.value, PAGE);
      if (own !== latest) return 0;
      isLoading.value = false;
      if (got === null) return 0;
      const known = new Set(before.map(({ id }) => id));
      const fresh = got.reports.filter(({ id }) => !known.has(id));
      reports.value = [...before, ...fresh];
      next.value = got.next;
      return fresh.length;
    },
  };
}

import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { Province } from '@/config/province';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { Call } from '@/reports/pages/report-call';
import { viewPath } from '@/reports/views/pages/view-filters';
import { readView, type OpenView, type ViewFault } from '@/reports/views/read-kept-view';

/** What came of opening a kept view. `gone`: there is none, or none for this reader. */
export type OpenedView =
  | { readonly state: 'loading' | 'gone' | ViewFault }
  | { readonly state: 'failed'; readonly problem: GatewayProblem }
  | { readonly state: 'ready'; readonly view: OpenView };

/** One kept view; of two asks the latest wins. `whole` settles when the province of the page is whole, which every tile may need. */
export function useKeptView(call: Call, province: () => Province, whole: () => Promise<void>): { readonly opened: ShallowRef<OpenedView>; readonly load: (id: string) => Promise<void> } {
  const opened = shallowRef<OpenedView>({ state: 'loading' });
  let latest = 0;
  return {
    opened,
    async load(id) {
      const own = (latest += 1);
      opened.value = { state: 'loading' };
      const [reply] = await Promise.all([call('GET', viewPath(id)), whole()]);
      const next = reply.ok ? await drawable(reply.value, province()) : refused(reply.error);
      if (own === latest) opened.value = next;
    },
  };
}

async function drawable(body: unknown, province: Province): Promise<OpenedView> {
  const read = await readView(body, province);
  return read.ok ? { state: 'ready', view: read.value } : { state: read.error };
}
const refused = (problem: GatewayProblem): OpenedView => (problem.status === 404 || problem.status === 403 ? { state: 'gone' } : { state: 'failed', problem });

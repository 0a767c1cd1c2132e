import { computed, shallowRef, watch } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import type { Trouble } from '@/dashboards/documents/document-words';
import { entriesOf } from '@/dashboards/library/library-model';
import type { LibraryEntry } from '@/dashboards/library/library-model';
import type { ListedDocument } from '@/state/history';
import { useWorkspace } from '@/state/use-document';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { Call } from '../../pages/report-call';
import { readTemplates } from '../../register/parse-report';

export interface Templates {
  readonly entries: ComputedRef<readonly LibraryEntry[]>;
  readonly standing: Readonly<ShallowRef<'loading' | 'ready' | 'failed'>>;
  readonly problem: Readonly<ShallowRef<GatewayProblem | null>>;
  load(): Promise<void>;
  /** Null when done. */
  remove(id: string): Promise<Trouble | null>;
}

/** Pages of a list; more than this many templates nobody looks through. */
const MOST_PAGES = 10;
const UNREADABLE: GatewayProblem = { code: 'unexpected', status: 200, body: null };

/** Templates the reader may open: the pack's from the gateway, people's from their own list, which knows whose each is. Of two asks the latest wins. */
export function useTemplates(call: Call): Templates {
  const workspace = useWorkspace();
  const pack = shallowRef<Parameters<typeof entriesOf>[0]>([]);
  const documents = shallowRef<readonly ListedDocument[]>([]);
  const standing = shallowRef<'loading' | 'ready' | 'failed'>('loading');
  const problem = shallowRef<GatewayProblem | null>(null);
  let asked = 0;

  async function load(): Promise<void> {
    const opened = workspace.value;
    const mine = (asked += 1);
    if (standing.value === 'failed') standing.value = 'loading';
    const failed = (why: GatewayProblem): void => { [problem.value, standing.value] = [why, 'failed']; };
    const reply = await call('GET', '/api/report-templates');
    if (mine !== asked) return;
    if (!reply.ok) return failed(reply.error);
    const cards = readTemplates(reply.value);
    if (!cards) return failed(UNREADABLE);
    pack.value = cards.filter(({ origin }) => origin === 'pack').map(({ id, title, description, basis }) => ({ id, title, audience: description ?? basis ?? { vi: '', en: '' } }));
    // What came with the portal is there before this device knows what people keep.
    if (!opened) return;
    const all: ListedDocument[] = [];
    for (let page = 0, after: string | undefined; page < MOST_PAGES; page += 1) {
      const listed = await opened.list('report-template', after);
      if (mine !== asked) return;
      if (!listed.ok) return failed(listed.error);
      all.push(...listed.value.items);
      if (listed.value.next === null) break;
      after = listed.value.next;
    }
    [documents.value, problem.value, standing.value] = [all, null, 'ready'];
  }
  watch(workspace, () => void load(), { immediate: true });
  return {
    entries: computed(() => entriesOf(pack.value, documents.value, [])),
    standing, problem, load,
    async remove(id) {
      const trouble = workspace.value ? await workspace.value.remove('report-template', id, '') : null;
      await load();
      return trouble;
    },
  };
}

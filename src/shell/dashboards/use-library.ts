import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { Trouble } from '@/cache/work-record';
import { entriesOf, type LibraryEntry } from '@/dashboards/library/library-model';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { ListedDocument } from '@/state/history';
import { useWorkspace } from '@/state/use-document';
import { onDocumentChange } from '../session/document-news';
import { offeredDashboards } from '../session/session-model';
import { useShell } from '../shell-context';
import { useSession } from '../stores/session';

export interface Library {
  readonly entries: ComputedRef<readonly LibraryEntry[]>;
  /** Of what people keep: `none` where nobody can be asked for it. What came with the portal is there at once. */
  readonly standing: Readonly<ShallowRef<'none' | 'loading' | 'ready' | 'failed'>>;
  readonly problem: Readonly<ShallowRef<GatewayProblem | null>>;
  load(): Promise<void>;
  /** Null when done. */
  remove(id: string, reason: string): Promise<Trouble | null>;
}

/** Pages of a list; more than this many dashboards nobody looks through without searching the palette. */
const MOST_PAGES = 10;

/** What the reader may open, kept up with what others do meanwhile. */
export function useLibrary(favourites: () => readonly string[]): Library {
  const shell = useShell();
  const session = useSession();
  const workspace = useWorkspace();
  const documents = shallowRef<readonly ListedDocument[]>([]);
  const standing = shallowRef<'none' | 'loading' | 'ready' | 'failed'>('none');
  const problem = shallowRef<GatewayProblem | null>(null);
  let asked = 0;

  async function load(): Promise<void> {
    const opened = workspace.value;
    if (!opened) return;
    asked += 1;
    const mine = asked;
    if (standing.value !== 'ready') standing.value = 'loading';
    const all: ListedDocument[] = [];
    let after: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const reply = await opened.list('dashboard', after);
      if (mine !== asked) return;
      if (!reply.ok) {
        problem.value = reply.error;
        standing.value = 'failed';
        return;
      }
      all.push(...reply.value.items);
      if (reply.value.next === null) break;
      after = reply.value.next;
    }
    documents.value = all;
    problem.value = null;
    standing.value = 'ready';
  }

  watch(workspace, () => void load(), { immediate: true });
  onScopeDispose(onDocumentChange((changed) => {
    if (changed === null || changed.kind === 'dashboard') void load();
  }));
  return {
    entries: computed(() => entriesOf(offeredDashboards(shell.province, session.view), documents.value, favourites())),
    standing, problem, load,
    async remove(id, reason) {
      const trouble = workspace.value ? await workspace.value.remove('dashboard', id, reason) : null;
      await load();
      return trouble;
    },
  };
}

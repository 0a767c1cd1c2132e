import type { ShallowRef } from 'vue';
import type { SessionView } from '@/access/session-view';
import { browserClock } from '@/query/browser';
import type { Workspace } from '@/state/workspace';
import type { Shell } from '../shell-context';
import { forgetPersonChoice } from '../stores/preferences';
import type { useSession } from '../stores/session';
import { forgetReader, keepReader } from './kept-reader';
import { leaveNote, reloadForReader } from './leave-page';
import { sessionCalls } from './session-calls';
import { createSessionKeeper } from './session-keeper';
import type { Leaving, SessionKeeper, TabMessage } from './session-keeper';
import { whenReady } from './when-ready';

type Session = ReturnType<typeof useSession>;
type WorkspaceRef = ShallowRef<Workspace | null>;
const CHANNEL = 'toan-canh.session';

/** Joins the keeper of the session to this page: its clock, its tabs, its way out. Called once, after the first screen was begun; `workspace` is filled after it. */
export async function keepSession(shell: Shell, session: Session, workspace: WorkspaceRef): Promise<void> {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null;
  const begun = session.view;
  if (!begun) return;
  const viewNow = (): SessionView => session.view ?? begun;
  const keeper = createSessionKeeper({
    calls: sessionCalls,
    clock: browserClock,
    view: viewNow,
    adopt(view, receivedAt) {
      session.begin(view, receivedAt);
      void keepReader(shell.province.id, { view, files: shell.files });
    },
    tick: () => session.moveOn(browserClock.now()),
    leave: (why, to) => void leavePage(shell, session, workspace, why, to),
    purposesChanged() {
      shell.forget();
      shell.queries.resync();
    },
    tell: (message) => channel?.postMessage(message),
    aheadMs: () => session.aheadMs,
    isHidden: () => document.visibilityState === 'hidden',
  });
  session.keeper = keeper;
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'signed-out' || data === 'changed') keeper.heard(data satisfies TabMessage);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') keeper.refreshSoon();
  });
  addEventListener('pageshow', (event: PageTransitionEvent) => {
    // From the back/forward cache: the reader of then may be another one now.
    if (event.persisted) void keeper.refresh();
  });
  if (shell.startedCutOff) keeper.refreshSoon();
  await followEvents(shell, session, keeper);
  await openWork(shell, session, workspace);
}

async function followEvents(shell: Shell, session: Session, keeper: SessionKeeper): Promise<void> {
  const { followGateway } = await import('./follow-gateway');
  followGateway(shell, session, keeper);
}

/** The page is on its way out: what would still be opened is not. */
let hasLeft = false;

async function openWork(shell: Shell, session: Session, workspace: WorkspaceRef): Promise<void> {
  if (!session.person) return;
  await whenReady();
  const room = await personWorkspace();
  const { person } = session;
  if (hasLeft || !person) return;
  // The network went before it was here: it comes with it.
  if (!room) return addEventListener('online', () => void openWork(shell, session, workspace), { once: true });
  const opened = await room.openPersonWorkspace(shell, session, person);
  // Nobody is left to take it.
  if (hasLeft) await opened.leave('keep');
  else workspace.value = opened;
}

/** Unsent work waits for the person's next visit, unless they said otherwise; what the gateway can give again goes. */
async function leaveWork(session: Session, work: Workspace | null): Promise<void> {
  if (work) return work.leave(session.discardsUnsent ? 'discard' : 'keep');
  if (!session.person) return;
  // Where it cannot be had, the next person's visit does it.
  await (await personWorkspace())?.forgetCopies(session.person.id);
}

const personWorkspace = (): Promise<typeof import('./person-workspace') | null> => import('./person-workspace').catch(() => null);

/** Nothing of the reader stays: no ask under way, no row on the device that another may not see, no picture on the page. */
async function leavePage(shell: Shell, session: Session, workspace: WorkspaceRef, why: Leaving, to: string | null): Promise<void> {
  const { screen } = session;
  const work = workspace.value;
  hasLeft = true;
  workspace.value = null;
  shell.queries.dispose();
  document.querySelector('#app')?.setAttribute('hidden', '');
  leaveNote({ why, ...(screen ? { screen: screen.name } : {}) });
  const cache = await shell.cache;
  await Promise.all([forgetReader(), cache.wipe(), leaveWork(session, work)]);
  // Last: what was still heard of the document has been shown, and kept, by now.
  forgetPersonChoice();
  if (to === null) reloadForReader(browserClock.now(), (ms, run) => setTimeout(run, ms));
  else location.replace(to);
}

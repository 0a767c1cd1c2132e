import type { SessionView } from '@/access/session-view';
import { browserClock } from '@/query/browser';
import type { Shell } from '../shell-context';
import type { useSession } from '../stores/session';
import { forgetReader, keepReader } from './kept-reader';
import { leaveNote, reloadForReader } from './leave-page';
import { sessionCalls } from './session-calls';
import { createSessionKeeper } from './session-keeper';
import type { Leaving, SessionKeeper, TabMessage } from './session-keeper';

type Session = ReturnType<typeof useSession>;
const CHANNEL = 'toan-canh.session';

/** Joins the keeper of the session to this page: its clock, its tabs, its way out. Called once, after the first screen was begun. */
export async function keepSession(shell: Shell, session: Session): Promise<void> {
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
    leave: (why, to) => void leavePage(shell, viewNow(), why, to),
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
}

async function followEvents(shell: Shell, session: Session, keeper: SessionKeeper): Promise<void> {
  const { followGateway } = await import('./follow-gateway');
  followGateway(shell, session, keeper);
}

/** Nothing of the reader stays: no ask under way, no row on the device that another may not see, no picture on the page. */
async function leavePage(shell: Shell, view: SessionView, why: Leaving, to: string | null): Promise<void> {
  shell.queries.dispose();
  document.querySelector('#app')?.setAttribute('hidden', '');
  leaveNote({ why, ...(view.actor.kind === 'screen' ? { screen: view.actor.name } : {}) });
  const cache = await shell.cache;
  await Promise.all([forgetReader(), cache.wipe()]);
  if (to === null) reloadForReader(browserClock.now(), (ms, run) => setTimeout(run, ms));
  else location.replace(to);
}

import { browserChannel, browserEventSource, browserLocks } from '@/events/browser';
import { connectEvents } from '@/events/connect-events';
import { openEventStream } from '@/events/open-event-stream';
import type { Link } from '@/events/parts';
import { callGateway } from '@/federation/gateway/call';
import { browserClock } from '@/query/browser';
import type { Shell } from '../shell-context';
import type { useSession } from '../stores/session';
import { tellAnnotationChange } from './annotation-news';
import { tellDocumentChange } from './document-news';
import { forgetReader } from './kept-reader';
import { reloadWhenIdle } from './reload-when-idle';
import { tellReportChange } from './report-news';
import type { SessionKeeper } from './session-keeper';
import { tellWallChange } from './wall-news';

/** Hears what the gateway tells this page, from all tabs' one stream, and brings it to whom it concerns. */
export function followGateway(shell: Shell, session: ReturnType<typeof useSession>, keeper: SessionKeeper): void {
  const begun = session.view;
  if (!begun) return;
  const { onEvent, onResync } = connectEvents({
    queries: shell.queries,
    onDocument: tellDocumentChange,
    onRights: () => void keeper.refresh(),
    onSessionEnded: () => void keeper.refresh(),
    onScreenCommand(command, argument) {
      session.command = { command, argument };
    },
    onWall: tellWallChange,
    onAnnotations: tellAnnotationChange,
    onReports: tellReportChange,
    onConfiguration: () => void lookAtConfiguration(shell, session),
  });
  let link: Link = 'opening';
  const stream = openEventStream({
    url: '/api/events',
    identity: begun.identity,
    onEvent,
    onResync,
    onStanding(standing) {
      // The gateway is heard again: what waits for it need not wait for its own next try.
      if (standing.link === 'live' && link !== 'live') tellDocumentChange(null);
      link = standing.link;
    },
    clock: browserClock,
    random: Math.random,
    channel: browserChannel,
    locks: browserLocks(),
    eventSource: browserEventSource,
    online: shell.queries.online,
    visible: shell.queries.visibility,
  });
  addEventListener('pagehide', (event: PageTransitionEvent) => {
    if (!event.persisted) stream.close();
  });
}

/** The gateway may speak of a change that is none for this reader, or that this page began with: only another text counts. */
async function lookAtConfiguration(shell: Shell, session: ReturnType<typeof useSession>): Promise<void> {
  if (session.outdated) return;
  const reply = await callGateway('GET', '/api/configuration');
  if (!reply.ok) return;
  const { body } = reply.value;
  const files = typeof body === 'object' && body !== null && 'files' in body ? body.files : null;
  if (files === null || JSON.stringify(files) === JSON.stringify(shell.files)) return;
  session.outdated = true;
  // A start without a network must not begin with what is no longer in force.
  await forgetReader();
  reloadWhenIdle(session.screen !== null);
}

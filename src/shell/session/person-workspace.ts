import { watch } from 'vue';
import { openWorkStore } from '@/cache/open-work-store';
import { callGateway } from '@/federation/gateway/call';
import { translate } from '@/i18n/translator';
import { browserClock } from '@/query/browser';
import { browserSurroundings } from '@/state/browser-surroundings';
import type { Send } from '@/state/sending';
import { createWorkspace } from '@/state/workspace';
import type { Workspace } from '@/state/workspace';
import { messagesOf } from '../messages';
import type { Shell } from '../shell-context';
import { usePreferences } from '../stores/preferences';
import type { Choice } from '../stores/preferences';
import type { useSession } from '../stores/session';
import { onDocumentChange } from './document-news';
import { followPreferences } from './follow-preferences';

type Session = ReturnType<typeof useSession>;
type Person = NonNullable<Session['person']>;

/** Opens the documents of whoever is signed in, sends what an earlier page left, and lets their preferences follow them. Never rejects. */
export async function openPersonWorkspace(shell: Pick<Shell, 'queries'>, session: Session, { id, name }: Pick<Person, 'id' | 'name'>): Promise<Workspace> {
  const store = await openWorkStore();
  // Somebody may have left this device without signing out.
  await store.forgetCopiesOfOthers(id);
  let isTurnedAway = false;
  const send: Send = async ({ method, path, headers, body }) => {
    const reply = await callGateway(method, path, { csrf: session.view?.csrf ?? null, ...(headers ? { headers } : {}), body });
    if (!reply.ok && (reply.error.status === 401 || reply.error.code === 'cross-site')) {
      isTurnedAway = true;
      session.refreshSoon();
    }
    return reply;
  };
  const workspace = createWorkspace({ ...browserSurroundings(() => browserClock.now() + session.aheadMs), store, send, person: { id, name } });
  // What was missed may be anything, and the gateway can be heard again: what waits goes up now.
  onDocumentChange((changed) => (changed ? workspace.onRemoteChange(changed.kind, changed.id, changed.revision) : workspace.resume()));
  shell.queries.online.subscribe((isOnline) => {
    if (isOnline) workspace.resume();
  });
  // The same person has signed in again, or has a token again.
  watch(() => session.view, () => {
    if (!isTurnedAway) return;
    isTurnedAway = false;
    workspace.resume();
  });
  keepPreferences(workspace);
  return workspace;
}

function keepPreferences(workspace: Workspace): void {
  const preferences = usePreferences();
  const reasonOf = ({ theme, language }: Choice): string => {
    const say = (key: string): string => translate([messagesOf(preferences.language)], key);
    return [
      ...(theme ? [`${say('page.theme')}: ${say(`page.theme.${theme}`)}`] : []),
      ...(language ? [`${say('page.language')}: ${new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language}`] : []),
    ].join(' · ');
  };
  const follower = followPreferences(workspace, {
    unsaved: () => preferences.unsaved, adopt: preferences.adopt, saved: preferences.saved,
    mark: (favourites) => (preferences.favourites = favourites),
    tellClash: (isClash) => (preferences.clash = isClash),
    reasonOf,
  });
  watch(() => preferences.unsaved, () => void follower.save());
}

/** A person leaves whose workspace was not open yet: what the gateway can give again goes all the same. */
export async function forgetCopies(person: string): Promise<void> {
  const store = await openWorkStore();
  await store.forget(person, 'copies');
  store.close();
}

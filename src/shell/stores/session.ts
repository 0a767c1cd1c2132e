import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { SessionView } from '@/access/session-view';
import type { Action } from '@/domain/access';
import { toInstant } from '@/domain/time';
import type { Instant } from '@/domain/time';
import type { SessionKeeper } from '../session/session-keeper';
import { openUntil } from '../session/session-model';

/** Sent by an operator to one paired screen. */
export interface ScreenCommand {
  readonly command: string;
  readonly argument: string | null;
}

/**
 * Who looks, as the gateway said last, and nothing else: what is done about it is the keeper's, who comes after the first screen.
 * `view` is null in direct mode, where nobody can sign in. Rights here decide only what is offered; the gateway holds them.
 */
export const useSession = defineStore('session', () => {
  const view = shallowRef<SessionView | null>(null);
  const keeper = shallowRef<SessionKeeper | null>(null);
  /** Server time as the keeper last told it: moves while something counts down. */
  const now = shallowRef<Instant>(toInstant(0));
  const aheadMs = shallowRef(0);
  /** Dataset whose personal fields somebody asked to see: the dialog is open. */
  const unmasking = shallowRef<string | null>(null);
  /** A newer configuration of the province is in force than the one this page began with. */
  const outdated = shallowRef(false);
  /** What an operator wants of this screen; a new object each time. */
  const command = shallowRef<ScreenCommand | null>(null);

  /** The person signs out and wants what was not sent to go with them. */
  const discardsUnsent = shallowRef(false);

  const person = computed(() => (view.value?.actor.kind === 'person' ? view.value.actor : null));
  const screen = computed(() => (view.value?.actor.kind === 'screen' ? view.value.actor : null));
  const purposes = computed(() => view.value?.purposes.filter((one) => one.until > now.value) ?? []);

  /** Takes a view that arrived at `receivedAt`, device time: from then on the gateway's clock counts. */
  function begin(next: SessionView, receivedAt: Instant): void {
    aheadMs.value = next.serverTime - receivedAt;
    now.value = next.serverTime;
    view.value = next;
  }
  /** The time went on: countdowns follow. */
  function moveOn(deviceNow: Instant): void {
    now.value = toInstant(deviceNow + aheadMs.value);
  }
  return {
    moveOn, view, keeper, now, aheadMs, unmasking, outdated, command, discardsUnsent, person, screen, purposes, begin,
    may: (action: Action): boolean => view.value?.actions.includes(action) ?? false,
    openUntil: (dataset: string): Instant | null => openUntil(view.value, dataset, now.value),
    /** Something hints that the rights may not be what they were. Nothing happens before the keeper is there. */
    refreshSoon(): void {
      keeper.value?.refreshSoon();
    },
  };
});

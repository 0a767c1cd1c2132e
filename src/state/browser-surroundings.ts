import type { ShelfId } from '@/cache/work-record';
import type { Surroundings } from './outbox-pump';
import type { TabChannel } from './workspace';

const CHANNEL = 'toan-canh-work';

/** The page's own surroundings; `clock` is the server's time as the page knows it. */
export const browserSurroundings = (clock: () => number): Surroundings & { readonly channel: TabChannel } => ({
  clock,
  chance: Math.random,
  newKey,
  later: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  alone: aloneInBrowser,
  channel: browserTabs(),
});

/** `crypto.randomUUID` exists only on secure pages; an intranet may have none. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Without locks every tab may send: the gateway then sees one save key twice, and does it once. */
async function aloneInBrowser(name: string, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work();
  await navigator.locks.request(name, work);
}

function browserTabs(): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => undefined, listen: () => () => undefined };
  const channel = new BroadcastChannel(CHANNEL);
  return {
    post: (at) => channel.postMessage({ owner: at.owner, kind: at.kind, id: at.id } satisfies ShelfId),
    listen: (heard) => {
      const onMessage = ({ data }: MessageEvent<unknown>): void => {
        if (isShelfId(data)) heard(data);
      };
      channel.addEventListener('message', onMessage);
      return () => {
        channel.removeEventListener('message', onMessage);
        channel.close();
      };
    },
  };
}

const isShelfId = (value: unknown): value is ShelfId =>
  typeof value === 'object' && value !== null && 'owner' in value && typeof value.owner === 'string' && 'kind' in value && typeof value.kind === 'string' && 'id' in value && typeof value.id === 'string';

import { FRAME_TYPES } from './frame';
import type { OpenChannel, OpenSource, TabLocks } from './parts';

/** The browser's own event source, with its reconnecting left to us: it is closed at the first fault. */
export const browserEventSource: OpenSource = (url, on) => {
  const source = new EventSource(url);
  for (const type of [...FRAME_TYPES, 'message']) {
    source.addEventListener(type, (event) => {
      if (event instanceof MessageEvent) on.frame({ type, id: event.lastEventId, data: String(event.data) });
    });
  }
  source.addEventListener('error', () => {
    source.close();
    on.failed();
  });
  return () => source.close();
};

/** Null where the browser has none. */
export const browserChannel: OpenChannel | null = typeof BroadcastChannel === 'undefined' ? null : (name, heard) => {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', (event) => heard(event.data));
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
};

/** Null where the browser has none, or the page is not served securely. */
export function browserLocks(): TabLocks | null {
  if (!('locks' in navigator)) return null;
  return {
    request: async (name, { signal, steal }, held) => {
      try {
        await navigator.locks.request(name, steal ? { steal } : { signal }, held);
      } catch (fault) {
        // Given up while waiting, or taken by another tab: both are ends like any other.
        if (!(fault instanceof DOMException && fault.name === 'AbortError')) throw fault;
      }
    },
  };
}

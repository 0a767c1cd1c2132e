import type { RawFrame } from './frame';

/** Time as this room sees it. */
export interface EventClock {
  readonly now: () => number;
  /** Runs once after `ms`; returns how to call it off. */
  readonly later: (ms: number, run: () => void) => () => void;
}

/** Opens the wire; `frame` for each frame, `failed` once when it broke. Returns how to close it. */
export type OpenSource = (url: string, on: { readonly frame: (frame: RawFrame) => void; readonly failed: () => void }) => () => void;

/** A value that may change. */
export interface Followed<T> {
  get(): T;
  subscribe(listener: (value: T) => void): () => void;
}

/** Messages between the tabs of one browser: sent to all but oneself. */
export interface TabChannel {
  readonly post: (message: unknown) => void;
  readonly close: () => void;
}
export type OpenChannel = (name: string, heard: (message: unknown) => void) => TabChannel;

/** A lock that one tab of the browser holds, for as long as it lives. */
export interface TabLocks {
  /**
   * Runs `held` when the lock is ours, until what it returns settles. `steal` takes it from whoever has it. Settles when the lock is given
   * back, was taken away, or `signal` ended the waiting.
   */
  readonly request: (name: string, options: { readonly signal: AbortSignal; readonly steal: boolean }, held: () => Promise<void>) => Promise<void>;
}

/** How the page is linked to the gateway. */
export type Link = 'opening' | 'live' | 'reconnecting' | 'offline' | 'ended';
export interface Standing {
  readonly link: Link;
  /** What comes is damaged too often to be relied on. */
  readonly degraded: boolean;
  /** Frames dropped because they could not be read, and ones of a newer gateway that were passed over. */
  readonly malformed: number;
  readonly unknown: number;
}

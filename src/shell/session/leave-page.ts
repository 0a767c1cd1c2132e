import type { Leaving } from './session-keeper';

const NOTE = 'toan-canh.left';
const RELOADED = 'toan-canh.reader-reload';
/** Two reloads for another reader are at least this far apart: rights that flicker must not make the page spin. */
const RELOAD_EVERY_MS = 10_000;

/** What the page after this one tells its reader. */
export interface LeftNote {
  readonly why: Leaving;
  /** Name of a screen that was taken back. */
  readonly screen?: string;
}
const REASONS: readonly Leaving[] = ['rights', 'ended', 'signed-out', 'screen-revoked'];

function noteDown(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Nothing can be remembered: the next page starts without a word, and at once.
    return;
  }
}

export const leaveNote = (note: LeftNote): void => noteDown(NOTE, JSON.stringify(note));

/** The note left by the page before, once. */
export function takeNote(): LeftNote | null {
  try {
    const text = sessionStorage.getItem(NOTE);
    sessionStorage.removeItem(NOTE);
    const note: unknown = JSON.parse(text ?? 'null');
    if (typeof note !== 'object' || note === null || !('why' in note)) return null;
    const why = REASONS.find((one) => one === note.why);
    if (!why) return null;
    return { why, ...('screen' in note && typeof note.screen === 'string' ? { screen: note.screen } : {}) };
  } catch {
    return null;
  }
}

/** Begins anew at this address, where drafts and scope are found again. */
export function reloadForReader(now: number, later: (ms: number, run: () => void) => unknown): void {
  const reload = (): void => {
    noteDown(RELOADED, String(now));
    location.reload();
  };
  const wait = RELOAD_EVERY_MS - (now - lastReload());
  if (wait > 0 && wait <= RELOAD_EVERY_MS) later(wait, reload);
  else reload();
}

function lastReload(): number {
  try {
    return Number(sessionStorage.getItem(RELOADED)) || 0;
  } catch {
    return 0;
  }
}

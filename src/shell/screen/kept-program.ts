import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import { readScreenProgram } from '@/wall/parse-wall';
import type { ScreenProgram } from '@/wall/parse-wall';

/** What a screen was told last, so that it begins without the gateway. */
export interface KeptProgram {
  readonly program: ScreenProgram;
  /** Gateway minus device clock, ms, as it was then. */
  readonly aheadMs: number;
}

const KEY = 'toan-canh.wall-program';

/** What is kept of this screen; null where there is nothing, another's, or what cannot be read. */
export function keptProgram(screen: string): KeptProgram | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('program' in kept) || !('aheadMs' in kept) || typeof kept.aheadMs !== 'number') return null;
    const { value } = readScreenProgram(kept.program);
    return value?.screen.id === screen ? { program: value, aheadMs: kept.aheadMs } : null;
  } catch {
    // Forbidden or torn: then the gateway is waited for.
    return null;
  }
}

export function keepProgram(kept: KeptProgram): void {
  write(KEY, JSON.stringify(kept));
}

/** Nothing stays of what this display was told while it was a screen. */
export function forgetProgram(): void {
  try {
    for (const key of Object.keys(localStorage)) if ([KEY, SHOWN, LIFE, BOARDS].includes(key)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept where nothing can be.
    return;
  }
}

const SHOWN = 'toan-canh.wall-dashboard';
/** The dashboard an operator asked this screen for, until a scene is taken; null where none. */
export const keptDashboard = (): string | null => read(SHOWN);
export const keepDashboard = (id: string): void => write(SHOWN, id);

/** How often this screen began, and when it did so by itself. */
export interface Life {
  /** Starts since it was paired, the first not counted. */
  readonly restarts: number;
  /** Device times at which it began again by its own decision. */
  readonly reloads: readonly number[];
}
const LIFE = 'toan-canh.wall-life';

export function keptLife(): Life | null {
  try {
    const life: unknown = JSON.parse(read(LIFE) ?? 'null');
    if (typeof life !== 'object' || life === null || !('restarts' in life) || !('reloads' in life)) return null;
    const { restarts, reloads } = life;
    if (typeof restarts !== 'number' || !Array.isArray(reloads)) return null;
    return { restarts, reloads: reloads.filter((at): at is number => typeof at === 'number') };
  } catch {
    return null;
  }
}
/** False where the device keeps nothing: then nobody can tell whether a page reloads for the first time. */
export function keepLife(life: Life): boolean {
  write(LIFE, JSON.stringify(life));
  return keptLife() !== null;
}

const BOARDS = 'toan-canh.wall-boards';
const MOST_BOARDS = 8;
const boards = (): { readonly [id: string]: Json } => {
  try {
    const kept: unknown = JSON.parse(read(BOARDS) ?? '{}');
    return isRecord(kept) ? kept : {};
  } catch {
    return {};
  }
};
/** A shared dashboard as it was had last; nobody has checked it. */
export const readBoard = (id: string): Json | null => boards()[id] ?? null;
export function keepBoard(id: string, body: Json): void {
  const others = Object.entries(boards()).filter(([other]) => other !== id).slice(1 - MOST_BOARDS);
  write(BOARDS, JSON.stringify(Object.fromEntries([...others, [id, body]])));
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Full or forbidden: the next start waits for the gateway.
    return;
  }
}

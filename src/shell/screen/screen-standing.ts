import type { TileState } from '@/widget-kit/context';

/** Worse first: what an operator has to know of a wall is its worst tile. */
const WORST: readonly TileState[] = ['CRASHED', 'ERROR', 'EXPIRED', 'STALE', 'OFFLINE', 'PARTIAL', 'DENIED', 'DELAYED', 'LOADING', 'NO-DATA', 'PROVISIONAL', 'LIVE'];

/** The worst of the states of a page's tiles; `NO-DATA` for a page without any. */
export function worstState(states: readonly TileState[]): TileState {
  return WORST.find((state) => states.includes(state)) ?? 'NO-DATA';
}

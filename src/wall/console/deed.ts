import type { ProgramMode, WallDeed } from '@/domain/wall';

/** What an operator does to screens. Times in seconds; null stays until it is taken away. */
export type Deed = WallDeed;

/** One deed on some screens: what goes up as one command. */
export interface Command {
  readonly screens: readonly string[];
  readonly deed: Deed;
}

/** How wide a deed reaches. */
export interface Reach {
  readonly screens: number;
  readonly walls: number;
}

/** What takes away what others look at, or reaches beyond one wall, is asked once. Giving back never is. */
export function needsConfirm(deed: Deed, { screens, walls }: Reach): boolean {
  if (deed.do === 'room' || deed.do === 'alert') return true;
  if (deed.do === 'blank') return screens > 1;
  return walls > 1 && (deed.do === 'take' || deed.do === 'freeze');
}

export type Turn = 'pause' | 'freeze' | 'blank';
const TURNS: Readonly<Record<Turn, { readonly mode: ProgramMode; readonly off: 'resume' | 'thaw' | 'unblank' }>> = {
  pause: { mode: 'paused', off: 'resume' }, freeze: { mode: 'frozen', off: 'thaw' }, blank: { mode: 'blank', off: 'unblank' },
};

export interface Turned {
  readonly do: Turn | 'resume' | 'thaw' | 'unblank';
}

/** What a turning button does next: off where every chosen screen is already so, on otherwise. */
export function turned(turn: Turn, modes: readonly ProgramMode[]): Turned {
  const { mode, off } = TURNS[turn];
  return { do: modes.length > 0 && modes.every((one) => one === mode) ? off : turn };
}

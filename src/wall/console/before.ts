import type { Program } from '@/domain/wall';
import type { Command, Deed } from './deed';

export type Programs = { readonly [screen: string]: Program };

/** What can be given back as it was, and the screens for which a part of it cannot. */
export interface WayBack {
  readonly commands: readonly Command[];
  /** Screens that showed no scene: nothing can be taken to show none. */
  readonly without: readonly string[];
}

/**
 * Commands that give screens back what they showed before, in the order in which they must be done; equal deeds go as one, so that screens
 * stay in step. Only the program counts: a list begins anew.
 */
export function wayBack(before: Programs, now: Programs, serverNow: number): WayBack {
  const lists = Object.entries(before).flatMap(([screen, was]) => {
    const is = now[screen];
    return is ? [{ screen, deeds: deedsBack(was, is, serverNow) }] : [];
  });
  const most = Math.max(0, ...lists.map(({ deeds }) => deeds.length));
  const commands: Command[] = [];
  for (let step = 0; step < most; step += 1) {
    const together = new Map<string, { readonly screens: string[]; readonly deed: Deed }>();
    for (const { screen, deeds } of lists) {
      const deed = deeds[step];
      if (!deed) continue;
      const key = JSON.stringify(deed);
      const group = together.get(key) ?? { screens: [], deed };
      group.screens.push(screen);
      together.set(key, group);
    }
    commands.push(...together.values());
  }
  return { commands, without: Object.entries(before).filter(([screen, was]) => was.scene === null && now[screen]?.scene !== null && now[screen] !== undefined).map(([screen]) => screen) };
}

function deedsBack(was: Program, is: Program, serverNow: number): readonly Deed[] {
  const deeds: Deed[] = [];
  if (is.takeover && !was.takeover) deeds.push({ do: 'end-alert' });
  if (is.room !== was.room) deeds.push({ do: 'room', room: was.room });
  if (was.scene !== null && is.scene !== was.scene) deeds.push({ do: 'take', scene: was.scene });
  deeds.push(...modeBack(was, is, deeds.some((deed) => deed.do === 'take')));
  if (is.message && !was.message) deeds.push({ do: 'clear-message' });
  const left = was.message && secondsLeft(was.message.until, serverNow);
  if (was.message && left !== 0 && is.message?.text !== was.message.text) deeds.push({ do: 'message', text: was.message.text, seconds: left });
  return deeds;
}

const ON = { paused: 'pause', frozen: 'freeze', blank: 'blank' } as const;
const OFF = { paused: 'resume', frozen: 'thaw', blank: 'unblank' } as const;
/** Taking a scene lets it run. */
function modeBack(was: Program, is: Program, takes: boolean): readonly Deed[] {
  const mode = takes ? 'run' : is.mode;
  if (mode === was.mode) return [];
  // What was held under the dark is held still when it is light again.
  const release: readonly Deed[] = mode === 'blank' && is.heldMs !== null && was.mode === 'run' ? [{ do: 'resume' }] : [];
  return [...(mode === 'run' ? [] : [{ do: OFF[mode] }]), ...release, ...(was.mode === 'run' ? [] : [{ do: ON[was.mode] }])];
}

/** Null stays; 0 has gone. */
const secondsLeft = (until: number | null, serverNow: number): number | null => (until === null ? null : Math.max(0, Math.round((until - serverNow) / 1_000)));

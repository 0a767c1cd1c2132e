import { computed, shallowRef, watch } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import type { WallScreen, WallsAnswer } from '../parse-wall';
import { wayBack } from './before';
import type { Programs } from './before';
import { needsConfirm, turned } from './deed';
import type { Command, Deed, Turn } from './deed';
import type { Say } from './console-words';
import { gathered } from './hanging';
import { outcomeText } from './outcome';
import { presenceOf } from './standing';
import type { Refused } from './send-command';
import type { Desk } from './use-desk';
import type { Walls } from './use-walls';

/** What was said of the last deed; `undo` where it can be taken back. */
export interface Said {
  readonly text: string;
  readonly isBad: boolean;
  readonly canUndo: boolean;
}

export interface Driving {
  /** Ids of the chosen screens that are there. */
  readonly chosen: ComputedRef<ReadonlySet<string>>;
  readonly screens: ComputedRef<readonly WallScreen[]>;
  readonly said: ShallowRef<Said | null>;
  /** A deed that waits for a yes. */
  readonly asked: ShallowRef<Command | null>;
  readonly choose: (ids: readonly string[]) => void;
  readonly toggle: (id: string) => void;
  /** Does it to the chosen screens, or asks first where it reaches far. */
  readonly want: (deed: Deed) => void;
  readonly turn: (turn: Turn) => void;
  readonly confirm: () => void;
  readonly undo: () => void;
}

export interface DrivingParts {
  readonly walls: Walls;
  readonly desk: Desk;
  readonly say: Say;
  readonly sceneTitle: (id: string) => string;
  readonly problemText: (problem: Refused) => string;
  readonly clock: (at: number) => string;
}

/** Chosen screens and what is done with them. Nothing is shown as done before the gateway has answered. */
export function useDriving(parts: DrivingParts): Driving {
  const { walls, desk } = parts;
  const wanted = shallowRef<ReadonlySet<string> | null>(null);
  const said = shallowRef<Said | null>(null);
  const asked = shallowRef<Command | null>(null);
  const before = shallowRef<Programs>({});
  // Until somebody chooses, all of the first wall are chosen; where there is none, all screens.
  watch(walls.answer, (answer) => {
    if (answer && wanted.value === null && answer.screens.length > 0) wanted.value = firstChoice(answer);
  });
  const chosen = computed<ReadonlySet<string>>(() => new Set(walls.answer.value?.screens.flatMap(({ id }) => (wanted.value?.has(id) ? [id] : [])) ?? []));
  const screens = computed(() => walls.answer.value ? asHung(walls.answer.value).filter(({ id }) => chosen.value.has(id)) : []);

  const programsOf = (ids: readonly string[]): Programs => Object.fromEntries(walls.answer.value?.screens.flatMap(({ id, program }) => (ids.includes(id) ? [[id, program] as const] : [])) ?? []);
  async function send(command: Command, canUndo: boolean): Promise<boolean> {
    const was = programsOf(command.screens);
    const reply = await desk.run(command);
    if (!reply.ok) {
      said.value = { text: parts.problemText(reply.error), isBad: true, canUndo: false };
      return false;
    }
    walls.merge(reply.value.programs);
    before.value = canUndo ? was : {};
    const names = reply.value.unseen.map((id) => nameOf(walls.answer.value, id));
    said.value = { text: outcomeText(command, { at: parts.clock(reply.value.takeAt), unseen: names, sceneTitle: parts.sceneTitle }, parts.say), isBad: names.length > 0, canUndo };
    void walls.load();
    return true;
  }
  async function undo(): Promise<void> {
    const { commands, without } = wayBack(before.value, programsOf(Object.keys(before.value)), walls.serverNow.value);
    before.value = {};
    for (const command of commands) if (!(await send(command, false))) return;
    const names = without.map((id) => nameOf(walls.answer.value, id)).join(', ');
    said.value = { text: without.length > 0 ? parts.say('said.backWithout', { names }) : parts.say('said.back'), isBad: without.length > 0, canUndo: false };
  }
  const wallsOf = (ids: readonly string[]): number => new Set(walls.answer.value?.screens.flatMap(({ id, wall }) => (ids.includes(id) ? [wall ?? id] : [])) ?? []).size;
  function want(deed: Deed): void {
    const command = { screens: [...chosen.value], deed };
    if (command.screens.length === 0) said.value = { text: parts.say('said.noneChosen'), isBad: true, canUndo: false };
    else if (needsConfirm(deed, { screens: command.screens.length, walls: wallsOf(command.screens) })) asked.value = command;
    else void send(command, true);
  }
  return {
    chosen, screens, said, asked, want,
    choose: (ids) => (wanted.value = new Set(ids)),
    toggle: (id) => (wanted.value = chosen.value.has(id) ? new Set([...chosen.value].filter((one) => one !== id)) : new Set([...chosen.value, id])),
    turn: (turn) => want(turned(turn, screens.value.map(({ program }) => program.mode))),
    confirm() {
      const command = asked.value;
      asked.value = null;
      if (command) void send(command, true);
    },
    undo: () => void undo(),
  };
}

/** As they hang, wall by wall; the others after them. */
function asHung(answer: WallsAnswer): readonly WallScreen[] {
  const { walls, loose } = gathered(answer);
  return [...walls.flatMap(({ screens }) => screens), ...loose];
}
const nameOf = (answer: WallsAnswer | null, id: string): string => answer?.screens.find((screen) => screen.id === id)?.name ?? id;
function firstChoice(answer: WallsAnswer): ReadonlySet<string> {
  const first = gathered(answer).walls.find(({ screens }) => screens.length > 0)?.screens;
  const all = first ?? answer.screens.filter((screen) => presenceOf(screen, 0) !== 'never');
  return new Set(all.map(({ id }) => id));
}

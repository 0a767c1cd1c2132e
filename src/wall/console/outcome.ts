import type { Say } from './console-words';
import type { Command } from './deed';

export interface Outcome {
  /** Time at which it counts, as text. */
  readonly at: string;
  /** Names of screens that have not been heard. */
  readonly unseen: readonly string[];
  readonly sceneTitle: (id: string) => string;
}

/** One deed in words: what it is called in a question or a report. */
export function deedText({ deed, screens }: Command, sceneTitle: Outcome['sceneTitle'], say: Say): string {
  const count = { count: screens.length };
  switch (deed.do) {
    case 'take': return say('deed.take', { ...count, scene: sceneTitle(deed.scene) });
    case 'alert': return say('deed.alert', { ...count, title: deed.title });
    case 'message': return say('deed.message', { ...count, text: deed.text });
    case 'room': return say(deed.room === 'visitors' ? 'deed.visitors' : 'deed.normal', count);
    default: return say(`deed.${deed.do}`, count);
  }
}

/** What is said after a command was answered: what, where, when, and who did not hear it. */
export function outcomeText(command: Command, { at, unseen, sceneTitle }: Outcome, say: Say): string {
  const done = say('said.done', { what: deedText(command, sceneTitle, say), at });
  return unseen.length > 0 ? `${done} ${say('said.unseen', { names: unseen.join(', ') })}` : done;
}

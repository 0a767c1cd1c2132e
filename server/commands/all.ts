import type { Command } from './command';

/** Every command there is: a new one is a file of this folder and a line here. */
export const COMMANDS: readonly Command[] = [];

import type { Logger } from 'pino';

/** Where a command says what it did, and what it may read of the world. */
export interface CommandIo {
  readonly env: NodeJS.ProcessEnv;
  /** A line for the operator, without its line end. */
  readonly say: (line: string) => void;
  /** A line of complaint. Never a secret, never a personal value. */
  readonly complain: (line: string) => void;
  readonly log: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** One thing the operator may ask for: `npm run portal -- <name> …`. */
export interface Command {
  readonly name: string;
  /** What follows the name, and in one line what it does, in both languages. */
  readonly usage: { readonly form: string; readonly vi: string; readonly en: string };
  /** Answers the exit code: 0 done, 1 refused or failed and said why, 2 asked wrongly. */
  readonly run: (args: readonly string[], io: CommandIo) => Promise<number>;
}

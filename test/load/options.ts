import { parseArgs } from 'node:util';

export const PARTS = ['coalescing', 'users', 'sse'] as const;
export type Part = (typeof PARTS)[number];
export type StoreChoice = 'pglite' | 'postgres' | 'both';

export interface LoadOptions {
  readonly parts: readonly Part[];
  readonly store: StoreChoice;
  /** Everything smaller: to see that it works, not how well. */
  readonly short: boolean;
  /** How long the crowd is at work on each store, s. */
  readonly seconds: number;
  readonly json: boolean;
}

const USAGE = 'npm run load -- [--only coalescing|users|sse] [--store pglite|postgres|both] [--seconds N] [--short] [--json]';
const MOST_SECONDS = 3_600;

/** What was asked for. Throws, with how to ask, for anything else. */
export function readOptions(args: readonly string[]): LoadOptions {
  const { only, store, seconds, short, json } = valuesOf(args);
  const length = seconds === undefined ? (short ? 10 : 60) : Number(seconds);
  if (!Number.isInteger(length) || length < 1 || length > MOST_SECONDS) throw new Error(`--seconds ${seconds ?? ''}: 1…${MOST_SECONDS}\n${USAGE}`);
  return {
    parts: only === undefined ? PARTS : [oneOf('only', only, PARTS)], store: oneOf('store', store, ['pglite', 'postgres', 'both']), seconds: length, short, json,
  };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args], strict: true,
      options: { only: { type: 'string' }, store: { type: 'string', default: 'both' }, seconds: { type: 'string' }, short: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    }).values;
  } catch (fault) {
    throw new Error(`${fault instanceof Error ? fault.message : String(fault)}\n${USAGE}`, { cause: fault });
  }
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found) return found;
  throw new Error(`--${name} ${text}: ${choices.join(' | ')}\n${USAGE}`);
}

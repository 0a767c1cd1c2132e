import { parseArgs } from 'node:util';

export type StoreChoice = 'pglite' | 'postgres' | 'both';

export interface DurabilityOptions {
  /** Kills over all stores. */
  readonly kills: number;
  /** Longest time of killing over all stores; starting and judging come on top. */
  readonly seconds: number;
  readonly store: StoreChoice;
  /** `seeded`: the gateway whole, people put into its store. `start`: `server/start.ts` as it is run, people signed in through the sign-on. */
  readonly gateway: 'seeded' | 'start';
  readonly json: boolean;
}

const USAGE = 'npm run durability -- [--kills N] [--seconds N] [--store pglite|postgres|both] [--gateway seeded|start] [--json]';

/** What was asked for. Throws, with how to ask, for anything else. */
export function readOptions(args: readonly string[]): DurabilityOptions {
  const { values } = parseArgs({
    args: [...args], strict: true,
    options: {
      kills: { type: 'string', default: '40' }, seconds: { type: 'string', default: '240' }, store: { type: 'string', default: 'both' },
      gateway: { type: 'string', default: 'seeded' }, json: { type: 'boolean', default: false },
    },
  });
  return {
    kills: whole('kills', values.kills, 1, 10_000), seconds: whole('seconds', values.seconds, 1, 86_400),
    store: oneOf('store', values.store, ['pglite', 'postgres', 'both']), gateway: oneOf('gateway', values.gateway, ['seeded', 'start']), json: values.json,
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} ${text}: ${least}…${most}\n${USAGE}`);
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found) return found;
  throw new Error(`--${name} ${text}: ${choices.join(' | ')}\n${USAGE}`);
}

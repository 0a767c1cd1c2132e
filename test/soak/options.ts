import { parseArgs } from 'node:util';

export interface SoakOptions {
  /** Refresh cycles in all, the warm-up among them. */
  readonly cycles: number;
  /** Cycles at the beginning that are not counted: caches fill, code is compiled. */
  readonly warmUp: number;
  /** Cycles from one rotation of everything to the next. */
  readonly rotates: number;
  /** With a widget that keeps something of every refresh. */
  readonly leaky: boolean;
  readonly json: boolean;
}

const USAGE = 'npm run soak -- [--cycles N] [--warm-up N] [--rotates N] [--leaky] [--json]';
/** 72 hours at 5 seconds. */
const CYCLES = '51840';
/** The heap of charts settles until about the 1,600th refresh. */
const WARM_UP = '2000';
/** More than 500 rotations in three days. */
const ROTATES = '100';
/** Enough to lay a line through. */
const LEAST_COUNTED = 200;

/** What was asked for. Throws, with how to ask, for anything else. */
export function readOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args], strict: true,
    options: { cycles: { type: 'string', default: CYCLES }, 'warm-up': { type: 'string', default: WARM_UP }, rotates: { type: 'string', default: ROTATES }, leaky: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const warmUp = whole('warm-up', values['warm-up'], 0);
  return { cycles: whole('cycles', values.cycles, warmUp + LEAST_COUNTED), warmUp, rotates: whole('rotates', values.rotates, 20), leaky: values.leaky, json: values.json };
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= 1_000_000) return value;
  throw new Error(`--${name} ${text}: a whole number from ${least}\n${USAGE}`);
}

import { parseArgs } from 'node:util';
import { LEAKS, type Leak } from './both-sides';

export interface SoakOptions {
  /** Refresh cycles in all, the warm-up among them. */
  readonly cycles: number;
  /** Cycles at the beginning that are not counted: caches fill, code is compiled. */
  readonly warmUp: number;
  /** Cycles from one rotation of everything to the next. */
  readonly rotates: number;
  /** With a widget that keeps something of every refresh, or of every time it is shown. */
  readonly leaky: Leak | null;
  /** These widgets alone, on dashboard and wall too; null: every one. */
  readonly only: string | null;
  /** The engine compiles each function once and plainly, and never again: what the heap gains is then what the page keeps. */
  readonly plainCode: boolean;
  readonly json: boolean;
}

const USAGE = 'npm run soak -- [--cycles N] [--warm-up N] [--rotates N] [--only widget,widget] [--engine-code] [--leaky refresh|showing] [--json]';
/** 72 hours at 5 seconds. */
const CYCLES = '51840';
/** The engine optimises what is drawn at each refresh until about the 1,600th. */
const WARM_UP = '2000';
/** More than 500 rotations in three days. */
const ROTATES = '100';
/** Enough to lay a line through. */
const LEAST_COUNTED = 200;

/** What was asked for. Throws, with how to ask, for anything else. */
export function readOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args], strict: true,
    options: { cycles: { type: 'string', default: CYCLES }, 'warm-up': { type: 'string', default: WARM_UP }, rotates: { type: 'string', default: ROTATES }, only: { type: 'string' }, 'engine-code': { type: 'boolean', default: false }, leaky: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const warmUp = whole('warm-up', values['warm-up'], 0);
  return { cycles: whole('cycles', values.cycles, warmUp + LEAST_COUNTED), warmUp, rotates: whole('rotates', values.rotates, 1), only: values.only ?? null, plainCode: !values['engine-code'], leaky: leakOf(values.leaky), json: values.json };
}

function leakOf(text: string | undefined): Leak | null {
  const leak = LEAKS.find((one) => one === text) ?? null;
  if (text === undefined || leak) return leak;
  throw new Error(`--leaky ${text}: ${LEAKS.join(' or ')}\n${USAGE}`);
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= 1_000_000) return value;
  throw new Error(`--${name} ${text}: a whole number from ${least}\n${USAGE}`);
}

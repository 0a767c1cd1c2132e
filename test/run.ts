import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './e2e/support/chromium';
import { runNode } from './suites/child';
import { ensureServers } from './suites/servers';
import { outcomeOfTool, summary, type Outcome, type VitestReport } from './suites/outcome';
import { lookedAtAgain, type SuiteRun } from './suites/second-look';
import { UNHANDLED_FILE } from './suites/unhandled-reporter';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = join(ROOT, '.cache', 'test-reports');
const bin = (path: string): string => join(ROOT, 'node_modules', path);
const UNHANDLED_REPORTER = join(ROOT, 'test', 'suites', 'unhandled-reporter.ts');

/** The runner by itself leaves a core to whoever watches; nobody watches here. */
const CORES = Math.max(2, availableParallelism());

/** Far from each other and from UTC+7, with half-hours, daylight saving and the other side of the date line. */
const ZONES = ['UTC', 'America/St_Johns', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati'];

interface SuiteOptions {
  /** Marks its lines: it runs beside something else. */
  readonly beside?: boolean;
  readonly zone?: string;
  readonly only?: readonly string[];
  readonly workers?: number;
}

async function vitest(name: string, project: string, options: SuiteOptions = {}): Promise<Outcome> {
  const first = await runVitest(name, project, options);
  return lookedAtAgain(name, first, (file) => {
    process.stdout.write(`\n── ${name}: once more, alone: ${file}\n`);
    return runVitest(`${name} again`, project, { ...options, only: [file], workers: 1 });
  });
}

async function runVitest(name: string, project: string, options: SuiteOptions): Promise<SuiteRun> {
  const report = join(REPORTS, `${name.replace(/[^a-z0-9]+/gi, '-')}.json`);
  const unhandled = `${report}.unhandled`;
  for (const file of [report, unhandled]) rmSync(file, { force: true });
  const reporters = ['default', 'json', UNHANDLED_REPORTER].map((reporter) => `--reporter=${reporter}`);
  const args = [bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters, `--outputFile.json=${report}`, ...(options.only ?? [])];
  if (options.workers) args.push(`--maxWorkers=${options.workers}`);
  const env = { [UNHANDLED_FILE]: unhandled, ...(options.zone ? { TZ: options.zone } : {}) };
  const { exitCode, seconds } = await runNode(args, { cwd: ROOT, env, ...(options.beside ? { label: name } : {}) });
  return { report: readJson<VitestReport>(report), unhandled: readJson<number>(unhandled) ?? 1, exitCode, seconds };
}

/** What the runner wrote; null where it wrote nothing whole, which counts as a failure. */
function readJson<Written>(file: string): Written | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Written;
  } catch {
    return null;
  }
}

/** One thing that passes or fails, under the name it is asked for by. */
interface Task {
  readonly name: string;
  readonly run: (beside: boolean) => Promise<Outcome>;
}

/** `yields`: takes only the time of the cores that what runs beside it leaves. */
const tool = (name: string, args: readonly string[], yields = false): Task => ({
  name,
  run: async (beside) => {
    const { exitCode, seconds } = await runNode(args, { cwd: ROOT, yields, ...(beside ? { label: name } : {}) });
    return outcomeOfTool(name, exitCode, seconds);
  },
});
const suite = (name: string, options: SuiteOptions = {}): Task => ({ name, run: (beside) => vitest(name, name, { ...options, beside }) });
const zoned = (zone: string): Task => ({ name: 'domain', run: (beside) => vitest(`domain ${zone}`, 'unit', { zone, beside, only: ['src/domain', 'src/format'], workers: 1 }) });
const browser = (name: string, options: SuiteOptions = {}): Task => ({
  name,
  run: async (beside) => (ensureChromium() === null ? { ...outcomeOfTool(name, 1, 0), failures: [`${name}: no Chromium (see above what to do)`] } : suite(name, options).run(beside)),
});

/**
 * Steps one after another; in a step lanes side by side, one process a core, each task of a lane after the one before. The build comes
 * first: others look at it. One page that refreshes itself takes one core; types and lint take what servers that start and wait leave free.
 */
const STEPS: readonly (readonly (readonly Task[])[])[] = [
  [[tool('build', ['--import', 'tsx', 'server/build/build.ts']), suite('architecture', { workers: 1 })], [browser('soak', { workers: 1 })]],
  [[tool('typecheck', [bin('vue-tsc/bin/vue-tsc.js'), '--noEmit'], true), tool('lint', [bin('eslint/bin/eslint.js'), '-c', 'test/lint/eslint.config.js', '.', '--max-warnings=0'], true)], [suite('load'), suite('servers')]],
  [[suite('unit', { workers: CORES })]],
  [ZONES.slice(0, 2).map(zoned), ZONES.slice(2).map(zoned)],
  [[suite('contract', { workers: CORES })]],
  [[suite('real-servers', { workers: 2 })]],
  [[suite('faults', { workers: CORES })]],
  [[suite('security', { workers: CORES })]],
  [[browser('e2e')]],
];

async function inOrder(lane: readonly Task[], beside: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const task of lane) outcomes.push(await task.run(beside));
  return outcomes;
}

/** `npm test` runs everything; `npm test -- unit e2e` only what is named. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const known = new Set(STEPS.flat(2).map(({ name }) => name));
  const unknown = wanted.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown suite: ${unknown.join(', ')}. Known: ${[...known].join(', ')}\n`);
    process.exit(2);
  }
  mkdirSync(REPORTS, { recursive: true });
  ensureServers();
  const outcomes: Outcome[] = [];
  for (const step of STEPS) {
    const lanes = step.map((lane) => lane.filter(({ name }) => wanted.length === 0 || wanted.includes(name))).filter((lane) => lane.length > 0);
    if (lanes.length === 0) continue;
    process.stdout.write(`\n── ${[...new Set(lanes.flat().map(({ name }) => name))].join(' + ')}\n`);
    outcomes.push(...(await Promise.all(lanes.map((lane) => inOrder(lane, lanes.length > 1)))).flat());
  }
  process.stdout.write(`${summary(outcomes)}\n`);
  process.exitCode = outcomes.some((outcome) => outcome.failed > 0) ? 1 : 0;
}

await main();

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
  readonly label?: boolean;
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
  const { exitCode, seconds } = await runNode(args, { cwd: ROOT, env, ...(options.label ? { label: name } : {}) });
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

async function tool(name: string, args: readonly string[], label = true): Promise<Outcome> {
  const { exitCode, seconds } = await runNode(args, { cwd: ROOT, ...(label ? { label: name } : {}) });
  return outcomeOfTool(name, exitCode, seconds);
}

const zoned = (zone: string): Promise<Outcome> => vitest(`domain ${zone}`, 'unit', { zone, label: true, only: ['src/domain', 'src/format'], workers: 1 });

async function browser(name: 'e2e' | 'soak', options: SuiteOptions = {}): Promise<Outcome> {
  const path = ensureChromium();
  if (path === null) return { ...outcomeOfTool(name, 1, 0), failures: [`${name}: no Chromium (see above what to do)`] };
  return vitest(name, name, options);
}

/** One page that refreshes itself takes one core; on the other, what measures no time either. */
async function beside(): Promise<Outcome[]> {
  const other = async (): Promise<Outcome[]> => [
    await tool('build', ['--import', 'tsx', 'server/build/build.ts']),
    await vitest('architecture', 'architecture', { label: true, workers: 1 }),
  ];
  const [soak, others] = await Promise.all([browser('soak', { label: true, workers: 1 }), other()]);
  return [...others, soak];
}

/** In this order; what stands in one step runs side by side, one process a core. */
const STEPS: readonly { readonly names: readonly string[]; readonly run: () => Promise<Outcome[]> }[] = [
  { names: ['typecheck', 'lint'], run: () => Promise.all([tool('typecheck', [bin('vue-tsc/bin/vue-tsc.js'), '--noEmit']), tool('lint', [bin('eslint/bin/eslint.js'), '-c', 'test/lint/eslint.config.js', '.', '--max-warnings=0'])]) },
  { names: ['unit'], run: async () => [await vitest('unit', 'unit', { workers: CORES })] },
  { names: ['domain'], run: async () => [...(await Promise.all(ZONES.slice(0, 2).map(zoned))), ...(await Promise.all(ZONES.slice(2).map(zoned)))] },
  { names: ['contract'], run: async () => [await vitest('contract', 'contract', { workers: CORES })] },
  { names: ['real-servers'], run: async () => [await vitest('real-servers', 'real-servers', { workers: 2 })] },
  { names: ['faults'], run: async () => [await vitest('faults', 'faults', { workers: CORES })] },
  { names: ['security'], run: async () => [await vitest('security', 'security', { workers: CORES })] },
  { names: ['build', 'architecture', 'soak'], run: beside },
  { names: ['servers'], run: async () => [await vitest('servers', 'servers')] },
  { names: ['e2e'], run: async () => [await browser('e2e')] },
];

/** `npm test` runs everything; `npm test -- unit e2e` only the steps named. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !STEPS.some((step) => step.names.includes(name)));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown suite: ${unknown.join(', ')}. Known: ${STEPS.flatMap((step) => step.names).join(', ')}\n`);
    process.exit(2);
  }
  mkdirSync(REPORTS, { recursive: true });
  ensureServers();
  const outcomes: Outcome[] = [];
  for (const step of STEPS) {
    if (wanted.length > 0 && !step.names.some((name) => wanted.includes(name))) continue;
    process.stdout.write(`\n── ${step.names.join(' + ')}\n`);
    outcomes.push(...(await step.run()));
  }
  process.stdout.write(`${summary(outcomes)}\n`);
  process.exitCode = outcomes.some((outcome) => outcome.failed > 0) ? 1 : 0;
}

await main();

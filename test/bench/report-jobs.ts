import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { REPORT_FORMATS } from '../../server/reports/formats';
import { signInThroughSso, type SignedIn } from '../durability/people';
import { startTestGateway, type TestGateway } from '../e2e/support/gateway';
import { tenth } from './frame-times';

/** Answers to a dashboard's questions, ms, and how late the gateway's own timers were. */
export interface Beside {
  readonly answers: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Answers that said to come back later. */
  readonly refused: number;
  readonly loopP99Ms: number;
}
export interface JobsResult {
  readonly jobs: number;
  /** How many of them ended with a file. */
  readonly made: number;
  /** From the first until the last file was there. */
  readonly seconds: number;
  readonly alone: Beside;
  readonly besideJobs: Beside;
  /** How many times as long an answer took at the 95th of a hundred. */
  readonly p95Ratio: number;
}

const JOBS = 20;
const ALONE = 150;
const ACCOUNT = 'quan-tri-tinh';
const REPORT = { template: 'form-06', unit: '16681', period: 'calendar:2026-10' } as const;
/** What a page asks again and again: ranks of all communes, and what burns. */
const QUESTIONS = [{ id: 'ranks', dataset: 'index-766-totals', params: { period: 'calendar:2026-10' } }, { id: 'forms', dataset: 'procedure-by-unit', params: { period: 'calendar:2026-10' } }];
const LONGEST_MS = 300_000;

/** Twenty files of a report made behind the page, all asked for at once, and a reader who goes on reading. */
export async function measureJobs(province: string): Promise<JobsResult> {
  const gateway = await startTestGateway({ province });
  try {
    const by = await signInThroughSso(gateway.url.slice(0, -1), ACCOUNT);
    const report = await madeReport(gateway, by);
    const alone = await readUntil(gateway, by, (answers) => answers >= ALONE);
    const ids = await askJobs(gateway, report);
    const started = performance.now();
    let [left, looked] = [JOBS, 0];
    const besideJobs = await readUntil(gateway, by, async () => {
      if (performance.now() - looked > 250) [left, looked] = [await unfinished(gateway, ids), performance.now()];
      return left === 0 || performance.now() - started > LONGEST_MS;
    });
    const seconds = tenth((performance.now() - started) / 1_000);
    return { jobs: JOBS, made: await finished(gateway, ids), seconds, alone, besideJobs, p95Ratio: tenth(besideJobs.p95Ms / alone.p95Ms) };
  } finally {
    await gateway.close();
  }
}

async function madeReport({ url }: TestGateway, by: SignedIn): Promise<string> {
  const answer = await fetch(new URL('api/reports', url), { method: 'POST', headers: { ...by.headers(), 'content-type': 'application/json' }, body: JSON.stringify({ ...REPORT, key: randomUUID() }) });
  by.heed(answer);
  const said: unknown = await answer.json();
  if (!answer.ok) throw new Error(`no report: ${answer.status} ${JSON.stringify(said)}`);
  return /"id":"([\w-]+)"/.exec(JSON.stringify(said))?.[1] ?? '';
}

/** As twenty people would ask, past the limits of one. */
async function askJobs(gateway: TestGateway, report: string): Promise<readonly string[]> {
  const { core: { store } } = gateway.running();
  const rows = Array.from({ length: JOBS }, (_, at) => ({
    id: randomUUID(), report, format: REPORT_FORMATS[at % REPORT_FORMATS.length] ?? 'docx', state: 'waiting' as const, done: 0, total: 3, asked_by: `reader-${at}`, asked_at: new Date(),
    holder: null, lease_until: null, attempts: 0, reason: null, bytes: null, finished_at: null,
  }));
  await store.db.insertInto('report_job').values(rows).execute();
  return rows.map(({ id }) => id);
}
const unfinished = async (gateway: TestGateway, ids: readonly string[]): Promise<number> =>
  (await gateway.running().core.store.db.selectFrom('report_job').select('id').where('id', 'in', [...ids]).where('state', 'in', ['waiting', 'running']).execute()).length;
const finished = async (gateway: TestGateway, ids: readonly string[]): Promise<number> =>
  (await gateway.running().core.store.db.selectFrom('report_job').select('id').where('id', 'in', [...ids]).where('state', '=', 'done').execute()).length;

/** One question after another until told to stop. */
async function readUntil({ url }: TestGateway, by: SignedIn, isOver: (answers: number) => boolean | Promise<boolean>): Promise<Beside> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const times: number[] = [];
  let refused = 0;
  while (!(await isOver(times.length + refused))) {
    const started = performance.now();
    const answer = await fetch(new URL('api/datasets/ask', url), { method: 'POST', headers: { ...by.headers(), 'content-type': 'application/json' }, body: JSON.stringify({ questions: QUESTIONS }) });
    by.heed(answer);
    await answer.text();
    if (answer.ok) times.push(performance.now() - started);
    else refused += 1;
    // A reader looks at what came.
    await new Promise((done) => setTimeout(done, 20));
  }
  delay.disable();
  const sorted = times.sort((one, other) => one - other);
  const part = (share: number): number => tenth(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
  return { answers: sorted.length, medianMs: part(0.5), p95Ms: part(0.95), refused, loopP99Ms: tenth(delay.percentile(99) / 1e6) };
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Database } from '../store/schema';
import type { ReportFormat } from './formats';
import type { ReportFiles } from './report-files';
import { rowOf, type ReportRow } from './report-rows';
import type { Writer } from './reports';

export type JobRow = Selectable<Database['report_job']>;
/** A file being made, as whoever asked for it sees it. */
export interface ReportJob {
  readonly id: string;
  readonly report: string;
  readonly format: ReportFormat;
  readonly state: JobRow['state'];
  readonly done: number;
  readonly of: number;
  /** Code of a problem where it failed. */
  readonly reason: string | null;
}

/** Files made behind the page, by any gateway of the store: whole or not at all, and gone on with when a gateway dies. */
export interface ReportJobs {
  /** The same file asked for again while it is made is the same job. */
  readonly ask: (by: Writer, report: ReportRow, format: ReportFormat) => Promise<ReportJob>;
  readonly look: (by: Writer, id: string) => Promise<ReportJob>;
  readonly cancel: (by: Writer, id: string) => Promise<ReportJob>;
  /** The row of a job that is done. */
  readonly result: (by: Writer, id: string) => Promise<JobRow & { readonly bytes: Uint8Array }>;
  /** Takes jobs until there is none; called by itself every few seconds. */
  readonly work: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A gateway that says nothing for so long is dead, ms: with the look below, a job goes on well within a minute. */
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
const LOOK_MS = 3_000;
const MOST_ATTEMPTS = 3;
/** Files of jobs are fetched at once, and made again otherwise. */
const KEPT_MS = 24 * 3_600_000;
/** Read, print, keep. */
const STEPS = 3;

export function createReportJobs(core: Pick<Core, 'store' | 'clock' | 'log'>, files: Pick<ReportFiles, 'printed'>): ReportJobs {
  return new Jobs(core, files);
}

class Jobs implements ReportJobs {
  readonly #core: Pick<Core, 'store' | 'clock' | 'log'>;
  readonly #files: Pick<ReportFiles, 'printed'>;
  readonly #holder = randomBytes(12).toString('base64url');
  readonly #looking: NodeJS.Timeout;
  #working: Promise<void> | null = null;
  #stopped = false;

  constructor(core: Pick<Core, 'store' | 'clock' | 'log'>, files: Pick<ReportFiles, 'printed'>) {
    this.#core = core;
    this.#files = files;
    this.#looking = setInterval(() => void this.work(), LOOK_MS).unref();
  }

  readonly ask: ReportJobs['ask'] = async (by, { id: report }, format) => {
    const { store } = this.#core;
    const under = await store.db.selectFrom('report_job').selectAll().where('report', '=', report).where('format', '=', format).where('asked_by', '=', by.actor.id).where('state', 'in', ['waiting', 'running']).executeTakeFirst();
    const row = under ?? await store.db.insertInto('report_job').values({
      id: randomUUID(), report, format, state: 'waiting', done: 0, total: STEPS, asked_by: by.actor.id, asked_at: this.#moment(), holder: null, lease_until: null, attempts: 0, reason: null, bytes: null, finished_at: null,
    }).returningAll().executeTakeFirstOrThrow();
    void this.work();
    return viewOf(row);
  };

  readonly look: ReportJobs['look'] = async (by, id) => viewOf(await this.#mine(by, id));

  readonly cancel: ReportJobs['cancel'] = async (by, id) => {
    await this.#mine(by, id);
    await this.#core.store.db.updateTable('report_job').set({ state: 'cancelled', finished_at: this.#moment(), bytes: null }).where('id', '=', id).where('state', 'in', ['waiting', 'running']).execute();
    return this.look(by, id);
  };

  readonly result: ReportJobs['result'] = async (by, id) => {
    const row = await this.#mine(by, id);
    if (row.state !== 'done' || row.bytes === null) throw new Problem('not-found');
    return { ...row, bytes: row.bytes };
  };

  readonly work: ReportJobs['work'] = () => {
    // Whoever comes while jobs are done is served by the same turn.
    this.#working ??= this.#takeAll().catch((fault: unknown) => this.#core.log.warn({ err: fault }, 'files of reports wait')).finally(() => (this.#working = null));
    return this.#working;
  };

  readonly stop: ReportJobs['stop'] = async () => {
    this.#stopped = true;
    clearInterval(this.#looking);
    await this.#working;
  };

  #moment(after = 0): Date {
    return new Date(this.#core.clock() + after);
  }

  async #mine(by: Writer, id: string): Promise<JobRow> {
    const row = await this.#core.store.db.selectFrom('report_job').selectAll().where('id', '=', id).where('asked_by', '=', by.actor.id).executeTakeFirst();
    if (!row) throw new Problem('not-found');
    return row;
  }

  async #takeAll(): Promise<void> {
    await this.#tidy();
    while (!this.#stopped) {
      const job = await this.#take();
      if (!job) return;
      await this.#make(job);
    }
  }

  /** What waits, or whose gateway is gone; of several gateways each gets another. */
  #take(): Promise<JobRow | undefined> {
    return this.#core.store.db.updateTable('report_job')
      .set((job) => ({ state: 'running', holder: this.#holder, lease_until: this.#moment(LEASE_MS), attempts: job('attempts', '+', 1), done: 0 }))
      .where('id', '=', (build) => build.selectFrom('report_job').select('id')
        .where((job) => job.or([job('state', '=', 'waiting'), job.and([job('state', '=', 'running'), job('lease_until', '<', this.#moment())])]))
        .orderBy('asked_at').orderBy('id').limit(1).forUpdate().skipLocked())
      .returningAll().executeTakeFirst();
  }

  async #make(job: JobRow): Promise<void> {
    if (job.attempts > MOST_ATTEMPTS) return this.#end(job, { state: 'failed', reason: 'gave-up' });
    const renewing = setInterval(() => void this.#step(job, {}).catch(() => undefined), RENEW_MS).unref();
    try {
      const row = await rowOf(this.#core.store.db, job.report);
      if (!row || !(await this.#step(job, { done: 1 }))) return;
      const bytes = await this.#files.printed(row, job.format as ReportFormat);
      await this.#step(job, { done: 2 });
      await this.#end(job, { state: 'done', bytes, done: STEPS });
    } catch (fault) {
      if (!(fault instanceof Problem)) this.#core.log.error({ err: fault, job: job.id }, 'a file of a report could not be made');
      await this.#end(job, { state: 'failed', reason: fault instanceof Problem ? fault.code : 'internal' });
    } finally {
      clearInterval(renewing);
    }
  }

  /** False where the job is no longer ours: cancelled, or taken over. */
  async #step({ id }: JobRow, change: { readonly done?: number }): Promise<boolean> {
    const held = await this.#core.store.db.updateTable('report_job').set({ ...change, lease_until: this.#moment(LEASE_MS) }).where('id', '=', id).where('holder', '=', this.#holder).where('state', '=', 'running').returning('id').executeTakeFirst();
    return held !== undefined;
  }

  /** The file and the word that it is there are one row: there is no half of it. */
  async #end({ id }: JobRow, change: { readonly state: 'done' | 'failed'; readonly bytes?: Uint8Array; readonly done?: number; readonly reason?: string }): Promise<void> {
    await this.#core.store.db.updateTable('report_job').set({ ...change, finished_at: this.#moment(), holder: null, lease_until: null }).where('id', '=', id).where('holder', '=', this.#holder).where('state', '=', 'running').execute();
  }

  async #tidy(): Promise<void> {
    await this.#core.store.db.deleteFrom('report_job').where('finished_at', '<', this.#moment(-KEPT_MS)).execute();
  }
}

const viewOf = ({ id, report, format, state, done, total, reason }: JobRow): ReportJob => ({ id, report, format: format as ReportFormat, state, done, of: total, reason });

import { randomBytes } from 'node:crypto';
import type { Updateable } from 'kysely';
import type { Core } from '../../core';
import { Problem } from '../../http/problems';
import type { Database } from '../../store/schema';
import type { Db } from '../../store/store';
import { holderOf } from '../admission';
import type { ReportFormat } from '../formats';
import { makeFiring, type Made, type MakingParts } from './make-firing';
import { scheduleOf, type FiringRow, type ScheduleRow } from './schedule-rows';
import type { DeliveryPort } from './schedules';

/** A gateway that says nothing for so long is dead, ms: with the look of every few seconds, another goes on well within a minute. */
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
/** Sources are asked within this, as where a person makes a report. */
const MAKING_MS = 110_000;
const MOST_ATTEMPTS = 3;
/** Before what failed in passing is tried again; longer with each attempt. */
const AGAIN_MS = 30_000;
const PASSING: readonly string[] = ['source-unavailable', 'store-unavailable', 'overloaded', 'too-many'];

export interface WorkParts extends MakingParts {
  readonly deliveries: Pick<DeliveryPort, 'ask'>;
}
type WorkCore = Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock' | 'log'>;

/** Makes what waits, one after the other; of several gateways each takes another. */
export class FiringWork {
  readonly #core: WorkCore;
  readonly #parts: WorkParts;
  readonly #holder = randomBytes(12).toString('base64url');
  readonly #leaving = new AbortController();

  constructor(core: WorkCore, parts: WorkParts) {
    this.#core = core;
    this.#parts = parts;
  }

  async takeAll(): Promise<void> {
    while (!this.#leaving.signal.aborted) {
      const firing = await this.#take();
      if (!firing) return;
      await this.#work(firing);
    }
  }
  /** What is being made is left to the other gateways. */
  leave(): void {
    this.#leaving.abort();
  }

  #moment(after = 0): Date {
    return new Date(this.#core.clock() + after);
  }

  /** What waits and whose time has come, or whose gateway is gone. */
  #take(): Promise<FiringRow | undefined> {
    return this.#core.store.transact(async (db) => {
      const free = await db.selectFrom('report_firing').select(['schedule', 'moment']).where('state', 'in', ['waiting', 'running'])
        .where((firing) => firing.or([firing('lease_until', 'is', null), firing('lease_until', '<', this.#moment())]))
        .orderBy('moment').orderBy('schedule').limit(1).forUpdate().skipLocked().executeTakeFirst();
      if (!free) return undefined;
      return db.updateTable('report_firing').set((firing) => ({ state: 'running', holder: this.#holder, lease_until: this.#moment(LEASE_MS), attempts: firing('attempts', '+', 1) }))
        .where('schedule', '=', free.schedule).where('moment', '=', free.moment).returningAll().executeTakeFirstOrThrow();
    });
  }

  async #work(firing: FiringRow): Promise<void> {
    const renewing = setInterval(() => void this.#write(this.#core.store.db, firing, { lease_until: this.#moment(LEASE_MS) }).catch(() => undefined), RENEW_MS).unref();
    try {
      if (firing.attempts > MOST_ATTEMPTS) return await this.#end(firing, { state: 'failed', reason: 'gave-up' });
      const row = await scheduleOf(this.#core.store.db, firing.schedule);
      if (!row) return await this.#end(firing, { state: 'failed', reason: 'not-found' });
      const made = await makeFiring(this.#core, this.#parts, row, firing, AbortSignal.any([this.#leaving.signal, AbortSignal.timeout(MAKING_MS)]));
      await ('pause' in made ? this.#pause(row, firing, made.pause) : this.#done(row, firing, made));
    } catch (fault) {
      await this.#failed(firing, fault);
    } finally {
      clearInterval(renewing);
    }
  }

  /** What was made and the word that it is there stand together with what is sent out, or none of it does. */
  async #done(row: ScheduleRow, firing: FiringRow, { report, view }: Exclude<Made, { readonly pause: unknown }>): Promise<void> {
    await this.#core.store.transact(async (db) => {
      if (!(await this.#write(db, firing, { state: 'done', report, kept_view: view, ...this.#over() }))) return;
      for (const format of report === null ? [] : row.formats) {
        for (const destination of row.destinations) await this.#parts.deliveries.ask(db, { report: report ?? '', format: format as ReportFormat, destination, cause: row.id, askedBy: row.owner });
      }
      await this.#tell(db, row);
    });
  }

  /** The schedule stops by itself and says why; one that was put right meanwhile goes on. */
  async #pause(row: ScheduleRow, firing: FiringRow, reason: string): Promise<void> {
    await this.#core.store.transact(async (db) => {
      if (!(await this.#write(db, firing, { state: 'failed', reason, ...this.#over() }))) return;
      const paused = await db.updateTable('report_schedule').set({ paused_because: reason, next_at: null }).where('id', '=', row.id).where('revision', '=', row.revision).returning('id').executeTakeFirst();
      if (paused) await this.#core.audit.append(db, { action: 'state', actor: { kind: 'system' }, target: `report-schedule:${row.id}`, outcome: 'done', detail: { deed: 'pause', reason, unit: row.unit, subject: row.subject } });
      await this.#tell(db, row);
    });
  }

  async #failed(firing: FiringRow, fault: unknown): Promise<void> {
    const code = fault instanceof Problem ? fault.code : 'internal';
    const { aborted: isLeaving } = this.#leaving.signal;
    if (!(fault instanceof Problem) && !isLeaving) this.#core.log.error({ err: fault, schedule: firing.schedule }, 'what a schedule makes could not be made');
    // A gateway that leaves has not tried.
    if (isLeaving) return void (await this.#write(this.#core.store.db, firing, { state: 'waiting', holder: null, lease_until: null, attempts: firing.attempts - 1 }));
    if (firing.attempts < MOST_ATTEMPTS && (code === 'internal' || PASSING.includes(code))) {
      return void (await this.#write(this.#core.store.db, firing, { state: 'waiting', holder: null, lease_until: this.#moment(AGAIN_MS * firing.attempts), reason: code }));
    }
    await this.#end(firing, { state: 'failed', reason: code });
  }

  async #end(firing: FiringRow, change: { readonly state: 'failed'; readonly reason: string }): Promise<void> {
    await this.#core.store.transact(async (db) => {
      const row = (await this.#write(db, firing, { ...change, ...this.#over() })) ? await scheduleOf(db, firing.schedule) : undefined;
      if (row) await this.#tell(db, row);
    });
  }

  /** False where the firing is no longer ours: another gateway took it for dead. */
  async #write(db: Db, { schedule, moment }: FiringRow, change: Updateable<Database['report_firing']>): Promise<boolean> {
    const held = await db.updateTable('report_firing').set(change).where('schedule', '=', schedule).where('moment', '=', moment).where('holder', '=', this.#holder).where('state', '=', 'running').returning('schedule').executeTakeFirst();
    return held !== undefined;
  }
  #over(): { readonly holder: null; readonly lease_until: null; readonly finished_at: Date } {
    return { holder: null, lease_until: null, finished_at: this.#moment() };
  }
  #tell(db: Db, { unit, subject }: ScheduleRow): Promise<void> {
    return this.#core.events.publish(db, { kind: 'report-changed', audience: { to: 'unit', unit: holderOf(unit, this.#core.province.current()) }, payload: { unit, template: subject, period: '' } });
  }
}

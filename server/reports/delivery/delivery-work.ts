import { randomBytes } from 'node:crypto';
import type { SelectQueryBuilder } from 'kysely';
import type { Result } from '@/domain/result';
import type { ReportState } from '@/reports/register/record';
import { Problem } from '../../http/problems';
import type { Database } from '../../store/schema';
import type { ReportFormat } from '../formats';
import { rowOf } from '../report-rows';
import type { DeliveryCore, DeliveryParts } from './create-deliveries';
import type { DeliveryReason } from './deliveries';
import { noteDelivery, tellReport, type DeliveryNote, type DeliveryRow } from './delivery-rows';
import type { DestinationPlan } from './destination';
import { parcelOf } from './parcel';
import { lasting, passing, type Arrived, type SendFault } from './sending';

export interface DeliveryTimes {
  /** A gateway that says nothing for so long is dead, ms. */
  readonly leaseMs: number;
  readonly renewMs: number;
  readonly lookMs: number;
  /** Before each attempt after the first; when they are used up, the delivery has failed. */
  readonly pausesMs: readonly number[];
}
const MINUTE_MS = 60_000;
/** Ten attempts within seventeen hours: over a night in which nobody is at the receiver. */
export const DELIVERY_TIMES: DeliveryTimes = { leaseMs: 20_000, renewMs: 5_000, lookMs: 3_000, pausesMs: [0.5, 2, 5, 15, 30, 60, 120, 240, 480].map((minutes) => minutes * MINUTE_MS) };
/** A receiver that asks for more patience than this is not believed. */
const LONGEST_PAUSE_MS = 3_600_000;

const UNISSUED = ['draft', 'submitted', 'returned', 'approved'] as const;
/** States of a report in which it may go to a destination. */
const readyStates = ({ drafts }: Pick<DestinationPlan, 'drafts'>): readonly ReportState[] => (drafts ? [...UNISSUED, 'issued'] : ['issued']);

export interface DeliveryWork {
  readonly work: () => Promise<void>;
  readonly stop: () => Promise<void>;
}
export const startDeliveryWork = (core: DeliveryCore, parts: DeliveryParts): DeliveryWork => new Work(core, parts);

/** One turn a destination at a time, so that one that hangs holds up no other; of several gateways each takes another delivery. */
class Work implements DeliveryWork {
  readonly #core: DeliveryCore;
  readonly #parts: DeliveryParts;
  readonly #times: DeliveryTimes;
  readonly #holder = randomBytes(12).toString('base64url');
  readonly #turns = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #looking: NodeJS.Timeout | undefined;

  constructor(core: DeliveryCore, parts: DeliveryParts) {
    this.#core = core;
    this.#parts = parts;
    this.#times = parts.times ?? DELIVERY_TIMES;
    if (parts.destinations.all.length > 0) this.#looking = setInterval(() => void this.work(), this.#times.lookMs).unref();
  }

  readonly work = async (): Promise<void> => {
    try {
      await this.#withdraw();
      await Promise.all((await this.#due()).map((plan) => this.#turn(plan)));
    } catch (fault) {
      this.#core.log.warn({ err: fault }, 'deliveries of reports wait');
    }
  };

  readonly stop = async (): Promise<void> => {
    clearInterval(this.#looking);
    this.#stopping.abort();
    await Promise.all(this.#turns.values());
  };

  #moment(after = 0): Date {
    return new Date(this.#core.clock() + after);
  }

  #turn(plan: DestinationPlan): Promise<void> {
    const running = this.#turns.get(plan.id);
    if (running) return running;
    const turn = this.#takeAll(plan)
      .catch((fault: unknown) => this.#core.log.warn({ err: fault, destination: plan.id }, 'deliveries of reports wait'))
      .finally(() => this.#turns.delete(plan.id));
    this.#turns.set(plan.id, turn);
    return turn;
  }

  async #takeAll(plan: DestinationPlan): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const row = await this.#take(plan);
      if (!row) return;
      await this.#deliver(plan, row);
    }
  }

  /** Destinations that something may go to now. */
  async #due(): Promise<readonly DestinationPlan[]> {
    const found = await Promise.all(this.#parts.destinations.all.map(async (plan) => ((await this.#ready(plan).select('id').limit(1).executeTakeFirst()) ? [plan] : [])));
    return found.flat();
  }

  #ready({ id, drafts }: DestinationPlan) {
    return readyRows(this.#core.store.db.selectFrom('report_delivery'), id, readyStates({ drafts }), this.#moment());
  }

  #take(plan: DestinationPlan): Promise<DeliveryRow | undefined> {
    return this.#core.store.db.updateTable('report_delivery')
      .set((row) => ({ state: 'sending', holder: this.#holder, lease_until: this.#moment(this.#times.leaseMs), attempts: row('attempts', '+', 1) }))
      .where('id', '=', (build) => readyRows(build.selectFrom('report_delivery'), plan.id, readyStates(plan), this.#moment()).select('id').orderBy('next_try').orderBy('id').limit(1).forUpdate().skipLocked())
      .returningAll().executeTakeFirst();
  }

  async #deliver(plan: DestinationPlan, row: DeliveryRow): Promise<void> {
    const lost = new AbortController();
    const renewing = setInterval(() => void this.#held(row, {}).then((held) => { if (!held) lost.abort(); }, () => undefined), this.#times.renewMs).unref();
    try {
      if (row.attempts > this.#times.pausesMs.length + 1) return await this.#end(row, lasting('gave-up'));
      const outcome = await this.#attempt(plan, row, AbortSignal.any([lost.signal, this.#stopping.signal]));
      if (outcome === null || lost.signal.aborted) return;
      if (outcome.ok) return await this.#arrived(row, outcome.value);
      // What we ended ourselves was no attempt of the receiver's.
      return await (this.#stopping.signal.aborted ? this.#release(row) : this.#end(row, outcome.error));
    } catch (fault) {
      if (!(fault instanceof Problem)) this.#core.log.error({ err: fault, delivery: row.id }, 'a report could not be delivered');
      await this.#end(row, faultOf(fault));
    } finally {
      clearInterval(renewing);
    }
  }

  /** Null where the delivery is no longer ours. */
  async #attempt(plan: DestinationPlan, row: DeliveryRow, signal: AbortSignal): Promise<Result<Arrived, SendFault> | null> {
    const { store, province } = this.#core;
    const report = await rowOf(store.db, row.report);
    const format = row.format as ReportFormat;
    const refused = report ? this.#parts.destinations.refusal(report, format, plan.id) : 'report-withdrawn';
    if (!report || refused) return { ok: false, error: lasting(refused ?? 'report-withdrawn') };
    const bytes = await this.#parts.files.printed(report, format);
    if (bytes.length > plan.maxBytes) return { ok: false, error: lasting('too-large') };
    const parcel = parcelOf(row.id, report, format, bytes, province.current());
    // Written down before it leaves: where that cannot be, it stays.
    const begun = await store.transact(async (db) => {
      const held = await this.#held(row, { hash: parcel.hash }, db);
      if (held) await noteDelivery(this.#core, db, held, { deed: 'send', outcome: 'done', detail: { attempt: row.attempts, unit: report.unit, version: report.version, state: report.state } });
      return held;
    });
    if (!begun) return null;
    return this.#parts.send(plan, parcel, AbortSignal.any([signal, AbortSignal.timeout(plan.attemptMs)]));
  }

  /** The lease anew; undefined where somebody else has taken over. */
  #held({ id }: DeliveryRow, change: { readonly hash?: string }, db: Pick<DeliveryCore['store']['db'], 'updateTable'> = this.#core.store.db): Promise<DeliveryRow | undefined> {
    return db.updateTable('report_delivery').set({ ...change, lease_until: this.#moment(this.#times.leaseMs) }).where('id', '=', id).where('holder', '=', this.#holder).where('state', '=', 'sending').returningAll().executeTakeFirst();
  }

  #arrived(row: DeliveryRow, { receipt, partly }: Arrived): Promise<void> {
    return this.#close(row, { state: 'done', receipt, reason: partly ?? null, finished_at: this.#moment() }, { deed: 'arrive', outcome: 'done', detail: { receipt, ...(partly ? { reason: partly } : {}) } });
  }

  #end(row: DeliveryRow, { reason, passing: passes, retryAfterMs = 0 }: SendFault): Promise<void> {
    const pause = passes ? this.#times.pausesMs[row.attempts - 1] : undefined;
    this.#core.log.warn({ delivery: row.id, destination: row.destination, reason, attempt: row.attempts }, 'a report was not delivered');
    if (pause === undefined) return this.#close(row, { state: 'failed', reason, finished_at: this.#moment() }, { deed: 'fail', outcome: 'failed', detail: { reason } });
    const next = this.#moment(Math.max(pause, Math.min(retryAfterMs, LONGEST_PAUSE_MS)));
    return this.#close(row, { state: 'waiting', reason, next_try: next }, { deed: 'wait', outcome: 'failed', detail: { reason } });
  }

  async #release(row: DeliveryRow): Promise<void> {
    await this.#core.store.db.updateTable('report_delivery').set({ state: 'waiting', attempts: row.attempts - 1, holder: null, lease_until: null }).where('id', '=', row.id).where('holder', '=', this.#holder).where('state', '=', 'sending').execute();
  }

  #close({ id }: DeliveryRow, change: Partial<Pick<DeliveryRow, 'state' | 'receipt' | 'reason' | 'finished_at' | 'next_try'>>, note: DeliveryNote): Promise<void> {
    return this.#core.store.transact(async (db) => {
      const row = await db.updateTable('report_delivery').set({ ...change, holder: null, lease_until: null }).where('id', '=', id).where('holder', '=', this.#holder).where('state', '=', 'sending').returningAll().executeTakeFirst();
      if (!row) return;
      await noteDelivery(this.#core, db, row, note);
      await tellReport(this.#core, db, row.report);
    });
  }

  /** What waits for a report that will never be issued, or no longer stands. */
  async #withdraw(): Promise<void> {
    const gone = await this.#core.store.db.selectFrom('report_delivery').innerJoin('report', 'report.id', 'report_delivery.report').select(['report_delivery.id', 'report.state']).where('report_delivery.state', '=', 'waiting').where('report.state', 'in', ['withdrawn', 'superseded']).limit(100).execute();
    for (const { id, state } of gone) {
      const reason: DeliveryReason = state === 'withdrawn' ? 'report-withdrawn' : 'report-superseded';
      await this.#core.store.transact(async (db) => {
        const row = await db.updateTable('report_delivery').set({ state: 'cancelled', reason, finished_at: this.#moment() }).where('id', '=', id).where('state', '=', 'waiting').returningAll().executeTakeFirst();
        if (!row) return;
        await noteDelivery(this.#core, db, row, { deed: 'cancel', outcome: 'done', detail: { reason } });
        await tellReport(this.#core, db, row.report);
      });
    }
  }
}

/** Of a destination: what waits and is due, or whose gateway is gone, of reports that are far enough. */
function readyRows(rows: SelectQueryBuilder<Database, 'report_delivery', object>, destination: string, states: readonly ReportState[], now: Date) {
  return rows.where('destination', '=', destination)
    .where((row) => row.or([row.and([row('report_delivery.state', '=', 'waiting'), row('next_try', '<=', now)]), row.and([row('report_delivery.state', '=', 'sending'), row('lease_until', '<', now)])]))
    .where((row) => row.exists(row.selectFrom('report').select('report.id').whereRef('report.id', '=', 'report_delivery.report').where('report.state', 'in', states)));
}

function faultOf(fault: unknown): SendFault {
  if (!(fault instanceof Problem)) return passing('internal');
  return fault.code === 'no-browser' ? lasting('no-browser') : passing(fault.code === 'print-failed' ? 'print-failed' : 'internal');
}

import { toInstant, type Instant } from '@/domain/time';
import type { WorkingDays } from '@/reports/register/duties';
import { nextMoment } from '@/reports/schedules/next-moments';
import type { Core } from '../../core';
import type { Db } from '../../store/store';
import { dueMoments } from './due-moments';
import { FiringWork, type WorkParts } from './firing-work';
import { insertFiring, planOf, type ScheduleRow } from './schedule-rows';

/** Looks for schedules whose moment has come and has them made, beside the other gateways of the store. */
export interface ScheduleClock {
  /** Whatever is due, until nothing is; called by itself every few seconds. */
  readonly work: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const LOOK_MS = 5_000;
/** How often moments to come are looked at anew: a clock was put back, or days off were announced. */
const MEND_MS = 10 * 60_000;

type ClockCore = Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock' | 'log'>;

export function createScheduleClock(core: ClockCore, parts: WorkParts): ScheduleClock {
  const work = new FiringWork(core, parts);
  const looking = setInterval(() => void look(), LOOK_MS).unref();
  let [stopped, mendedAt] = [false, Number.NEGATIVE_INFINITY];
  let turn: Promise<void> | null = null;

  async function once(): Promise<void> {
    const now = core.clock();
    // A clock that was put back is mended too.
    if (Math.abs(now - mendedAt) >= MEND_MS) {
      await mendMoments(core);
      mendedAt = now;
    }
    while (!stopped && (await fireNext(core))) continue;
    await work.takeAll();
  }
  /** Whoever comes while it works is served by the same turn. */
  function look(): Promise<void> {
    turn ??= (stopped ? Promise.resolve() : once()).catch((fault: unknown) => core.log.warn({ err: fault }, 'schedules wait')).finally(() => (turn = null));
    return turn;
  }
  return {
    work: look,
    async stop() {
      stopped = true;
      clearInterval(looking);
      work.leave();
      await turn;
    },
  };
}

const announcedIn = ({ province }: Pick<ClockCore, 'province'>): WorkingDays => province.current().workingDays ?? new Map();

/** The schedule that is due longest: its moments are written down and its next one said, in one transaction. False where none is due. */
async function fireNext(core: ClockCore): Promise<boolean> {
  return core.store.transact(async (db) => {
    const now = toInstant(core.clock());
    const row = await db.selectFrom('report_schedule').selectAll().where('enabled', '=', true).where('deleted', '=', false).where('next_at', '<=', new Date(now))
      .orderBy('next_at').orderBy('id').limit(1).forUpdate().skipLocked().executeTakeFirst();
    if (!row?.next_at) return false;
    await writeDue(core, db, row, toInstant(row.next_at.getTime()), now);
    return true;
  });
}

async function writeDue(core: ClockCore, db: Db, row: ScheduleRow, first: Instant, now: Instant): Promise<void> {
  const { fires, missed, next } = dueMoments(planOf(row), first, now, announcedIn(core));
  const at = new Date(now);
  for (const moment of missed) await insertFiring(db, row.id, new Date(moment), 'missed', at);
  // A moment that was fired before the clock was put back is there already.
  if (fires !== null) await insertFiring(db, row.id, new Date(fires), 'waiting', at);
  await db.updateTable('report_schedule').set({ next_at: next === null ? null : new Date(next), ...(next === null ? { paused_because: 'never' } : {}) }).where('id', '=', row.id).execute();
}

/** A moment to come that is not the next one as things stand now gives way to it. What is due already stays due. */
export async function mendMoments(core: ClockCore): Promise<void> {
  const { db } = core.store;
  const now = toInstant(core.clock());
  const rows = await db.selectFrom('report_schedule').selectAll().where('enabled', '=', true).where('deleted', '=', false).where('next_at', '>', new Date(now)).execute();
  for (const row of rows) {
    const next = nextMoment(planOf(row), now, announcedIn(core));
    if (row.next_at === null || next === null || next === row.next_at.getTime()) continue;
    await db.updateTable('report_schedule').set({ next_at: new Date(next) }).where('id', '=', row.id).where('next_at', '=', row.next_at).execute();
  }
}

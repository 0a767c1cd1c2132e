import { createHash } from 'node:crypto';
import { sharedUnits, sharesUnit } from '@/access/shares-unit';
import { toInstant } from '@/domain/time';
import { nextMoment } from '@/reports/schedules/next-moments';
import type { ScheduleCard, ScheduleDeed } from '@/reports/schedules/schedule';
import type { Core } from '../../core';
import { Problem } from '../../http/problems';
import type { Db } from '../../store/store';
import { holderOf } from '../admission';
import { namesOf } from '../report-rows';
import type { Writer } from '../reports';
import { checkSchedule, type CheckParts } from './check-schedule';
import {
  firingCard, firingsOf, insertFiring, insertSchedule, lastFirings, listedSchedules, planOf, scheduleCard, scheduleOf, updateSchedule, type ScheduleRow,
} from './schedule-rows';
import type { Schedules, ScheduleWish } from './schedules';
import { deedsOf } from './who-may';

const idOf = (author: string, key: string): string => createHash('sha256').update(`${author}\nschedule ${key}`).digest('base64url').slice(0, 32);

type ScheduleCore = Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock'>;
export interface ScheduleParts extends CheckParts {
  /** Called where something waits to be made. */
  readonly wake: () => void;
}

export function createSchedules(core: ScheduleCore, parts: ScheduleParts): Schedules {
  return new Book(core, parts);
}

class Book implements Schedules {
  readonly #core: ScheduleCore;
  readonly #parts: ScheduleParts;

  constructor(core: ScheduleCore, parts: ScheduleParts) {
    this.#core = core;
    this.#parts = parts;
  }

  readonly list: Schedules['list'] = async (by, unit) => {
    const { store, province } = this.#core;
    return this.#cards(by, await listedSchedules(store.db, sharedUnits(by.actor, province.current(), this.#now()), province.current().unit, unit));
  };
  readonly read: Schedules['read'] = async (by, id) => this.#card(by, await this.#seen(by, id));

  readonly create: Schedules['create'] = async (by, wish, key) => {
    await checkSchedule(this.#core, this.#parts, by, wish);
    const id = idOf(by.actor.id, key);
    const now = new Date(this.#core.clock());
    await this.#core.store.transact(async (db) => {
      const isNew = await insertSchedule(db, { id, revision: 1, ...this.#columns(wish), owner: by.actor.id, paused_because: null, next_at: this.#next(wish), created_at: now, updated_at: now, deleted: false });
      if (isNew) await this.#note(db, by, { id, ...wish }, 'create');
    });
    const row = await scheduleOf(this.#core.store.db, id);
    if (row?.subject !== wish.subject || row.unit !== wish.unit) throw new Problem('save-key-reused');
    return this.#card(by, row);
  };

  readonly change: Schedules['change'] = async (by, id, revision, { takeOver, ...wish }) => {
    const row = await this.#seen(by, id);
    const may = deedsOf(by, row);
    const isOwn = takeOver || may.includes('change');
    if (takeOver ? !may.includes('take-over') && !may.includes('change') : !may.some((deed) => deed === 'change' || deed === 'stop')) throw new Problem('not-allowed');
    if (row.revision !== revision) return { conflict: await this.#card(by, row) };
    if (isOwn) await checkSchedule(this.#core, this.#parts, by, wish);
    else if (!sameWork(row, wish)) throw new Problem('not-allowed', { at: '/takeOver', expected: 'its owner, or who takes it over' });
    // A moment that is due and not yet fired stays due where nothing was said of its time.
    const isAsBefore = row.enabled && wish.enabled && row.next_at !== null && row.rule === JSON.stringify(wish.rule) && row.day_rule === wish.dayRule;
    const after = await this.#core.store.transact(async (db) => {
      const written = await updateSchedule(db, row, {
        ...this.#columns(wish), ...(takeOver ? { owner: by.actor.id } : {}), paused_because: null, next_at: isAsBefore ? row.next_at : this.#next(wish), updated_at: new Date(this.#core.clock()),
      });
      if (written) await this.#note(db, by, written, takeOver ? 'take-over' : wish.enabled === row.enabled ? 'change' : wish.enabled ? 'start' : 'stop');
      return written;
    });
    return after ? { schedule: await this.#card(by, after) } : { conflict: await this.read(by, id) };
  };

  readonly remove: Schedules['remove'] = async (by, id, revision) => {
    const row = await this.#held(by, id);
    const after = row.revision !== revision ? undefined : await this.#core.store.transact(async (db) => {
      const written = await updateSchedule(db, row, { deleted: true, enabled: false, next_at: null, updated_at: new Date(this.#core.clock()) });
      if (written) await this.#note(db, by, written, 'delete');
      return written;
    });
    return after ? { done: true } : { conflict: await this.read(by, id) };
  };

  readonly fire: Schedules['fire'] = async (by, id) => {
    const row = await this.#held(by, id);
    const now = new Date(this.#core.clock());
    const under = (await firingsOf(this.#core.store.db, id)).find(({ state }) => state === 'waiting' || state === 'running');
    if (under) return firingCard(under);
    await this.#core.store.transact(async (db) => {
      if (await insertFiring(db, id, now, 'waiting', now)) await this.#note(db, by, row, 'fire');
    });
    this.#parts.wake();
    const made = (await firingsOf(this.#core.store.db, id)).find(({ moment }) => moment.getTime() === now.getTime());
    if (!made) throw new Error(`a firing of schedule ${id} was not kept`);
    return firingCard(made);
  };

  readonly firings: Schedules['firings'] = async (by, id) => (await firingsOf(this.#core.store.db, (await this.#seen(by, id)).id)).map(firingCard);

  #now() {
    return toInstant(this.#core.clock());
  }
  #next({ enabled, rule, dayRule }: Pick<ScheduleWish, 'enabled' | 'rule' | 'dayRule'>): Date | null {
    const next = enabled ? nextMoment({ rule, dayRule }, this.#now(), this.#core.province.current().workingDays ?? new Map()) : null;
    return next && new Date(next);
  }
  #columns({ title, kind, subject, unit, rule, dayRule, periodKind, periodOffset, formats, destinations, enabled }: ScheduleWish) {
    return {
      title, kind, subject, unit, rule: JSON.stringify(rule), day_rule: dayRule, period_kind: periodKind, period_offset: periodOffset,
      formats: JSON.stringify(formats), destinations: JSON.stringify(destinations), enabled,
    };
  }

  async #seen(by: Writer, id: string): Promise<ScheduleRow> {
    const province = this.#core.province.current();
    const row = await scheduleOf(this.#core.store.db, id);
    if (!row || !sharesUnit(by.actor, holderOf(row.unit, province), province, this.#now())) throw new Problem('not-found');
    return row;
  }
  /** One that the reader may start, stop, fire and delete. */
  async #held(by: Writer, id: string): Promise<ScheduleRow> {
    const row = await this.#seen(by, id);
    const held: readonly ScheduleDeed[] = deedsOf(by, row);
    if (!held.includes('stop')) throw new Problem('not-allowed');
    return row;
  }

  async #cards(by: Writer, rows: readonly ScheduleRow[]): Promise<readonly ScheduleCard[]> {
    const { db } = this.#core.store;
    const [names, last] = await Promise.all([namesOf(db, rows.map(({ owner }) => owner)), lastFirings(db, rows.map(({ id }) => id))]);
    return rows.map((row) => scheduleCard(row, names.get(row.owner) ?? row.owner, last.get(row.id), deedsOf(by, row)));
  }
  async #card(by: Writer, row: ScheduleRow): Promise<ScheduleCard> {
    const [card] = await this.#cards(by, [row]);
    if (!card) throw new Error('a row has a card');
    return card;
  }

  async #note(db: Db, { actor, from }: Writer, { id, unit, subject }: Pick<ScheduleRow, 'id' | 'unit' | 'subject'>, deed: string): Promise<void> {
    await this.#core.audit.append(db, { action: 'state', actor, target: `report-schedule:${id}`, outcome: 'done', ...(from ? { from } : {}), detail: { deed, unit, subject } });
    await this.#core.events.publish(db, { kind: 'report-changed', audience: { to: 'unit', unit: holderOf(unit, this.#core.province.current()) }, payload: { unit, template: subject, period: '' } });
  }
}

/** Whether nothing but whether it is enabled would change. */
function sameWork(row: ScheduleRow, wish: ScheduleWish): boolean {
  const { rule, dayRule } = planOf(row);
  const before = [row.title, row.kind, row.subject, row.unit, rule, dayRule, row.period_kind, row.period_offset, row.formats, row.destinations];
  return JSON.stringify(before) === JSON.stringify([wish.title, wish.kind, wish.subject, wish.unit, wish.rule, wish.dayRule, wish.periodKind, wish.periodOffset, wish.formats, wish.destinations]);
}

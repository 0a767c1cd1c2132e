import { setTimeout as pause } from 'node:timers/promises';
import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import { toInstant } from '@/domain/time';
import { reminderMoments, type ReminderCard } from '@/reports/schedules/reminder-moments';
import type { Core } from '../../core';
import type { Db } from '../../store/store';
import type { Templates } from '../report-templates';
import type { Writer } from '../reports';
import { openDuties, type OpenDuty } from './open-duties';

/** A report that a unit is reminded of. */
export interface Reminder extends OpenDuty {
  readonly kind: ReminderCard['kind'];
}
/** Sends what a unit is reminded of where the unit wants it, once it is said in the portal. */
export type SendReminders = (unit: UnitCode, reminders: readonly Reminder[]) => Promise<void>;

type ReminderCore = Pick<Core, 'store' | 'events' | 'province' | 'clock' | 'log'>;
export interface ReminderParts {
  readonly templates: Pick<Templates, 'ofPack'>;
  readonly send: SendReminders;
}
const LOOK_EVERY_MS = 5 * 60_000;

/** Reminds again and again in the one gateway elected for it, until the signal. */
export async function remindUntil(core: ReminderCore, parts: ReminderParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await remind(core, parts);
    } catch (fault) {
      core.log.warn({ err: fault }, 'units could not be reminded of their reports');
    }
    await pause(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/**
 * Tells each unit what it owes soon, or late, and has not been told: once for each report, however many gateways there are. Gives how many
 * units were told.
 */
export async function remind(core: ReminderCore, { templates, send }: ReminderParts): Promise<number> {
  const now = toInstant(core.clock());
  const province = core.province.current();
  const announced = province.workingDays ?? new Map();
  const wanted = (await openDuties(core, templates)).flatMap((duty): Reminder[] => {
    const { beforeDue, late } = reminderMoments(duty.due, announced);
    if (duty.isLate) return now >= late ? [{ ...duty, kind: 'late' }] : [];
    return now >= beforeDue ? [{ ...duty, kind: 'before-due' }] : [];
  });
  const said = await saidOf(core.store.db, wanted);
  const unsaid = grouped(wanted.filter((reminder) => !said.has(keyOf(reminder))), ({ unit }) => unit);
  if (unsaid.size === 0) return 0;
  const holders = await holdersOf(core.store.db, province);
  let told = 0;
  for (const [unit, reminders] of unsaid) {
    const mine = await tell(core, unit, reminders, peopleFor(unit, holders, province, now));
    if (mine.length === 0) continue;
    await send(unit, mine);
    told += 1;
  }
  return told;
}

function grouped<T, K>(all: readonly T[], by: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const found = new Map<K, T[]>();
  for (const one of all) found.set(by(one), [...(found.get(by(one)) ?? []), one]);
  return found;
}
const keyOf = ({ kind, template, unit, period }: Pick<Reminder, 'kind' | 'template' | 'unit' | 'period'>): string => [kind, template, unit, period].join(' ');

async function saidOf(db: Db, wanted: readonly Reminder[]): Promise<ReadonlyMap<string, Date>> {
  const periods = [...new Set(wanted.map(({ period }) => period))];
  if (periods.length === 0) return new Map();
  const rows = await db.selectFrom('report_reminder').selectAll().where('period', 'in', periods).execute();
  return new Map(rows.map((row) => [keyOf(row), row.said_at]));
}

/** Whoever writes the row says it: another gateway that comes to the same at the same time writes none. Gives what it said. */
async function tell(core: ReminderCore, unit: UnitCode, reminders: readonly Reminder[], people: readonly string[]): Promise<readonly Reminder[]> {
  return core.store.transact(async (db) => {
    const rows = reminders.map(({ kind, template, period }) => ({ kind, template, unit, period, said_at: new Date(core.clock()), told: people.length }));
    const written = await db.insertInto('report_reminder').values(rows).onConflict((clash) => clash.doNothing()).returning(['kind', 'template', 'unit', 'period']).execute();
    const mine = new Set(written.map(keyOf));
    if (mine.size > 0 && people.length > 0) await core.events.publish(db, ...people.map((id) => ({ kind: 'report-changed' as const, audience: { to: 'person' as const, id }, payload: { unit, template: '', period: '' } })));
    return reminders.filter((reminder) => mine.has(keyOf(reminder)));
  });
}

/** Who may write reports, by the unit they hold that for; null is the whole province. */
async function holdersOf(db: Db, province: Province): Promise<ReadonlyMap<UnitCode | null, readonly string[]>> {
  const roles = [...province.access.roles.values()].filter(({ may }) => may.includes('report.write')).map(({ id }) => id);
  if (roles.length === 0) return new Map();
  const rows = await db.selectFrom('grant_held').innerJoin('person', 'person.id', 'grant_held.person').select(['grant_held.person', 'grant_held.unit'])
    .where('grant_held.revoked_at', 'is', null).where('person.status', '=', 'active').where('grant_held.role', 'in', roles).execute();
  const found = grouped(rows, ({ unit }) => unit);
  return new Map([...found].map(([unit, held]) => [unit, [...new Set(held.map(({ person }) => person))]]));
}

/** Those of the unit itself, else of the nearest unit above it. Who has the whole province is told of its own reports alone. */
function peopleFor(unit: UnitCode, holders: ReadonlyMap<UnitCode | null, readonly string[]>, province: Province, now: ReturnType<typeof toInstant>): readonly string[] {
  if (unit === province.unit) return [...new Set([...(holders.get(unit) ?? []), ...(holders.get(null) ?? [])])];
  const line = [unit, ...province.units.treeAt(civilDate(now)).ancestors(unit).map(({ code }) => code)].filter((code) => code !== province.unit);
  return line.map((code) => holders.get(code)).find((people) => people !== undefined) ?? [];
}

/** What the units that the reader writes reports for were reminded of and still owe, the soonest due first. */
export async function remindersFor(core: Pick<Core, 'store' | 'province' | 'clock'>, templates: Pick<Templates, 'ofPack'>, { actor, rights }: Writer): Promise<readonly ReminderCard[]> {
  const province = core.province.current();
  const home = new Set(actor.grants.map(({ unit }) => unit ?? province.unit).filter((unit) => rights.may('report.write', unit)));
  if (home.size === 0) return [];
  const open = (await openDuties(core, templates)).filter(({ unit }) => home.has(unit)).map((duty): Reminder => ({ ...duty, kind: duty.isLate ? 'late' : 'before-due' }));
  const said = await saidOf(core.store.db, open);
  return open.flatMap(({ isLate: _, ...duty }) => {
    const at = said.get(keyOf(duty));
    return at ? [{ ...duty, saidAt: at.getTime() }] : [];
  }).sort((a, b) => a.due - b.due);
}

import { sql } from 'kysely';
import * as z from 'zod';
import { toInstant, type Instant } from '@/domain/time';
import type { Program, WallDeed } from '@/domain/wall';
import { canonical } from '@/state/json-limits';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import { pairedOfRow, type ScreenRow } from '../screens/screen-rows';
import type { Operator, Screens } from '../screens/screens';
import { programOfRow, programSchema } from '../screens/stored-program';
import { storedKey } from '../state/change';
import type { Db } from '../store/store';
import { nextProgram, takeAtOf } from './next-program';
import { tellWalls } from './tell-walls';
import { checkScene } from './wall-scenes';

/** A screen silent for so long is not waited for, ms. */
const OFF_AFTER_MS = 60_000;
/** How long a command is known by its key, ms: far longer than anybody sends it again. */
const KEEP_KEYS_MS = 24 * 3_600_000;

/** What an operator asks of some screens at once. */
export interface WallCommand {
  readonly screens: readonly string[];
  readonly deed: WallDeed;
  readonly key: string;
}
/** The same for every time a command is sent. */
export interface Taken {
  readonly takeAt: Instant;
  readonly programs: { readonly [screen: string]: Program };
  /** Screens that have not been heard of for a minute, or never. */
  readonly unseen: readonly string[];
}
const takenSchema = z.object({ takeAt: z.int().transform(toInstant), programs: z.record(z.string(), programSchema), unseen: z.array(z.string()) }) satisfies z.ZodType<Taken>;

type Parts = Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock'>;

/**
 * Carries out a command for screens: all of them or none, one moment for all, written down and told in the same transaction. Throws
 * `not-found` where a screen is not the operator's, `bad-request` for a scene that may not be shown there, `save-key-reused`.
 */
export function createDrive(core: Parts, screens: Pick<Screens, 'forget'>) {
  return async (by: Operator, command: WallCommand): Promise<Taken> => {
    const { taken, changed } = await core.store.transact((db) => carriedOut(core, db, by, command));
    for (const id of changed) screens.forget(id);
    return taken;
  };
}

async function carriedOut(core: Parts, db: Db, by: Operator, command: WallCommand): Promise<{ readonly taken: Taken; readonly changed: readonly string[] }> {
  const { deed } = command;
  const claim = claimOf(by, command);
  const before = await claimed(db, claim, core.clock());
  if (before) return { taken: before, changed: [] };
  const rows = await driven(core, db, by, command.screens);
  const now = toInstant(core.clock());
  if (deed.do === 'take' || deed.do === 'alert') await checkScene(db, by, rows.map(pairedOfRow), { province: core.province.current(), now }, deed.scene);
  const name = by.actor.kind === 'person' ? by.actor.name : null;
  const steps = rows.map((row) => {
    const program = programOfRow(row);
    return { row, program, next: nextProgram(program, deed, now, name) };
  });
  const isSilent = ({ seen_at: seen }: ScreenRow): boolean => seen === null || now - seen.getTime() > OFF_AFTER_MS;
  const taken: Taken = {
    takeAt: takeAtOf(now), programs: Object.fromEntries(steps.map(({ row, next }) => [row.id, next])), unseen: rows.filter(isSilent).map(({ id }) => id),
  };
  await writePrograms(db, taken.programs);
  await db.updateTable('wall_command').set({ answer: JSON.stringify(taken) }).where('key', '=', claim.key).execute();
  const target = rows.length === 1 ? `screen:${rows[0]?.id ?? ''}` : `screens:${rows.length}`;
  await core.audit.append(db, { action: 'screen', actor: by.actor, target, outcome: 'done', from: by.from, detail: { deed: 'wall', wall: { ...deed }, screens: rows.map(({ id }) => id), takeAt: taken.takeAt } });
  const changed = steps.filter(({ program, next }) => program.room !== next.room).map(({ row }) => row.id);
  await tellWalls(core, db, steps.map(({ row, next }) => ({ id: row.id, unit: row.unit, revision: next.revision })), { renewed: changed });
  return { taken, changed };
}

/** In one statement, whatever their number. */
async function writePrograms(db: Db, programs: Taken['programs']): Promise<void> {
  await sql`update screen set program = given.value from jsonb_each(${JSON.stringify(programs)}::jsonb) as given where screen.id = given.key`.execute(db);
}

/** Always locked in one order, so that two commands wait for each other and never both. */
async function driven({ province }: Parts, db: Db, { rights }: Operator, ids: readonly string[]): Promise<readonly ScreenRow[]> {
  const rows = await db.selectFrom('screen').selectAll().where('id', 'in', [...ids]).where('revoked_at', 'is', null).orderBy('id').forUpdate().execute();
  for (const [index, id] of ids.entries()) {
    const row = rows.find((each) => each.id === id);
    // One of another unit does not exist for them.
    if (!row || !rights.may('screen.command', row.unit ?? province.current().unit)) throw new Problem('not-found', { at: `body/screens/${index}` });
  }
  return rows;
}

/** What a command is known by: keys of two people never meet, and the key itself is not kept. */
interface Claim {
  readonly key: string;
  readonly asked: string;
}
const claimOf = ({ actor }: Operator, { screens, deed, key }: WallCommand): Claim => ({
  key: storedKey(actor.kind === 'person' ? actor.id : '', key), asked: storedKey('wall', canonical({ screens: [...screens].sort(), deed })),
});

/** Makes the key this command's; the answer it was given where it was carried out before. */
async function claimed(db: Db, { key, asked }: Claim, now: number): Promise<Taken | null> {
  await db.deleteFrom('wall_command').where('done_at', '<', new Date(now - KEEP_KEYS_MS)).execute();
  const made = await db.insertInto('wall_command').values({ key, asked, done_at: new Date(now) }).onConflict((clash) => clash.column('key').doNothing()).returning('key').execute();
  if (made.length === 1) return null;
  const row = await db.selectFrom('wall_command').select(['asked', 'answer']).where('key', '=', key).executeTakeFirstOrThrow();
  if (row.asked !== asked) throw new Problem('save-key-reused', { at: 'body/key', expected: 'a key of its own for every command' });
  return takenSchema.parse(row.answer);
}

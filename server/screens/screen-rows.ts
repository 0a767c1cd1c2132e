import type { Selectable } from 'kysely';
import * as z from 'zod';
import type { Database } from '../store/schema';
import type { Db } from '../store/store';
import type { ScreenActor, ScreenGift, ScreenView } from './screens';
import { shortStanding } from './standing';
import { roomOfRow } from './stored-program';

export type ScreenRow = Selectable<Database['screen']>;

/** Classes a screen may ever have; a row that says more gives no more. */
export const SCREEN_CLASSES = ['public', 'internal'] as const;

const texts = z.array(z.string());
const classList = z.array(z.string()).transform((list) => SCREEN_CLASSES.filter((each) => list.includes(each)));

/** With all that it was given, whoever is in its room. */
export const pairedOfRow = ({ id, name, unit, classes, dashboards, datasets }: ScreenRow): ScreenActor => ({
  kind: 'screen', id, name, unit, classes: classList.parse(classes), dashboards: texts.parse(dashboards),
  ...(datasets === null ? {} : { datasets: texts.parse(datasets) }),
});

/** Whom a screen is let in as: while visitors are in its room it has the right to what is public alone. */
export function actorOfRow(row: ScreenRow): ScreenActor {
  const paired = pairedOfRow(row);
  return roomOfRow(row) === 'visitors' ? { ...paired, classes: paired.classes.filter((each) => each === 'public') } : paired;
}

export function viewOfRow(row: ScreenRow, pairedBy: string, now: number): ScreenView {
  const { id, name, unit, classes, dashboards } = pairedOfRow(row);
  const shows = shortStanding.safeParse(row.shows);
  const seenAt = row.seen_at?.getTime() ?? null;
  return {
    id, name, unit, classes, dashboards, pairedBy, pairedAt: row.paired_at.getTime(), seenAt,
    unseenMs: seenAt === null ? null : Math.max(0, now - seenAt), shows: shows.success ? shows.data : null,
  };
}

/** Columns of a gift, with the datasets it was cut down to. */
export const giftColumns = ({ name, unit, classes, dashboards }: ScreenGift, datasets: readonly string[] | null) => ({
  name, unit, classes: JSON.stringify(classes), dashboards: JSON.stringify(dashboards), datasets: datasets === null ? null : JSON.stringify(datasets),
});

export const screenOfSecret = (db: Db, hash: string): Promise<ScreenRow | undefined> =>
  db.selectFrom('screen').selectAll().where((row) => row.or([row('secret', '=', hash), row('previous_secret', '=', hash)])).executeTakeFirst();

export const standingScreen = (db: Db, id: string, lock = false): Promise<ScreenRow | undefined> => {
  const query = db.selectFrom('screen').selectAll().where('id', '=', id).where('revoked_at', 'is', null);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
};

/** Paired and not revoked, with the name of who paired it, by name. */
export const allScreens = (db: Db): Promise<(ScreenRow & { readonly paired_by_name: string | null })[]> =>
  db.selectFrom('screen').leftJoin('person', 'person.id', 'screen.paired_by').selectAll('screen').select('person.name as paired_by_name')
    .where('revoked_at', 'is', null).orderBy('screen.name').orderBy('screen.id').execute();

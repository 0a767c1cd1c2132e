import type { Selectable } from 'kysely';
import * as z from 'zod';
import type { Database } from '../store/schema';
import type { Db } from '../store/store';
import type { ScreenActor, ScreenGift, ScreenStanding, ScreenView } from './screens';

export type ScreenRow = Selectable<Database['screen']>;

/** Classes a screen may ever have; a row that says more gives no more. */
export const SCREEN_CLASSES = ['public', 'internal'] as const;

const texts = z.array(z.string());
const classList = z.array(z.string()).transform((list) => SCREEN_CLASSES.filter((each) => list.includes(each)));

export const standingSchema = z.strictObject({
  dashboard: z.string().max(200).nullable(),
  build: z.string().max(100),
  freshness: z.string().max(40),
}) satisfies z.ZodType<ScreenStanding>;

export const actorOfRow = ({ id, name, unit, classes, dashboards, datasets }: ScreenRow): ScreenActor => ({
  kind: 'screen', id, name, unit, classes: classList.parse(classes), dashboards: texts.parse(dashboards),
  ...(datasets === null ? {} : { datasets: texts.parse(datasets) }),
});

export function viewOfRow(row: ScreenRow, pairedBy: string, now: number): ScreenView {
  const { id, name, unit, classes, dashboards } = actorOfRow(row);
  const shows = standingSchema.safeParse(row.shows);
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

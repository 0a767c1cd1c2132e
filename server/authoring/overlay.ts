import { SAVED_DATASETS } from '@/config/pack-files';
import { currentVersion } from '@/config/versions';
import type { Dataset, Json } from '@/domain/dataset';
import type { TableChoice } from '@/federation/connectors/px-web/dataset-of';
import type { Db } from '../store/store';

/** A saved dataset: what the pack gets, and what a person chose, from which it was made and is edited again. */
export interface SavedDataset {
  readonly dataset: Dataset;
  readonly choice: TableChoice;
}
/** One revision of a saved dataset; `saved` is null where that revision deleted it. */
export interface SavedRevision {
  readonly id: string;
  readonly revision: number;
  readonly saved: SavedDataset | null;
  readonly author: { readonly id: string; readonly name: string | null };
  readonly at: Date;
  readonly reason: string;
}

const KIND = 'dataset';

const rows = (db: Db) => db.selectFrom('pack_overlay as one').leftJoin('person', 'person.id', 'one.author')
  .select(['one.id', 'one.revision', 'one.body', 'one.author', 'one.updated_at', 'one.reason', 'person.name']).where('one.kind', '=', KIND);
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const revisionOf = ({ id, revision, body, author, updated_at: at, reason, name }: Row): SavedRevision =>
  // Written by `insertRevision` alone.
  ({ id, revision, saved: body as SavedDataset | null, author: { id: author, name }, at, reason });

/** The newest revision of every dataset that was ever saved, deleted ones too, by id. */
export async function newestRevisions(db: Db): Promise<SavedRevision[]> {
  const found = await rows(db)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('pack_overlay as later').select('later.id').whereRef('later.kind', '=', 'one.kind').whereRef('later.id', '=', 'one.id').whereRef('later.revision', '>', 'one.revision'))))
    .orderBy('one.id').execute();
  return found.map(revisionOf);
}

const MOST_REVISIONS = 200;

/** Revisions of one dataset, the newest first; none where it was never saved. */
export async function revisionsOf(db: Db, id: string): Promise<SavedRevision[]> {
  return (await rows(db).where('one.id', '=', id).orderBy('one.revision', 'desc').limit(MOST_REVISIONS).execute()).map(revisionOf);
}

export interface NewRevision {
  readonly id: string;
  readonly revision: number;
  readonly saved: SavedDataset | null;
  readonly author: string;
  readonly at: Date;
  readonly reason: string;
}

/** False where somebody else has written that revision meanwhile. */
export async function insertRevision(db: Db, { id, revision, saved, author, at, reason }: NewRevision): Promise<boolean> {
  const values = { kind: KIND, id, revision, body: saved && JSON.stringify(saved), deleted: saved === null, author, updated_at: at, reason };
  const done = await db.insertInto('pack_overlay').values(values).onConflict((clash) => clash.doNothing()).returning('revision').execute();
  return done.length === 1;
}

/** The datasets as a file of the pack; no file where there are none. */
export function savedText(datasets: readonly Dataset[]): Readonly<Record<string, string>> {
  if (datasets.length === 0) return {};
  return { [SAVED_DATASETS]: JSON.stringify({ schemaVersion: currentVersion('datasets'), datasets: datasets as readonly object[] as readonly Json[] }) };
}

/** What was saved from the portal and stands, as files of the pack. Throws where the store cannot be asked. */
export async function savedFiles(db: Db): Promise<Readonly<Record<string, string>>> {
  return savedText((await newestRevisions(db)).flatMap(({ saved }) => saved?.dataset ?? []));
}

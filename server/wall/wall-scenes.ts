import { rightsOf } from '@/access/rights-of';
import type { Province } from '@/config/province';
import type { Scene } from '@/config/scene';
import type { Instant } from '@/domain/time';
import type { SceneCard } from '@/domain/wall';
import { readBody } from '@/state/documents';
import { Problem } from '../http/problems';
import type { Operator, ScreenActor } from '../screens/screens';
import { listRows, readRow, type DocumentRow } from '../state/document-rows';
import { mayRead, type Reader } from '../state/who-may';
import type { Db } from '../store/store';

/** The configuration in force at one moment. */
export interface Ground {
  readonly province: Province;
  readonly now: Instant;
}

/** Shared scenes told to an operator; those of the pack come besides. */
const MOST_SHARED = 200;

const readerOf = (actor: ScreenActor, { province, now }: Ground): Reader => ({ actor, rights: rightsOf(actor, province, now), province, now });

/** The scene `id` as a reader may read it: the pack's, else a shared one; null where there is none for them. */
async function readable(db: Db, reader: Reader, id: string): Promise<Scene | null> {
  const ofPack = reader.province.scenes.get(id);
  if (ofPack) return ofPack;
  const row = await sharedRow(db, id);
  return row && mayRead(reader, row) ? sceneOf(row, reader.province) : null;
}

async function sharedRow(db: Db, id: string): Promise<DocumentRow | undefined> {
  const row = await readRow(db, 'scene', id);
  return row && !row.deleted ? row : undefined;
}

function sceneOf({ id, body }: DocumentRow, { units }: Province): Scene | null {
  const read = readBody('scene', body, units);
  return read.ok ? { id, ...read.value.body } : null;
}

/** What a screen shows for a scene's id; null where it may not. */
export const sceneForScreen = (db: Db, screen: ScreenActor, ground: Ground, id: string | null): Promise<Scene | null> =>
  (id === null ? Promise.resolve(null) : readable(db, readerOf(screen, ground), id));

/** Throws `bad-request` where the operator has no such scene, or one of the screens may not show it, which is named. */
export async function checkScene(db: Db, { actor, rights }: Operator, screens: readonly ScreenActor[], ground: Ground, id: string): Promise<void> {
  if (!(await readable(db, { actor, rights, ...ground }, id))) throw new Problem('bad-request', { at: 'body/deed/scene', expected: 'a scene of the province, or one that is shared with you', got: id });
  for (const screen of screens) {
    if (!(await sceneForScreen(db, screen, ground, id))) throw new Problem('bad-request', { at: 'body/deed/scene', expected: `a scene that the screen “${screen.name}” may show`, got: id });
  }
}

/** What an operator may take: the scenes of the pack, then the shared ones by id. */
export async function sceneCards(db: Db, { actor, rights }: Pick<Operator, 'actor' | 'rights'>, ground: Ground): Promise<readonly SceneCard[]> {
  const ofPack = [...ground.province.scenes.values()].map(({ id, title, purpose }): SceneCard => ({ id, title, purpose: purpose ?? null, from: 'pack' }));
  const listed = await listRows(db, { actor, rights, ...ground }, { kind: 'scene', after: undefined, limit: MOST_SHARED, deleted: false });
  const shared = listed.flatMap(({ id, title }): SceneCard[] => (title && !ground.province.scenes.has(id) ? [{ id, title, purpose: null, from: 'shared' }] : []));
  return [...ofPack, ...shared.slice(0, MOST_SHARED)];
}

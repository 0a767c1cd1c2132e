import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import { toInstant } from '@/domain/time';
import type { KeptLayers } from '@/reports/views/kept-view';
import { isDocumentId, MY_PREFERENCES, readBody, type DocumentKind, type OptionsByWidget } from '@/state/documents';
import { optionDocuments, optionsIn } from '@/state/option-documents';
import { readRow, type DocumentRow } from '../../state/document-rows';
import { mayRead, storedId, type Reader } from '../../state/who-may';
import type { Db } from '../../store/store';
import type { Writer } from '../reports';

/** A dashboard as a person sees it, and to whom it belongs: a person's own, or a unit's (null: the whole province). */
export interface FoundBoard {
  readonly dashboard: Dashboard;
  readonly owner: string | null;
  readonly unit: UnitCode | null;
}

/** Who asks, in the configuration and at the moment of one keeping. */
export const readerOf = ({ actor, rights }: Writer, province: Province, at: number): Reader & Pick<Writer, 'actor'> => ({ actor, rights, province, now: toInstant(at) });

/** A dashboard of the pack, else one that people keep; null where there is none for this person, or it cannot be read. */
export async function findBoard(db: Db, reader: Reader, id: string): Promise<FoundBoard | null> {
  const packed = reader.province.dashboards.find((one) => one.id === id);
  if (packed) return { dashboard: packed, owner: null, unit: null };
  const row = isDocumentId(id) ? await readable(db, reader, 'dashboard', id) : null;
  if (!row) return null;
  const read = readBody('dashboard', row.body, reader.province.units);
  return read.ok && read.value.body.tiles.length > 0 ? { dashboard: read.value.body, owner: row.owner, unit: row.unit } : null;
}

/** What the pack, units and the person say of the widgets of a dashboard, of those alone. */
export async function layersFor(db: Db, reader: Reader & Pick<Writer, 'actor'>, { tiles }: Dashboard): Promise<KeptLayers> {
  const { province, actor, now } = reader;
  const used = new Set(tiles.map(({ widget }) => widget));
  const ofUsed = (all: OptionsByWidget): OptionsByWidget => Object.fromEntries(Object.entries(all).filter(([widget]) => used.has(widget)));
  const said = async (kind: 'widget-options' | 'preferences', id: string): Promise<OptionsByWidget> => {
    const row = await readable(db, reader, kind, id);
    return row ? ofUsed(optionsIn(kind, row.body)) : {};
  };
  const units = await Promise.all(optionDocuments(actor.unit, province.units.treeAt(civilDate(now))).map((id) => said('widget-options', id)));
  const own = [...units.map((options) => ({ layer: 'unit' as const, options })), { layer: 'person' as const, options: await said('preferences', MY_PREFERENCES) }];
  return { national: ofUsed(province.widgetOptions.national), province: ofUsed(province.widgetOptions.province), own: own.filter(({ options }) => Object.keys(options).length > 0) };
}

async function readable(db: Db, reader: Reader, kind: DocumentKind, id: string): Promise<DocumentRow | null> {
  const stored = storedId(kind, id, reader.actor);
  const row = stored === null ? undefined : await readRow(db, kind, stored);
  return row && !row.deleted && mayRead(reader, row) ? row : null;
}

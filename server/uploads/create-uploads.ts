import { createHash, randomUUID } from 'node:crypto';
import { lastDay } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { NumberForm } from '@/federation/tables/file-form';
import type { Core } from '../core';
import { announceLoaded } from '../events/dataset-loaded';
import { previewOf, type Preview } from './preview-answer';
import type { ReadFile } from './reading/read-in-thread';
import { listsOf } from './template';
import { contentOf, FIRST_KEY, insertFirst, insertUpload, isFirstLoaded, listUploads, standingAt, uploadOf, type NewUpload, type UploadRow } from './upload-rows';
import { loadableDataset, placeOf, sendersOf, type LoadableDataset, type Reader } from './who-may-load';

/** How long a preview can be loaded, ms. */
const PREVIEW_MS = 30 * 60_000;
const LISTED = 300;
/** Files of an installation put in by one statement. */
const FIRST_AT_ONCE = 40;
/** Files read at once in this gateway. */
const MOST_READING = 2;

export interface PreviewWish {
  readonly dataset: string;
  readonly unit: string;
  readonly period: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly chosen: readonly (readonly [column: string, place: number])[];
  readonly numbers: NumberForm | undefined;
}
/** `gone`: never was, is too old, or is another's; `busy`: too many files are being read. */
export type Refusal = { readonly refused: 'not-found' | 'gone' | 'busy' };
export type Listed = UploadRow & { readonly by_name: string | null };

/** Files of figures that units send. Every method holds its reader's right; what is not theirs is not there. */
export interface Uploads {
  readonly preview: (reader: Reader, wish: PreviewWish) => Promise<Preview | Refusal>;
  /** Loads exactly what was previewed, whole; the same again for the same token. */
  readonly load: (reader: Reader, wish: { readonly token: string; readonly sha256: string }) => Promise<UploadRow | Refusal>;
  readonly list: (reader: Reader, dataset: string) => Promise<{ readonly of: LoadableDataset; readonly uploads: readonly Listed[] } | Refusal>;
  readonly file: (reader: Reader, id: string) => Promise<{ readonly row: UploadRow; readonly bytes: Buffer } | Refusal>;
  /** The version before stands again. */
  readonly withdraw: (reader: Reader, id: string, reason: string) => Promise<UploadRow | Refusal>;
  /** Files that come with an installation, checked as anybody's; once in the life of a store. Answers how many. */
  readonly loadFirst: (files: readonly NewUpload[]) => Promise<number>;
}

const NOT_FOUND: Refusal = { refused: 'not-found' };
const GONE: Refusal = { refused: 'gone' };
const personOf = ({ actor }: Reader): string => (actor.kind === 'person' ? actor.id : '');

export const createUploads = (core: Pick<Core, 'store' | 'audit' | 'events' | 'clock'>, readFile: ReadFile): Uploads => new HeldUploads(core, readFile);

class HeldUploads implements Uploads {
  readonly #core: Pick<Core, 'store' | 'audit' | 'events' | 'clock'>;
  readonly #readFile: ReadFile;
  #reading = 0;

  constructor(core: Pick<Core, 'store' | 'audit' | 'events' | 'clock'>, readFile: ReadFile) {
    this.#core = core;
    this.#readFile = readFile;
  }

  readonly preview: Uploads['preview'] = async (reader, wish) => {
    const { store, clock } = this.#core;
    const found = loadableDataset(reader, wish.dataset);
    const place = found && placeOf(reader, found.form, wish.unit, wish.period);
    if (!found || !place) return NOT_FOUND;
    if (this.#reading >= MOST_READING) return { refused: 'busy' };
    this.#reading += 1;
    const { shape, request, mapping } = found.dataset;
    const period = periodText(place.period);
    const outcome = await this.#readFile({
      bytes: wish.bytes, dataset: { shape, request, mapping },
      context: { numbers: wish.numbers, unit: wish.unit, periodText: period, chosen: wish.chosen, units: place.units, known: place.known, lists: listsOf(found.form, reader.province.codeLists, lastDay(place.period)), day: lastDay(place.period) },
    }).finally(() => { this.#reading -= 1; });
    const sha256 = createHash('sha256').update(wish.bytes).digest('hex');
    const before = await standingAt(store.db, wish.dataset, wish.unit, period);
    const ready = outcome.ok && outcome.table.faultCount === 0;
    const token = ready ? randomUUID() : null;
    if (token !== null) {
      await store.db.deleteFrom('upload_preview').where('expires_at', '<', new Date(clock())).execute();
      await store.db.insertInto('upload_preview').values({
        id: token, person: personOf(reader), dataset: wish.dataset, unit: wish.unit, period, file_name: wish.fileName, sha256,
        content: wish.bytes.toString('base64'), rows: JSON.stringify(outcome.ok ? outcome.table.rows : []), totals: JSON.stringify(outcome.ok ? outcome.table.totals : []),
        row_count: outcome.ok ? outcome.table.rowCount : 0, expires_at: new Date(clock() + PREVIEW_MS),
      }).execute();
    }
    return previewOf({ outcome, form: found.form, token, sha256, size: wish.bytes.length, before });
  };

  readonly load: Uploads['load'] = (reader, { token, sha256 }) => {
    const { store, clock } = this.#core;
    return store.transact(async (db) => {
      const loaded = await uploadOf(db, token);
      if (loaded) return loaded.loaded_by === personOf(reader) && loaded.sha256 === sha256 ? loaded : GONE;
      const seen = await db.deleteFrom('upload_preview').where('id', '=', token).where('person', '=', personOf(reader)).where('sha256', '=', sha256)
        .where('expires_at', '>', new Date(clock())).returningAll().executeTakeFirst();
      if (!seen) return GONE;
      const found = loadableDataset(reader, seen.dataset);
      // Rights may have gone since.
      if (!found || !placeOf(reader, found.form, seen.unit, seen.period)) return NOT_FOUND;
      const { dataset, unit, period, content, rows, totals } = seen;
      const row = await insertUpload(db, {
        id: token, dataset, unit, period, content, rows, totals, sha256, fileName: seen.file_name, size: Buffer.byteLength(content, 'base64'), rowCount: seen.row_count,
        by: personOf(reader), at: new Date(clock()),
      });
      await this.#tell(db, reader, row, 'load');
      return row;
    });
  };

  readonly list: Uploads['list'] = async (reader, id) => {
    const of = loadableDataset(reader, id);
    if (!of) return NOT_FOUND;
    return { of, uploads: await listUploads(this.#core.store.db, { dataset: id, units: sendersOf(reader, of.form).map(({ code }) => code), limit: LISTED }) };
  };

  readonly file: Uploads['file'] = async (reader, id) => {
    const row = await this.#own(reader, id);
    const bytes = row && (await contentOf(this.#core.store.db, id));
    if (!row || !bytes) return NOT_FOUND;
    await this.#core.audit.write({ action: 'export', actor: reader.actor, target: `upload:${id}`, outcome: 'done', ...(reader.from ? { from: reader.from } : {}), detail: { dataset: row.dataset, unit: row.unit, period: row.period } });
    return { row, bytes };
  };

  readonly withdraw: Uploads['withdraw'] = async (reader, id, reason) => {
    if (!(await this.#own(reader, id))) return NOT_FOUND;
    return this.#core.store.transact(async (db) => {
      const row = await db.updateTable('upload').set({ withdrawn_at: new Date(this.#core.clock()), withdrawn_by: personOf(reader), withdrawn_reason: reason })
        .where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
      const after = await uploadOf(db, id);
      if (!after) return NOT_FOUND;
      if (row.numUpdatedRows > 0n) await this.#tell(db, reader, after, 'withdraw');
      return after;
    });
  };

  readonly loadFirst: Uploads['loadFirst'] = async (files) => {
    const { store, clock } = this.#core;
    if (await isFirstLoaded(store.db)) return 0;
    // In small pieces, each by itself: whoever signs in meanwhile must not wait for all of them. What a stop left undone is done next time.
    for (let at = 0; at < files.length; at += FIRST_AT_ONCE) await insertFirst(store.db, files.slice(at, at + FIRST_AT_ONCE));
    await store.transact(async (db) => {
      await db.insertInto('meta').values({ key: FIRST_KEY, value: String(clock()) }).onConflict((conflict) => conflict.doNothing()).execute();
      await this.#core.audit.append(db, { action: 'upload', actor: { kind: 'system' }, target: 'uploads', outcome: 'done', detail: { deed: 'first', files: files.length } });
      for (const dataset of new Set(files.map((file) => file.dataset))) await announceLoaded(db, this.#core.events, dataset);
    });
    return files.length;
  };

  async #own(reader: Reader, id: string): Promise<UploadRow | null> {
    const row = await uploadOf(this.#core.store.db, id);
    const of = row && loadableDataset(reader, row.dataset);
    return row && of && reader.rights.may('dataset.load', row.unit) ? row : null;
  }

  async #tell(db: Parameters<typeof announceLoaded>[0], reader: Reader, { id, dataset, unit, period, version, sha256, row_count }: UploadRow, deed: 'load' | 'withdraw'): Promise<void> {
    await this.#core.audit.append(db, {
      action: 'upload', actor: reader.actor, target: `upload:${id}`, outcome: 'done', ...(reader.from ? { from: reader.from } : {}),
      detail: { deed, dataset, unit, period, version, rows: row_count, sha256 },
    });
    await announceLoaded(db, this.#core.events, dataset);
  }
}

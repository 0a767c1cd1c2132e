import type { ConfigFault } from '@/config/config-fault';
import { SAVED_DATASETS } from '@/config/pack-files';
import type { Actor } from '@/domain/access';
import type { Dataset } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import { datasetOf, type TableChoice } from '@/federation/connectors/px-web/dataset-of';
import type { TableMeta } from '@/federation/connectors/px-web/table-meta';
import type { ReadingThread } from '@/federation/worker/protocol';
import type { AuditEntry } from '../audit/trail';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Expected } from '../state/change';
import type { Db } from '../store/store';
import { browsePlaces, isWithin, type BrowsePlace } from './browse-places';
import type { Office, OfficeFault, WaysOut } from './office';
import { insertRevision, newestRevisions, revisionsOf, savedText, type SavedDataset, type SavedRevision } from './overlay';
import { tryDataset, type AuthoringFault, type Tried } from './try-dataset';

type Files = Readonly<Record<string, string>>;

/** How a change of what is saved comes into force, over all gateways; by `operate`. */
export interface PutInForce {
  /** Faults of the whole configuration with these saved files; nothing comes into force. */
  readonly check: (saved: Files) => Promise<readonly ConfigFault[]>;
  readonly change: (by: Actor, from: AuditEntry['from'], change: {
    readonly saved: () => Promise<Files>; readonly write: (db: Db) => Promise<void>; readonly target: string; readonly detail: NonNullable<AuditEntry['detail']>;
  }) => Promise<{ readonly reloaded: true } | { readonly reloaded: false; readonly faults: readonly ConfigFault[] }>;
}

/** Who changes, from where, what they saw and why. */
export interface Deed {
  readonly by: Actor & { readonly kind: 'person' };
  readonly from: NonNullable<AuditEntry['from']>;
  readonly id: string;
  readonly expected: Expected;
  readonly reason: string;
}
export type Outcome = { readonly kind: 'saved'; readonly revision: number } | { readonly kind: 'refused'; readonly faults: readonly AuthoringFault[] };

export interface Authoring {
  /** Null where there is no such source that can be looked through, or the path leaves it. */
  readonly placeOf: (source: string, path?: string) => BrowsePlace | null;
  readonly tried: (choice: TableChoice) => Promise<Result<Tried & { readonly dataset: Dataset }, readonly AuthoringFault[]>>;
  /** Throws `Problem` where the change does not stand on what is there. */
  readonly save: (deed: Deed, choice: TableChoice) => Promise<Outcome>;
  readonly remove: (deed: Deed) => Promise<Outcome>;
  readonly restore: (deed: Deed, revision: number) => Promise<Outcome>;
  /** The newest revision of each, deleted ones too. */
  readonly list: () => Promise<readonly SavedRevision[]>;
  readonly revisions: (id: string) => Promise<readonly SavedRevision[]>;
}

export interface AuthoringParts {
  readonly ways: WaysOut;
  readonly office: Office;
  readonly inForce: PutInForce;
  readonly startThread?: () => ReadingThread;
}

const ofChoice = ({ pointer, expected, got }: Pick<OfficeFault, 'pointer' | 'expected' | 'got'>): AuthoringFault => ({ in: 'choice', place: pointer.replace(/^\/choice/, ''), expected, got });

/** Faults of the pack; those of the dataset at `index` of the saved ones by their place in it. */
function ofPack(faults: readonly ConfigFault[], index: number): AuthoringFault[] {
  const prefix = `/datasets/${index}`;
  return faults.map(({ file, pointer, expected, got }) => (file === SAVED_DATASETS && (pointer === prefix || pointer.startsWith(`${prefix}/`))
    ? { in: 'dataset', place: pointer.slice(prefix.length), expected, got } : { in: 'pack', place: `${file}${pointer}`, expected, got }));
}

/** Datasets that people make of tables they found in the sources: looked over whole before anything is written. */
export function createAuthoring(core: Pick<Core, 'province' | 'store' | 'clock'>, { ways, office, inForce, startThread }: AuthoringParts): Authoring {
  const { store } = core;

  const placeOf: Authoring['placeOf'] = (id, path) => {
    const place = browsePlaces(core.province.current()).find(({ source }) => source.id === id);
    return place && (path === undefined || isWithin(place, path)) ? place : null;
  };

  /** The dataset of a choice, by the table as it is now. */
  async function made(choice: TableChoice): Promise<Result<{ readonly dataset: Dataset; readonly meta: TableMeta }, readonly AuthoringFault[]>> {
    const place = placeOf(choice.source, choice.path);
    if (!place || place.dialect !== choice.dialect) return err([{ in: 'choice', place: '/path', expected: 'a table of a source that can be looked through', got: choice.path.slice(0, 64) }]);
    const meta = await office.table(place, choice.path);
    if (!meta.ok) return err([{ ...ofChoice(meta.error), in: 'source' }]);
    const dataset = datasetOf(meta.value, choice);
    return dataset.ok ? ok({ dataset: dataset.value, meta: meta.value }) : err([ofChoice(dataset.error)]);
  }

  /** What is saved with one dataset as it would be, and where that one stands among them. */
  async function withOne(id: string, dataset: Dataset | null): Promise<{ readonly files: Files; readonly index: number }> {
    const others = (await newestRevisions(store.db)).flatMap(({ saved }) => (saved && saved.dataset.id !== id ? saved.dataset : []));
    return { files: savedText(dataset ? [...others, dataset] : others), index: others.length };
  }

  async function write(deed: Deed, saved: SavedDataset | null, standing: SavedRevision | undefined, what: string): Promise<Outcome> {
    const { by, from, id, reason } = deed;
    const revision = (standing?.revision ?? 0) + 1;
    let index = -1;
    const outcome = await inForce.change(by, from, {
      saved: async () => {
        const candidate = await withOne(id, saved?.dataset ?? null);
        index = candidate.index;
        return candidate.files;
      },
      write: async (db) => {
        if (!(await insertRevision(db, { id, revision, saved, author: by.id, at: new Date(core.clock()), reason }))) throw new Problem('document-conflict');
      },
      target: `dataset:${id}`, detail: { deed: what, revision, reason },
    });
    return outcome.reloaded ? { kind: 'saved', revision } : { kind: 'refused', faults: ofPack(outcome.faults, index) };
  }

  /** What stands under an id, where the change stands on it. */
  async function standingFor({ id, expected }: Deed, mayBeNew: boolean): Promise<SavedRevision | undefined> {
    const [standing] = await revisionsOf(store.db, id);
    if (!standing && (!mayBeNew || expected !== 'none')) throw new Problem('not-found');
    if (!standing && core.province.current().datasets.has(id)) throw new Problem('id-reserved', { at: 'params/id', got: id });
    const fits = expected === 'any' || !standing || (expected === 'none' ? standing.saved === null : expected.match === standing.revision);
    if (!fits) throw new Problem('document-conflict');
    return standing;
  }

  return {
    placeOf,
    async tried(choice) {
      const dataset = await made(choice);
      if (!dataset.ok) return dataset;
      const { files, index } = await withOne(choice.id, dataset.value.dataset);
      const faults = await inForce.check(files);
      if (faults.length > 0) return err(ofPack(faults, index));
      const tried = await tryDataset(core, ways, { ...dataset.value, choice }, startThread);
      return tried.ok ? ok({ ...tried.value, dataset: dataset.value.dataset }) : tried;
    },
    async save(deed, choice) {
      const standing = await standingFor(deed, true);
      const tried = await made(choice);
      if (!tried.ok) return { kind: 'refused', faults: tried.error };
      return write(deed, { dataset: tried.value.dataset, choice }, standing, standing ? 'save' : 'create');
    },
    async remove(deed) {
      const standing = await standingFor(deed, false);
      if (!standing?.saved) throw new Problem('not-found');
      return write(deed, null, standing, 'delete');
    },
    async restore(deed, revision) {
      const standing = await standingFor(deed, false);
      const old = (await revisionsOf(store.db, deed.id)).find((each) => each.revision === revision);
      if (!old?.saved) throw new Problem('bad-request', { at: 'body/revision', expected: 'a revision with content', got: String(revision) });
      return write(deed, old.saved, standing, 'restore');
    },
    list: () => newestRevisions(store.db),
    revisions: (id) => revisionsOf(store.db, id),
  };
}

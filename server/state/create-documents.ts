import type { Transaction } from 'kysely';
import type { Actor } from '@/domain/access';
import type { Json } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import { toInstant, type Instant } from '@/domain/time';
import type { Text } from '@/domain/text';
import type { DocumentKind } from '@/state/documents';
import type { Core } from '../core';
import type { Database } from '../store/schema';
import type { Db } from '../store/store';
import { isSameDeed, planned, storedKey, type Change, type Refusal } from './change';
import { insertRevision, insertRow, listRevisions, listRows, nameOf, readRevision, readRow, revisionOfKey, targetOf, updateRow, type DocumentRow, type ListQuery, type RevisionRow } from './document-rows';
import { mayEdit, mayRead, shownId, storedId, type Reader } from './who-may';

export interface Author {
  readonly id: string;
  /** Null where the person is no longer known. */
  readonly name: string | null;
}
/** A document without its body. */
export interface DocumentCard {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly owner: 'me' | 'unit';
  readonly unit: UnitCode | null;
  readonly revision: number;
  readonly deleted: boolean;
  readonly author: Author;
  readonly at: Instant;
  /** Whether the reader may change it. */
  readonly mayEdit: boolean;
}
export type DocumentView = DocumentCard & { readonly body: Json };
export type ListedDocument = DocumentCard & { readonly title: Text | null };
/** What a change is answered with; the same again for the same save key. */
export interface Saved {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly revision: number;
  readonly deleted: boolean;
  readonly at: Instant;
}
export interface RevisionCard {
  readonly revision: number;
  readonly deleted: boolean;
  readonly author: Author;
  readonly reason: string;
  readonly at: Instant;
}
export type Outcome = { readonly saved: Saved } | Exclude<Refusal, { refused: 'conflict' }> | { readonly refused: 'conflict'; readonly current: DocumentView };
/** `id` as the reader says it. */
export type Wish = Omit<Change, 'saveKey'> & { readonly saveKey: string };

/** Shared state that people make. Every method is cut to the reader's right; what may not be read is null. */
export interface Documents {
  readonly readerOf: (request: { readonly actor: Actor; readonly rights: Reader['rights'] }) => Reader;
  readonly list: (reader: Reader, query: ListQuery) => Promise<{ readonly items: readonly ListedDocument[]; readonly next: string | null }>;
  readonly read: (reader: Reader, kind: DocumentKind, id: string) => Promise<DocumentView | null>;
  readonly revisions: (reader: Reader, kind: DocumentKind, id: string, before: number | undefined, limit: number) => Promise<readonly RevisionCard[] | null>;
  readonly revision: (reader: Reader, kind: DocumentKind, id: string, revision: number) => Promise<(RevisionCard & { readonly body: Json }) | null>;
  /** One transaction: right, revision, document, its revision, audit and event stand together or not at all. */
  readonly change: (reader: Reader, wish: Wish) => Promise<Outcome>;
}

/** How often a creation that somebody else won is looked at again: once is enough, since a document row never goes. */
const ATTEMPTS = 2;

export function createDocuments(core: Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock'>): Documents {
  const { store } = core;

  /** The row behind a document that the reader may see; a deleted one only for who may bring it back. */
  async function seen(reader: Reader, kind: DocumentKind, id: string, deletedToo: boolean): Promise<DocumentRow | null> {
    const stored = storedId(kind, id, reader.actor);
    const row = stored === null ? undefined : await readRow(store.db, kind, stored);
    if (!row) return null;
    if (row.deleted) return deletedToo && mayEdit(reader, row) ? row : null;
    return mayRead(reader, row) ? row : null;
  }

  async function view(db: Db, reader: Reader, row: DocumentRow): Promise<DocumentView> {
    return { ...cardOf(reader, row, await nameOf(db, row.author)), body: row.deleted ? null : row.body };
  }

  async function attempt(db: Transaction<Database>, reader: Reader, change: Change): Promise<Outcome | 'again'> {
    const { kind, id, deed } = change;
    const standing = await readRow(db, kind, id, true);
    const old = deed.do === 'restore' ? await readRevision(db, kind, id, deed.revision) : undefined;
    // Looked for under the lock: the first of two equal requests has committed by now.
    const before = await revisionOfKey(db, change.saveKey);
    if (before) return isSameDeed(before, change, old) ? { saved: savedOf(kind, before) } : KEY_REUSED;
    const plan = planned(reader, change, standing, old);
    if ('refused' in plan) return plan.refused === 'conflict' ? { refused: 'conflict', current: await view(db, reader, plan.standing) } : plan;
    if (standing) await updateRow(db, plan);
    else if (!(await insertRow(db, plan))) return 'again';
    if (!(await insertRevision(db, plan, change.reason, change.saveKey))) throw new KeyTaken();
    await tell(db, reader, change, plan, standing);
    return { saved: savedOf(kind, plan) };
  }

  async function tell(db: Db, { actor }: Reader, { deed, from }: Change, row: DocumentRow, before: DocumentRow | undefined): Promise<void> {
    const { kind, id, revision, owner, unit } = row;
    await core.audit.append(db, {
      action: 'state', actor, target: targetOf(row), outcome: 'done', ...(from ? { from } : {}),
      detail: { deed: before ? deed.do : 'create', revision, owner: owner === null ? 'unit' : 'me', unit },
    });
    const payload = { kind, id: shownId(kind, id), revision };
    const audiences = [row, ...(before && (before.owner !== owner || before.unit !== unit) ? [before] : [])];
    for (const holding of audiences) {
      const audience = holding.owner === null ? { to: 'unit' as const, unit: holding.unit } : { to: 'person' as const, id: holding.owner };
      await core.events.publish(db, { kind: 'document-changed', audience, payload });
    }
  }

  return {
    readerOf: ({ actor, rights }) => ({ actor, rights, province: core.province.current(), now: toInstant(core.clock()) }),
    list: async (reader, query) => {
      const rows = await listRows(store.db, reader, query);
      const items = rows.slice(0, query.limit).map((row) => ({ ...cardOf(reader, row, row.authorName), title: row.title }));
      return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
    },
    read: async (reader, kind, id) => {
      const row = await seen(reader, kind, id, false);
      return row && view(store.db, reader, row);
    },
    revisions: async (reader, kind, id, before, limit) => {
      const row = await seen(reader, kind, id, true);
      return row && (await listRevisions(store.db, kind, row.id, before, limit)).map((each) => revisionCard(each, each.author_name));
    },
    revision: async (reader, kind, id, revision) => {
      const row = await seen(reader, kind, id, true);
      const found = row && (await readRevision(store.db, kind, row.id, revision));
      return found ? { ...revisionCard(found, await nameOf(store.db, found.author)), body: found.deleted ? null : found.body } : null;
    },
    change: async (reader, wish) => {
      const id = storedId(wish.kind, wish.id, reader.actor);
      if (id === null || reader.actor.kind !== 'person') return { refused: 'not-found' };
      const change: Change = { ...wish, id, saveKey: storedKey(reader.actor.id, wish.saveKey) };
      for (let left = ATTEMPTS; left > 0; left -= 1) {
        const outcome = await store.transact((db) => attempt(db, reader, change)).catch(keyTaken);
        if (outcome !== 'again') return outcome;
      }
      throw new Error('a document row went away');
    },
  };
}

/** Two documents at once under one key: the later transaction is undone. */
class KeyTaken extends Error {}
const KEY_REUSED: Outcome = { refused: 'problem', code: 'save-key-reused', place: { at: 'headers/idempotency-key', expected: 'a key of its own for every save' } };
function keyTaken(fault: unknown): Outcome {
  if (fault instanceof KeyTaken) return KEY_REUSED;
  throw fault;
}

const momentOf = (at: Date): Instant => toInstant(at.getTime());

function cardOf(reader: Reader, row: Omit<DocumentRow, 'body'>, authorName: string | null): DocumentCard {
  const { kind, owner, unit, revision, deleted, author, at } = row;
  return {
    kind, id: shownId(kind, row.id), owner: owner === null ? 'unit' : 'me', unit, revision, deleted,
    author: { id: author, name: authorName }, at: momentOf(at), mayEdit: mayEdit(reader, row),
  };
}

const revisionCard = ({ revision, deleted, author, reason, at }: Omit<RevisionRow, 'body' | 'kind' | 'id'>, name: string | null): RevisionCard =>
  ({ revision, deleted, author: { id: author, name }, reason, at: momentOf(at) });

const savedOf = (kind: DocumentKind, { id, revision, deleted, at }: Pick<RevisionRow, 'id' | 'revision' | 'deleted' | 'at'>): Saved =>
  ({ kind, id: shownId(kind, id), revision, deleted, at: momentOf(at) });

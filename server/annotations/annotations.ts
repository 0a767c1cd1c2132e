import { createHash } from 'node:crypto';
import type { Rights } from '@/access/rights';
import { sharesUnit } from '@/access/shares-unit';
import type { Actor } from '@/domain/access';
import type { Annotation, AnnotationAuthor, AnnotationTarget } from '@/domain/annotation';
import type { UnitCode } from '@/domain/org-unit/types';
import { toInstant } from '@/domain/time';
import type { AuditEntry } from '../audit/trail';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Db } from '../store/store';
import { namesOf, repliesOf, rowOf, standing, type AnnotationRow, type ReplyRow, type Wanted } from './annotation-rows';

/** Who asks, and from where. */
export interface Writer {
  readonly actor: Extract<Actor, { readonly kind: 'person' }>;
  readonly rights: Rights;
  readonly from: NonNullable<AuditEntry['from']>;
}

/**
 * Remarks on figures. Read by people who share the unit they are about and may see something of the dataset; written by who may annotate
 * there; changed and withdrawn by who wrote them. Faults are `Problem`s; what may not be read does not exist.
 */
export interface Annotations {
  readonly list: (by: Writer, wanted: Wanted) => Promise<{ readonly annotations: readonly Annotation[]; readonly more: boolean }>;
  readonly write: (by: Writer, target: AnnotationTarget, text: string, key: string) => Promise<Annotation>;
  readonly reply: (by: Writer, id: string, text: string, key: string) => Promise<Annotation>;
  readonly change: (by: Writer, id: string, change: { readonly text?: string | undefined; readonly resolved?: boolean | undefined }) => Promise<Annotation>;
  readonly withdraw: (by: Writer, id: string) => Promise<void>;
}

const MOST = 200;
/** Keys of two people never meet. */
const idOf = (author: string, key: string): string => createHash('sha256').update(`${author}\n${key}`).digest('base64url').slice(0, 32);

export function createAnnotations(core: Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock'>): Annotations {
  const { store } = core;
  const moment = (): Date => new Date(core.clock());
  /** What is about the whole province belongs to no unit in particular. */
  const holder = (unit: UnitCode): UnitCode | null => (unit === core.province.current().unit ? null : unit);

  function mayRead({ actor, rights }: Writer, { dataset, unit }: Pick<AnnotationTarget, 'dataset' | 'unit'>): boolean {
    const province = core.province.current();
    const known = province.datasets.get(dataset);
    return known !== undefined && rights.share(known) !== null && sharesUnit(actor, holder(unit), province, toInstant(core.clock()));
  }

  async function seen(db: Db, by: Writer, id: string, lock: boolean): Promise<AnnotationRow> {
    const row = await rowOf(db, id, lock);
    if (!row || !mayRead(by, row)) throw new Problem('not-found');
    return row;
  }

  async function viewed(db: Db, by: Writer, rows: readonly AnnotationRow[]): Promise<readonly Annotation[]> {
    const replies = await repliesOf(db, rows.map(({ id }) => id));
    const names = await namesOf(db, [...rows.flatMap(({ author, resolved_by }) => (resolved_by === null ? [author] : [author, resolved_by])), ...replies.map(({ author }) => author)]);
    return rows.map((row) => viewOf(row, replies.filter(({ annotation }) => annotation === row.id), by, names));
  }
  const one = async (db: Db, by: Writer, row: AnnotationRow): Promise<Annotation> => {
    const [view] = await viewed(db, by, [row]);
    if (!view) throw new Problem('not-found');
    return view;
  };

  async function tell(db: Db, by: Writer, row: Pick<AnnotationRow, 'id' | 'dataset' | 'unit'>, deed: string): Promise<void> {
    await core.audit.append(db, { action: 'state', actor: by.actor, target: `annotation:${row.id}`, outcome: 'done', from: by.from, detail: { deed, dataset: row.dataset, unit: row.unit } });
    await core.events.publish(db, { kind: 'annotation-changed', audience: { to: 'unit', unit: holder(row.unit) }, payload: { dataset: row.dataset, unit: row.unit } });
  }

  return {
    list: async (by, wanted) => {
      const rows = (await standing(store.db, wanted, MOST)).filter((row) => mayRead(by, row));
      return { annotations: await viewed(store.db, by, rows.slice(0, MOST)), more: rows.length > MOST };
    },

    write: (by, target, text, key) => store.transact(async (db) => {
      checkTarget(core, target);
      if (!mayRead(by, target)) throw new Problem('not-found');
      if (!by.rights.may('annotate', target.unit)) throw new Problem('not-allowed', { at: '/unit', expected: 'a unit of yours' });
      const id = idOf(by.actor.id, key);
      const before = await rowOf(db, id, true);
      if (before) return one(db, by, before);
      const row = await db.insertInto('annotation').values({
        id, ...target, text, author: by.actor.id, at: moment(), edited_at: null, resolved_at: null, resolved_by: null, withdrawn_at: null,
      }).onConflict((conflict) => conflict.doNothing()).returningAll().executeTakeFirst();
      if (!row) throw new Problem('save-key-reused');
      await tell(db, by, row, 'write');
      return one(db, by, row);
    }),

    reply: (by, id, text, key) => store.transact(async (db) => {
      const row = await seen(db, by, id, true);
      const added = await db.insertInto('annotation_reply').values({ id: idOf(by.actor.id, key), annotation: id, text, author: by.actor.id, at: moment(), withdrawn_at: null })
        .onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst();
      if (added) await tell(db, by, row, 'reply');
      return one(db, by, row);
    }),

    change: (by, id, { text, resolved }) => store.transact(async (db) => {
      const row = await seen(db, by, id, true);
      if (text !== undefined && row.author !== by.actor.id) throw new Problem('not-allowed');
      if (resolved !== undefined && !mayResolve(by, row)) throw new Problem('not-allowed');
      const change = text !== undefined ? { text, edited_at: moment() } : resolved ? { resolved_at: moment(), resolved_by: by.actor.id } : { resolved_at: null, resolved_by: null };
      const after = await db.updateTable('annotation').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
      await tell(db, by, after, text !== undefined ? 'edit' : resolved ? 'resolve' : 'reopen');
      return one(db, by, after);
    }),

    withdraw: (by, id) => store.transact(async (db) => {
      const row = await seen(db, by, id, true);
      if (row.author !== by.actor.id) throw new Problem('not-allowed');
      await db.updateTable('annotation').set({ withdrawn_at: moment() }).where('id', '=', id).execute();
      await tell(db, by, row, 'withdraw');
    }),
  };
}

const mayResolve = ({ actor, rights }: Writer, { author, unit }: Pick<AnnotationRow, 'author' | 'unit'>): boolean => author === actor.id || rights.may('annotate', unit);

function checkTarget(core: Pick<Core, 'province'>, { dataset, indicator, unit }: AnnotationTarget): void {
  const province = core.province.current();
  if (!province.datasets.has(dataset)) throw new Problem('not-found');
  if (indicator !== null && province.indicators.get(indicator)?.dataset !== dataset) throw new Problem('bad-request', { at: '/indicator', expected: 'an indicator of this dataset', got: indicator });
  if (!province.units.all.some(({ code }) => code === unit)) throw new Problem('bad-request', { at: '/unit', expected: 'a unit of the province', got: unit });
}

function viewOf(row: AnnotationRow, replies: readonly ReplyRow[], by: Writer, names: ReadonlyMap<string, string>): Annotation {
  const authorOf = (id: string): AnnotationAuthor => ({ id, name: names.get(id) ?? null });
  const { id, dataset, indicator, unit, period, day, text, author, at, edited_at, resolved_at, resolved_by } = row;
  return {
    id, target: { dataset, indicator, unit, period, day }, text, author: authorOf(author), at: at.getTime(), editedAt: edited_at?.getTime() ?? null,
    resolved: resolved_at && resolved_by !== null ? { by: authorOf(resolved_by), at: resolved_at.getTime() } : null,
    replies: replies.map((reply) => ({ id: reply.id, text: reply.text, author: authorOf(reply.author), at: reply.at.getTime(), mine: reply.author === by.actor.id })),
    mine: author === by.actor.id, mayResolve: mayResolve(by, row),
  };
}

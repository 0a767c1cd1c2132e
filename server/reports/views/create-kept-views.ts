import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sharedUnits, sharesUnit } from '@/access/shares-unit';
import type { Province } from '@/config/province';
import { toInstant } from '@/domain/time';
import { frozenWire } from '@/reports/register/frozen-wire';
import { AUTOMATIC_DAYS, scopeOf, viewHash, type KeptBoard } from '@/reports/views/kept-view';
import { viewQuestions, widgetBlocks } from '@/reports/views/view-template';
import { viewedScope } from '@/reports/views/viewed-scope';
import { bodyOf } from '@/state/documents';
import type { Core } from '../../core';
import type { DatasetDesk } from '../../datasets/dataset-desk';
import { Problem } from '../../http/problems';
import type { Db } from '../../store/store';
import { holderOf, mayRead, type Sight } from '../admission';
import { freezeAnswers } from '../freeze-answers';
import { namesOf } from '../report-rows';
import type { Writer } from '../reports';
import { widgetsOf } from '../widget-shelf';
import { BY_HAND, type KeptViews, type ViewCard, type ViewWish } from './kept-views';
import { findBoard, layersFor, readerOf, type FoundBoard } from './view-board';
import { deleteView, insertView, keptSince, listedViews, overViews, viewRow, type ViewCardRow, type ViewRow } from './view-rows';

type ViewCore = Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock' | 'log'>;

export interface ViewParts {
  readonly desk: Pick<DatasetDesk, 'ask'>;
  /** The widgets of the house; another shelf in tests. */
  readonly widgets?: typeof widgetsOf;
}

const DAY_MS = 86_400_000;
const MOST_LISTED = 200;
/** By hand, of one person, within a day: each holds megabytes. */
const MOST_A_DAY = 60;
/** Characters of answers: as much as a report may be frozen from. */
const MOST_FROZEN = 24 * 1024 * 1024;
const SWEEP_EVERY_MS = 3_600_000;
const A_SWEEP = 100;

/** Dashboards kept as they were shown, of one gateway. */
export function createKeptViews(core: ViewCore, parts: ViewParts): KeptViews {
  return new Views(core, parts);
}

/** Sweeps again and again in the one gateway elected for it, until the signal. */
export async function sweepViewsUntil(views: Pick<KeptViews, 'sweep'>, log: Core['log'], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await views.sweep();
    } catch (fault) {
      log.warn({ reason: fault instanceof Error ? fault.name : 'unknown' }, 'sweep of kept views failed');
    }
    await pause(SWEEP_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

class Views implements KeptViews {
  readonly #core: ViewCore;
  readonly #desk: ViewParts['desk'];
  readonly #widgets: typeof widgetsOf;

  constructor(core: ViewCore, { desk, widgets = widgetsOf }: ViewParts) {
    this.#core = core;
    this.#desk = desk;
    this.#widgets = widgets;
  }

  readonly keep: KeptViews['keep'] = async (by, wish, signal) => {
    const { store, clock, province: inForce } = this.#core;
    const id = createHash('sha256').update(`view\n${by.actor.id}\n${wish.key ?? randomUUID()}`).digest('base64url').slice(0, 32);
    const before = await viewRow(store.db, id);
    if (before) return again(before, wish);
    const [province, at] = [inForce.current(), clock()];
    if (!sharesUnit(by.actor, null, province, toInstant(at))) throw new Problem('not-allowed');
    const found = await findBoard(store.db, readerOf(by, province, at), wish.dashboard);
    if (!found) throw new Problem('bad-request', { at: '/dashboard', expected: 'a dashboard', got: wish.dashboard });
    if (wish.cause === BY_HAND && (await keptSince(store.db, by.actor.id, BY_HAND, new Date(at - DAY_MS))) >= MOST_A_DAY) throw new Problem('too-many', { retryAfterSeconds: 3_600 });
    const row = await this.#drawn(by, wish, id, found, province, at, signal);
    await store.transact(async (db) => {
      if (await insertView(db, row)) await this.#note(db, by, row, 'keep', { cause: wish.cause, hash: row.hash });
    });
    const kept = await viewRow(store.db, id);
    if (!kept) throw new Problem('save-key-reused');
    return again(kept, wish);
  };

  readonly list: KeptViews['list'] = async (by, filter) => {
    const { store, province } = this.#core;
    const sight = this.#sight(by);
    const shared = sharedUnits(by.actor, sight.province, sight.now);
    const rows = await listedViews(store.db, filter, { shared, home: province.current().unit, person: by.actor.id }, MOST_LISTED + 1);
    const seen = rows.slice(0, MOST_LISTED).filter((row) => isFor(sight, row));
    const names = await namesOf(store.db, seen.map(({ kept_by }) => kept_by));
    return { views: seen.map((row) => cardOf(row, names)), more: rows.length > MOST_LISTED };
  };

  readonly read: KeptViews['read'] = async (by, id) => {
    const row = await this.#seen(by, id);
    const names = await namesOf(this.#core.store.db, [row.kept_by]);
    const may = by.rights.may('people.grant', row.unit) ? ['delete' as const] : [];
    return { ...cardOf(row, names), board: JSON.parse(row.body) as unknown, scope: row.scope, frozen: JSON.parse(row.frozen) as unknown, may };
  };

  readonly remove: KeptViews['remove'] = async (by, id) => {
    const row = await this.#seen(by, id);
    if (!by.rights.may('people.grant', row.unit)) throw new Problem('not-allowed');
    await this.#core.store.transact(async (db) => {
      if (await deleteView(db, id)) await this.#note(db, by, row, 'delete', { hash: row.hash, at: row.at.toISOString() });
    });
  };

  readonly sweep: KeptViews['sweep'] = async () => {
    const { store, clock, audit } = this.#core;
    const over = await overViews(store.db, new Date(clock()), A_SWEEP);
    for (const { id, dashboard, unit } of over) {
      await store.transact(async (db) => {
        if (await deleteView(db, id)) await audit.append(db, { action: 'state', actor: { kind: 'system' }, target: `kept-view:${id}`, outcome: 'done', detail: { deed: 'expire', dashboard, unit } });
      });
    }
    return over.length;
  };

  /** Everything a row holds: the board copied whole, and every answer of one moment. */
  async #drawn(by: Writer, wish: ViewWish, id: string, found: FoundBoard, province: Province, at: number, signal: AbortSignal) {
    const { dashboard, owner, unit: boardUnit } = found;
    const home = [...new Set([by.actor.unit, ...by.actor.grants.map(({ unit }) => unit)].flatMap((unit) => unit ?? []))];
    const viewed = viewedScope(wish.scope, { dashboard, province, now: toInstant(at), home });
    if (!viewed.ok) throw new Problem('bad-request', { at: `/scope/${viewed.error.part}`, expected: 'a part of the dashboard\'s address', got: viewed.error.got });
    const kept: KeptBoard = { dashboard, scope: viewed.value, layers: await layersFor(this.#core.store.db, readerOf(by, province, at), dashboard) };
    const scope = scopeOf(kept.scope);
    if (!scope) throw new Error(`a view of ${dashboard.id} is of no period`);
    const questions = viewQuestions(kept, scope, province, await this.#widgets({ blocks: widgetBlocks(dashboard) }), toInstant(at));
    const { unit, period, boundary } = kept.scope;
    const { frozen, admission } = await freezeAnswers(by, questions, { desk: this.#desk, province, unit, period, boundary, at }, signal);
    if (signal.aborted) throw new Problem('source-unavailable');
    const [body, answers] = [JSON.stringify({ dashboard: bodyOf('dashboard', dashboard), layers: kept.layers }), JSON.stringify(frozenWire(frozen))];
    if (answers.length > MOST_FROZEN) throw new Problem('too-large', { expected: `at most ${MOST_FROZEN} characters of figures`, got: String(answers.length) });
    return {
      id, dashboard: dashboard.id, title: JSON.stringify(dashboard.title), unit, period, at: new Date(at), until: wish.cause === BY_HAND ? null : new Date(at + AUTOMATIC_DAYS * DAY_MS),
      kept_by: by.actor.id, cause: wish.cause, note: wish.note ?? '', owner, board_unit: boardUnit, body, scope: JSON.stringify(kept.scope), admission: JSON.stringify(admission), frozen: answers,
      hash: await viewHash({ board: JSON.parse(body) as unknown, scope: kept.scope, frozen: JSON.parse(answers) as unknown }),
    };
  }

  #sight({ actor, rights }: Writer): Sight {
    return { actor, rights, province: this.#core.province.current(), now: toInstant(this.#core.clock()) };
  }

  async #seen(by: Writer, id: string): Promise<ViewRow> {
    const row = await viewRow(this.#core.store.db, id);
    if (!row || !isFor(this.#sight(by), row)) throw new Problem('not-found');
    return row;
  }

  async #note(db: Db, by: Writer, { id, unit, dashboard }: Pick<ViewRow, 'id' | 'unit' | 'dashboard'>, deed: 'keep' | 'delete', detail: Readonly<Record<string, string>>): Promise<void> {
    await this.#core.audit.append(db, { action: 'state', actor: by.actor, target: `kept-view:${id}`, outcome: 'done', ...(by.from ? { from: by.from } : {}), detail: { deed, dashboard, unit, ...detail } });
    await this.#core.events.publish(db, { kind: 'report-changed', audience: { to: 'unit', unit: holderOf(unit, this.#core.province.current()) }, payload: { unit, view: id } });
  }
}

/** One who shares the unit, or kept it; who sees the dashboard, and every figure that was frozen. */
function isFor(sight: Sight, { unit, admission, owner, board_unit: boardUnit, kept_by: keptBy }: Pick<ViewRow, 'unit' | 'admission' | 'owner' | 'board_unit' | 'kept_by'>): boolean {
  const person = sight.actor.kind === 'person' ? sight.actor.id : null;
  if (owner !== null && owner !== person) return false;
  // Figures of other units that a person may see they may also see again.
  const held = keptBy === person ? sight.province.unit : unit;
  return mayRead(sight, { unit: held, admission }) && (owner !== null || sharesUnit(sight.actor, boardUnit, sight.province, sight.now));
}

function again(row: ViewRow, { dashboard }: ViewWish): { readonly id: string } {
  if (row.dashboard !== dashboard) throw new Problem('save-key-reused');
  return { id: row.id };
}

const cardOf = ({ id, dashboard, title, unit, period, at, until, kept_by: by, cause, note, hash }: ViewCardRow, names: ReadonlyMap<string, string>): ViewCard => ({
  id, dashboard, title, unit, period, at: at.getTime(), until: until === null ? null : until.getTime(), by: names.get(by) ?? by, cause, note, hash,
});

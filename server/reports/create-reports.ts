import { createHash } from 'node:crypto';
import { sharedUnits } from '@/access/shares-unit';
import { toInstant } from '@/domain/time';
import { reportChanges } from '@/reports/register/changes';
import { afterDeed, isOpen, type ReportStep } from '@/reports/register/record';
import type { Core } from '../core';
import type { DatasetDesk } from '../datasets/dataset-desk';
import { Problem } from '../http/problems';
import type { Db } from '../store/store';
import { holderOf, mayRead, type Sight } from './admission';
import type { Composers } from './composer';
import { createPress, type Drawn, type Press } from './press';
import { addStep, insertReport, listedRows, placeOf, rowOf, updateReport, versionOf, writersOf, type CardRow, type ReportRow } from './report-rows';
import { cardsOf, documentOf, recordOf, templateOf, wordsOf } from './report-views';
import { targetFor } from './report-target';
import { approvesAlone } from './sole-approver';
import type { Changed, DoneDeed, Reports, Writer } from './reports';
import type { Templates } from './report-templates';

const PAGE = 50;
/** Rows looked at for one page: of reports that a reader may not see there may be many between two. */
const MOST_LOOKS = 8;
/** Keys of two people never meet. */
const idOf = (author: string, key: string): string => createHash('sha256').update(`${author}\n${key}`).digest('base64url').slice(0, 32);

export interface ReportParts {
  readonly desk: Pick<DatasetDesk, 'ask'>;
  readonly composers: Composers;
  readonly templates: Templates;
}
type ReportCore = Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock'>;

/** The register of reports of one gateway. */
export function createReports(core: ReportCore, parts: ReportParts): Reports {
  return new Register(core, parts);
}

class Register implements Reports {
  readonly #core: ReportCore;
  readonly #templates: Templates;
  readonly #press: Press;

  constructor(core: ReportCore, { desk, composers, templates }: ReportParts) {
    this.#core = core;
    this.#templates = templates;
    this.#press = createPress(core, desk, composers);
  }

  readonly make: Reports['make'] = async (by, { template: wanted, unit, period, key }, signal) => {
    const { store, province } = this.#core;
    if (!by.rights.may('report.write', unit)) throw new Problem('not-allowed', { at: '/unit', expected: 'a unit of yours' });
    const found = await this.#templates.find(by, wanted);
    if (!found) throw new Problem('bad-request', { at: '/template', expected: 'a report template', got: wanted });
    const target = targetFor(found.body, { unit, period }, province.current(), this.#core.clock());
    const id = idOf(by.actor.id, key);
    const before = await rowOf(store.db, id);
    if (before) return this.#again(by, before, wanted, unit, period);
    const drawn = await this.#press.freeze(by, found.body, { ...target, reportId: id, commentary: {}, signer: '', number: '', author: by.actor.name }, signal);
    const made = await store.transact(async (db) => {
      const isNew = await insertReport(db, {
        id, series: id, version: 1, supersedes: null, template: wanted, unit, period, state: 'draft', revision: 1, author: by.actor.id, signer: '', number: null,
        created_at: this.#moment(), issued_at: null, commentary: '{}', template_body: JSON.stringify(found.body), ...columnsOf(drawn), admission: JSON.stringify(drawn.admission ?? null), frozen: drawn.frozen ?? '',
      });
      if (isNew) await this.#note(db, by, { id, unit, template: wanted, period }, 'create', null, { version: 1 });
      return rowOf(db, id);
    });
    if (!made) throw new Problem('save-key-reused');
    return this.#again(by, made, wanted, unit, period);
  };

  readonly list: Reports['list'] = async (by, filter, { after: from, limit = PAGE } = {}) => {
    const { store, province } = this.#core;
    const sight = this.#sight(by);
    const shared = sharedUnits(by.actor, province.current(), sight.now);
    const shown: CardRow[] = [];
    let after = from;
    for (let looks = 0; looks < MOST_LOOKS && shown.length <= limit; looks += 1) {
      const rows = await listedRows(store.db, filter, shared, province.current().unit, { after, most: limit + 1 });
      shown.push(...rows.filter((row) => mayRead(sight, row)));
      const last = rows.length > limit ? rows.at(-1) : undefined;
      after = last && placeOf(last);
      if (!last) break;
    }
    const last = shown.length > limit ? shown[limit - 1] : undefined;
    return { reports: await cardsOf(store.db, shown.slice(0, limit)), next: (last ? placeOf(last) : after) ?? null };
  };

  readonly seen: Reports['seen'] = async (by, id) => {
    const row = await rowOf(this.#core.store.db, id);
    if (!row || !mayRead(this.#sight(by), row)) throw new Problem('not-found');
    return row;
  };
  readonly read: Reports['read'] = async (by, id) => this.#view(by, await this.seen(by, id));

  readonly edit: Reports['edit'] = async (by, id, revision, words) => {
    const row = await this.#open(by, id);
    if (row.revision !== revision) return { conflict: await this.#view(by, row) };
    const changed = { commentary: { ...wordsOf(row), ...words.commentary }, signer: words.signer ?? row.signer, number: words.number ?? row.number ?? '' };
    const drawn = await this.#press.draw(row, changed);
    return this.#change(by, row, 'edit', null, (db) => updateReport(db, id, revision, { ...columnsOf(drawn), commentary: JSON.stringify(changed.commentary), signer: changed.signer, number: changed.number || null }));
  };

  readonly refresh: Reports['refresh'] = async (by, id, revision, signal) => {
    const row = await this.#open(by, id);
    if (row.revision !== revision) return { conflict: await this.#view(by, row) };
    const drawn = await this.#press.freeze(by, templateOf(row), await this.#press.subjectOf(row), signal);
    return this.#change(by, row, 'refresh', null, (db) => updateReport(db, id, revision, { ...columnsOf(drawn), admission: JSON.stringify(drawn.admission ?? null), frozen: drawn.frozen ?? '' }));
  };

  readonly act: Reports['act'] = async (by, id, revision, done) => {
    const row = await this.seen(by, id);
    const isOwn = await this.#mayDo(by, row, done);
    if (row.revision !== revision) return { conflict: await this.#view(by, row) };
    const state = afterDeed(row.state, done.deed);
    if (state === null) throw new Problem('bad-request', { at: '/deed', expected: `a deed for what is ${row.state}`, got: done.deed });
    const stops = done.deed === 'submit' || done.deed === 'issue' ? (await this.#press.check(row)).filter(({ severity }) => severity === 'stop') : [];
    if (stops.length > 0) return { issues: stops };
    const number = done.number ?? row.number;
    if (done.deed === 'issue' && !number) throw new Problem('bad-request', { at: '/number', expected: 'the number it is issued under' });
    // Dated by the day on which it is issued, like the paper.
    const drawn = done.deed === 'issue' ? await this.#press.draw(row, { number: number ?? '' }, this.#core.clock()) : null;
    const issued = drawn ? { number: drawn.number ?? number, issued_at: this.#moment() } : {};
    return this.#change(by, row, done.deed, done.reason ?? null, async (db) => {
      const after = await updateReport(db, id, revision, { state, ...(drawn ? columnsOf(drawn) : {}), ...issued });
      if (after && done.deed === 'issue' && row.supersedes !== null) await this.#supersede(db, by, row.supersedes);
      return after;
    }, isOwn ? { approvedOwn: 'nobody-else' } : {});
  };

  readonly correct: Reports['correct'] = async (by, id, reason, signal) => {
    const { store } = this.#core;
    const old = await this.seen(by, id);
    if (!by.rights.may('report.write', old.unit)) throw new Problem('not-allowed', { at: '/unit', expected: 'a unit of yours' });
    if (old.state !== 'issued') throw new Problem('bad-request', { at: '/state', expected: 'issued', got: old.state });
    const [version, there] = await this.#nextVersion(old);
    if (there) return this.#view(by, there);
    const newId = idOf(old.series, `version ${version}`);
    const drawn = await this.#press.freeze(by, templateOf(old), { ...(await this.#press.subjectOf(old)), reportId: newId, number: '', author: by.actor.name }, signal);
    await store.transact(async (db) => {
      const isNew = await insertReport(db, {
        id: newId, series: old.series, version, supersedes: old.id, template: old.template, unit: old.unit, period: old.period, state: 'draft', revision: 1, author: by.actor.id,
        signer: old.signer, number: null, created_at: this.#moment(), issued_at: null, commentary: JSON.stringify(wordsOf(old)), template_body: old.template_body, ...columnsOf(drawn),
        admission: JSON.stringify(drawn.admission ?? null), frozen: drawn.frozen ?? '',
      });
      if (isNew) await this.#note(db, by, { ...old, id: newId }, 'create', reason, { version, corrects: old.id });
    });
    return this.read(by, newId);
  };

  readonly check: Reports['check'] = async (by, id) => this.#press.check(await this.seen(by, id));

  readonly changes: Reports['changes'] = async (by, id) => {
    const row = await this.seen(by, id);
    const before = row.supersedes === null ? undefined : await rowOf(this.#core.store.db, row.supersedes);
    // Figures that only the version before holds are held against rights of their own.
    return before && mayRead(this.#sight(by), before) ? reportChanges(documentOf(before), documentOf(row)) : [];
  };

  #moment(): Date {
    return new Date(this.#core.clock());
  }
  #sight({ actor, rights }: Writer): Sight {
    return { actor, rights, province: this.#core.province.current(), now: toInstant(this.#core.clock()) };
  }

  /** The version after this one, and what it is where it has been begun. A withdrawn correction keeps its number. */
  async #nextVersion({ series, version: last }: ReportRow): Promise<readonly [version: number, there: ReportRow | undefined]> {
    for (let version = last + 1; ; version += 1) {
      const there = await versionOf(this.#core.store.db, series, version);
      if (there?.state !== 'withdrawn') return [version, there];
    }
  }

  async #again(by: Writer, row: ReportRow, template: string, unit: string, period: string): Promise<Awaited<ReturnType<Reports['make']>>> {
    if (row.template !== template || row.unit !== unit || row.period !== period) throw new Problem('save-key-reused');
    return this.#view(by, row);
  }

  async #open(by: Writer, id: string): Promise<ReportRow> {
    const row = await this.seen(by, id);
    if (!by.rights.may('report.write', row.unit)) throw new Problem('not-allowed');
    if (!isOpen(row.state)) throw new Problem('bad-request', { at: '/state', expected: 'draft or returned', got: row.state });
    return row;
  }

  /** Whether its own author approves it: only where nobody else may, and with the reason. Throws where it may not be done. */
  async #mayDo(by: Writer, row: ReportRow, { deed, reason }: DoneDeed): Promise<boolean> {
    const writes = deed === 'submit' || deed === 'withdraw';
    if (!by.rights.may(writes ? 'report.write' : 'report.approve', row.unit)) throw new Problem('not-allowed');
    if (deed === 'return' && !reason) throw new Problem('bad-request', { at: '/reason', expected: 'why it is returned' });
    const isOwn = deed === 'approve' && (await writersOf(this.#core.store.db, row.id)).has(by.actor.id);
    if (isOwn && !(await this.#approvesAlone(by, row))) throw new Problem('own-report');
    if (isOwn && !reason) throw new Problem('bad-request', { at: '/reason', expected: 'why its author approves it' });
    return isOwn;
  }

  #approvesAlone({ actor }: Writer, { unit }: ReportRow): Promise<boolean> {
    return approvesAlone(this.#core.store.db, actor.id, unit, this.#core.province.current(), toInstant(this.#core.clock()));
  }

  async #change(by: Writer, row: ReportRow, deed: ReportStep['deed'], reason: string | null, write: (db: Db) => Promise<ReportRow | undefined>, detail: Readonly<Record<string, string>> = {}): Promise<Changed> {
    const after = await this.#core.store.transact(async (db) => {
      const written = await write(db);
      if (written) await this.#note(db, by, written, deed, reason, { version: written.version, ...detail });
      return written;
    });
    if (after) return { report: await this.#view(by, after) };
    return { conflict: await this.#view(by, await this.seen(by, row.id)) };
  }

  async #supersede(db: Db, by: Writer, id: string): Promise<void> {
    const old = await rowOf(db, id);
    const after = old?.state === 'issued' ? await updateReport(db, id, old.revision, { state: 'superseded' }) : undefined;
    if (after) await this.#note(db, by, after, 'supersede', null, { version: after.version });
  }

  async #note(db: Db, by: Writer, row: Pick<ReportRow, 'id' | 'unit' | 'template' | 'period'>, deed: ReportStep['deed'], reason: string | null, detail: Readonly<Record<string, string | number>>): Promise<void> {
    const { id, unit, template, period } = row;
    await addStep(db, id, { at: this.#moment(), by: by.actor.id, deed, reason });
    await this.#core.audit.append(db, { action: 'state', actor: by.actor, target: `report:${id}`, outcome: 'done', ...(by.from ? { from: by.from } : {}), detail: { deed, template, unit, period, ...detail } });
    await this.#core.events.publish(db, { kind: 'report-changed', audience: { to: 'unit', unit: holderOf(unit, this.#core.province.current()) }, payload: { unit, template, period } });
  }

  async #view(by: Writer, row: ReportRow): ReturnType<Reports['read']> {
    return recordOf(this.#core.store.db, by, row, () => this.#approvesAlone(by, row));
  }
}

const columnsOf = ({ document, title, hash }: Drawn): Pick<ReportRow, 'title' | 'document' | 'content_hash'> => ({ title, document, content_hash: hash });

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CELL_STATUS } from '@/domain/cube/types';
import { queryKey, type Dataset, type DatasetQuery } from '@/domain/dataset';
import { parsePeriod } from '@/domain/period/text';
import { DAY_MS } from '@/domain/time';
import type { Answer } from '@/federation/answer';
import type { SourceError, SourceErrorKind } from '@/federation/source-error';
import type { Core } from '../core';
import type { SourceWatch } from '../datasets/source-watch';
import { joinedProfile, jumpsOf, profileOf, revisionsOf, type FigureProfile, type Jump, type Revision } from './figure-profile';

/** A source that goes on as it was is written down at most this often, ms. */
const STANDING_MS = 15_000;
const PROFILE_MS = 60_000;
/** A profile is read anew after this long: another gateway may have gone on with it. */
const PROFILE_OLD_MS = 5 * 60_000;
const MOST_PROFILES = 2_000;
/** Written down of one answer: of a table whose every figure changed, these say it. */
const MOST_REVISIONS = 500;
const PROFILE_KEPT_MS = 60 * DAY_MS;
/** Weight of the newest in the running mean of latency. */
const LATENCY_WEIGHT = 0.2;
/** For this long a unit that was let change may be met by questions nobody has asked meanwhile. */
const ACCEPTED_MS = 30 * DAY_MS;
/** A decision speaks of jumps of its own size: within this factor of the one that was decided on. */
const SAME_SIZE = 3;

/** Failures that mean that the far side changed its form, not that it was away. */
const DRIFT_KINDS: ReadonlySet<SourceErrorKind> = new Set(['malformed', 'content-type', 'source-error', 'contradictory']);

const UNDECIDED = { decision: null, decided_by: null, decided_at: null, reason: null } as const;

type Ground = Pick<Core, 'store' | 'clock' | 'log'>;

interface Standing {
  latencyMs: number | null;
  asked: number;
  failed: number;
  /** The failure that stands; undefined before the first answer. */
  failing: SourceError | null | undefined;
  writtenAt: number;
}
/** Codes nobody knows are no failure: figures are shown, and somebody should look at the list. */
const UNKNOWN_CODE = 'unknown-code';
type Drift = Pick<SourceError, 'pointer' | 'expected' | 'got'> & { readonly kind: string };

interface HeldProfile {
  readonly dataset: string;
  readonly question: string;
  profile: FigureProfile;
  readAt: number;
  writtenAt: number;
}

/** Writes down how sources fare, over all gateways, and holds back figures that cannot be in their unit. */
export interface SourceBook extends SourceWatch {
  /** Forgets what questions nobody asks any more were answered. */
  readonly prune: () => Promise<void>;
  /** What has not been written yet is written. */
  readonly flush: () => Promise<void>;
}

export function createSourceBook(ground: Ground): SourceBook {
  const book = new Book(ground);
  return { doubt: (...asked) => book.doubt(...asked), noted: (...asked) => book.noted(...asked), prune: () => book.prune(), flush: () => book.flush() };
}

class Book {
  readonly #standings = new Map<string, Standing>();
  readonly #profiles = new Map<string, HeldProfile>();
  readonly #drifting = new Set<string>();
  #writing: Promise<void> = Promise.resolve();
  #held: Promise<Set<string>> | null = null;

  constructor(private readonly ground: Ground) {}

  noted({ id, source }: Dataset, error: SourceError | null, tookMs: number): void {
    // That it is left alone is no news of a source known to fail.
    if (error?.kind === 'cancelled' || (error?.kind === 'circuit-open' && this.#standings.get(source)?.failing)) return;
    const now = this.ground.clock();
    const standing = this.#standings.get(source) ?? { latencyMs: null, asked: 0, failed: 0, failing: undefined, writtenAt: 0 };
    this.#standings.set(source, standing);
    // What was not understood of one dataset is not mended by another.
    const stands = error === null && standing.failing && DRIFT_KINDS.has(standing.failing.kind) && standing.failing.dataset !== id;
    const standsNow = stands ? standing.failing : error;
    const turned = standing.failing === undefined || sentenceOf(standing.failing) !== sentenceOf(standsNow ?? null);
    standing.asked += 1;
    standing.failing = standsNow ?? null;
    if (error) standing.failed += 1;
    else standing.latencyMs = standing.latencyMs === null ? tookMs : standing.latencyMs + (tookMs - standing.latencyMs) * LATENCY_WEIGHT;
    if (turned || now - standing.writtenAt >= STANDING_MS) this.#later(() => this.#writeStanding(source, standing, stands ? 'still' : error));
    if (error && DRIFT_KINDS.has(error.kind)) this.#later(() => this.#writeDrift(source, id, error));
    // After a start it is not known which were open.
    else if (!error && !this.#drifting.has(`ok ${id}`)) this.#later(() => this.#endDrift(id));
    if (error) this.#drifting.delete(`ok ${id}`);
    else this.#drifting.add(`ok ${id}`);
  }

  async doubt(dataset: Dataset, query: DatasetQuery, { data, notes = [] }: Answer): Promise<SourceError | null> {
    const unknown = notes.find(({ code }) => code === 'unknown-code');
    if (unknown) this.#later(() => this.#writeDrift(dataset.source, dataset.id, { kind: UNKNOWN_CODE, expected: 'codes of the shared lists', got: unknown.example ?? `${unknown.count}` }));
    if (data.kind !== 'cube') return null;
    try {
      const held = await this.#profile(dataset.id, questionOf(query));
      const jumps = jumpsOf(held.profile, data);
      const doubted = jumps.length > 0 ? await this.#decided(dataset, held, jumps) : [];
      const [first] = doubted;
      if (first) {
        return { kind: 'contradictory', source: dataset.source, dataset: dataset.id, pointer: `/${first.metric}`, expected: 'figures of the size they had', got: `× ${Number(first.factor.toPrecision(3))}` };
      }
      if (jumps.length === 0) await this.#endQuarantine(held);
      if (dataset.cadence.kind === 'periodic') this.#keepRevisions(dataset, query, revisionsOf(held.profile, data));
      await this.#learn(held, profileOf(data), jumps);
      return null;
    } catch (fault) {
      // Without a store figures are shown as they come: held back they would help nobody.
      this.ground.log.warn({ err: fault }, 'figures could not be held against those before');
      return null;
    }
  }

  async flush(): Promise<void> {
    for (const [source, standing] of this.#standings) if (standing.asked > 0) this.#later(() => this.#writeStanding(source, standing, undefined));
    await this.#writing;
  }

  async prune(): Promise<void> {
    await this.ground.store.db.deleteFrom('figure_profile').where('updated_at', '<', new Date(this.ground.clock() - PROFILE_KEPT_MS)).execute();
  }

  #later(write: () => Promise<void>): void {
    this.#writing = this.#writing.then(write).catch((fault: unknown) => this.ground.log.warn({ err: fault }, 'the standing of a source could not be written down'));
  }

  async #profile(dataset: string, question: string): Promise<HeldProfile> {
    const now = this.ground.clock();
    const key = keyOf({ dataset, question });
    const known = this.#profiles.get(key);
    if (known && now - known.readAt < PROFILE_OLD_MS) return known;
    const row = await this.ground.store.db.selectFrom('figure_profile').select(['cells', 'updated_at']).where('dataset', '=', dataset).where('question', '=', question).executeTakeFirst();
    const held: HeldProfile = { dataset, question, profile: joinedProfile(known?.profile ?? {}, (row?.cells ?? {}) as FigureProfile), readAt: now, writtenAt: row?.updated_at.getTime() ?? 0 };
    this.#profiles.delete(key);
    this.#profiles.set(key, held);
    for (const oldest of this.#profiles.keys()) {
      if (this.#profiles.size <= MOST_PROFILES) break;
      this.#profiles.delete(oldest);
    }
    return held;
  }

  /** Corrections of published figures; what changes by the minute has none. */
  #keepRevisions({ id }: Dataset, query: DatasetQuery, revisions: readonly Revision[]): void {
    const found = revisions.slice(0, MOST_REVISIONS);
    if (found.length === 0) return;
    const noticed = new Date(this.ground.clock());
    const scope = scopeOf(query);
    this.#later(async () => {
      await this.ground.store.db.insertInto('figure_revision').values(found.map(({ metric, cell, at, before, after }) => ({
        dataset: id, metric, scope, cell, at: JSON.stringify(at), noticed_at: noticed,
        before_value: before[0], before_status: statusWord(before[1]), after_value: after[0], after_status: statusWord(after[1]),
      }))).onConflict((conflict) => conflict.doNothing()).execute();
    });
  }

  /** What is believed becomes what the next is held against; of a metric that was let pass, in place of what it was. */
  async #learn(held: HeldProfile, now: FigureProfile, accepted: readonly Jump[]): Promise<void> {
    const anew = Object.fromEntries(Object.entries(held.profile).filter(([metric]) => !accepted.some((jump) => jump.metric === metric)));
    held.profile = joinedProfile(anew, now);
    const at = this.ground.clock();
    if (accepted.length === 0 && at - held.writtenAt < PROFILE_MS) return;
    held.writtenAt = at;
    const row = { cells: JSON.stringify(held.profile), updated_at: new Date(at) };
    await this.ground.store.db.insertInto('figure_profile').values({ dataset: held.dataset, question: held.question, ...row }).onConflict((conflict) => conflict.columns(['dataset', 'question']).doUpdateSet(row)).execute();
  }

  /** Jumps that no person has let pass; each is written down as held. */
  async #decided({ id, source }: Dataset, held: HeldProfile, jumps: readonly Jump[]): Promise<readonly Jump[]> {
    const { db } = this.ground.store;
    const now = new Date(this.ground.clock());
    const known = await db.selectFrom('quarantine').select(['metric', 'factor', 'decision', 'ended_at']).where('dataset', '=', id)
      .where((where) => where.or([where('ended_at', 'is', null), where.and([where('decision', '=', 'accept'), where('decided_at', '>', new Date(now.getTime() - ACCEPTED_MS))])])).execute();
    const doubted: Jump[] = [];
    for (const jump of jumps) {
      const alike = known.filter(({ metric, factor }) => metric === jump.metric && Math.abs(Math.log(factor / jump.factor)) <= Math.log(SAME_SIZE));
      // Every question of the dataset meets the new unit in its own time.
      if (alike.some(({ decision }) => decision === 'accept')) continue;
      const sameSize = alike.some(({ ended_at: ended }) => ended === null);
      const example = JSON.stringify({ ...jump.example, question: held.question });
      doubted.push(jump);
      (await this.#heldKeys()).add(keyOf(held));
      await db.insertInto('quarantine')
        .values({ source, dataset: id, metric: jump.metric, factor: jump.factor, example, first_seen: now, last_seen: now, times: 1, ...UNDECIDED, ended_at: null })
        .onConflict((conflict) => conflict.columns(['dataset', 'metric']).where('ended_at', 'is', null).doUpdateSet({
          last_seen: now, times: sql`quarantine.times + 1`, factor: jump.factor, example,
          // A jump of another size is another question.
          ...(sameSize ? {} : UNDECIDED),
        }))
        .execute();
    }
    return doubted;
  }

  /** Figures that came back to what they were: nobody has to look any more. */
  async #endQuarantine(held: HeldProfile): Promise<void> {
    const keys = await this.#heldKeys();
    if (!keys.delete(keyOf(held))) return;
    await this.ground.store.db.updateTable('quarantine').set({ ended_at: new Date(this.ground.clock()) })
      .where('dataset', '=', held.dataset).where('ended_at', 'is', null).where(sql`example->>'question'`, '=', held.question).execute();
  }

  /** Questions whose figures are held: known from the store once, and from then on by what this gateway finds. */
  #heldKeys(): Promise<Set<string>> {
    this.#held ??= this.ground.store.db.selectFrom('quarantine').select(['dataset', 'example']).where('ended_at', 'is', null).execute()
      .then((rows) => new Set(rows.map(({ dataset, example }) => `${dataset} ${String((example as { question?: unknown }).question)}`)))
      .catch((fault: unknown) => {
        this.#held = null;
        throw fault;
      });
    return this.#held;
  }

  async #writeStanding(source: string, standing: Standing, error: SourceError | 'still' | null | undefined): Promise<void> {
    const at = new Date(this.ground.clock());
    const { asked, failed, latencyMs } = standing;
    standing.asked = 0;
    standing.failed = 0;
    standing.writtenAt = at.getTime();
    const outcome = error === undefined ? {} : error === 'still' ? { last_success: at } : error === null
      ? { last_success: at, failing_since: null, error: null }
      : { last_failure: at, error: JSON.stringify(told(error)) };
    const row = { source, last_success: null, last_failure: null, failing_since: error && error !== 'still' ? at : null, error: null, latency_ms: latencyMs, asked, failed, ...outcome };
    await this.ground.store.db.insertInto('source_standing').values(row).onConflict((conflict) => conflict.column('source').doUpdateSet({
      ...outcome,
      ...(error && error !== 'still' ? { failing_since: sql`coalesce(source_standing.failing_since, ${at})` } : {}),
      ...(latencyMs === null ? {} : { latency_ms: latencyMs }),
      asked: sql`source_standing.asked + ${asked}`, failed: sql`source_standing.failed + ${failed}`,
    })).execute();
  }

  async #writeDrift(source: string, dataset: string, { kind, pointer = '', expected = '', got = '' }: Drift): Promise<void> {
    const at = new Date(this.ground.clock());
    await this.ground.store.db.insertInto('source_drift')
      .values({ source, dataset, kind, pointer, expected, got, first_seen: at, last_seen: at, times: 1, ended_at: null })
      .onConflict((conflict) => conflict.columns(['dataset', 'kind', 'pointer']).where('ended_at', 'is', null).doUpdateSet({ last_seen: at, times: sql`source_drift.times + 1`, expected, got }))
      .execute();
  }

  async #endDrift(dataset: string): Promise<void> {
    await this.ground.store.db.updateTable('source_drift').set({ ended_at: new Date(this.ground.clock()) })
      .where('dataset', '=', dataset).where('kind', '!=', UNKNOWN_CODE).where('ended_at', 'is', null).execute();
  }
}

const sentenceOf = (error: SourceError | null): string => (error ? [error.kind, error.dataset, error.pointer].join(' ') : '');
const statusWord = (place: number): string => CELL_STATUS[place] ?? 'official';
/** What was asked but for its periods, which stand in the cells. */
const scopeOf = ({ params }: DatasetQuery): string =>
  Object.entries(params).filter(([, value]) => ![value].flat().every((one) => parsePeriod(one).ok)).map(([name, value]) => `${name}=${[value].flat().join(',')}`).sort().join('&').slice(0, 500);

const keyOf = ({ dataset, question }: Pick<HeldProfile, 'dataset' | 'question'>): string => `${dataset} ${question}`;

/** Forgets once a day, this gateway's share of it; returns how to stop. */
export function startPruning(book: SourceBook, failed: (fault: unknown) => void): () => void {
  const every = setInterval(() => void book.prune().catch(failed), DAY_MS).unref();
  return () => clearInterval(every);
}

/** A question by its parameters: figures of two units must not be held against each other. */
const questionOf = (query: DatasetQuery): string => createHash('sha256').update(queryKey(query)).digest('base64url').slice(0, 22);

/** An error without what stands around it: the row names the source. */
const told = ({ kind, dataset, pointer, expected, got, httpStatus }: SourceError): object => ({
  kind, dataset,
  ...(pointer === undefined ? {} : { pointer }), ...(expected === undefined ? {} : { expected }), ...(got === undefined ? {} : { got }), ...(httpStatus === undefined ? {} : { httpStatus }),
});

import type { DatasetQuery } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import type { DatasetFault, Federation } from '@/federation/federation';
import type { SourceHealth } from '@/federation/health';
import type { SourceError } from '@/federation/source-error';
import type { Core } from '../core';
import { loadedDataset } from '../events/dataset-loaded';
import { admit, type Admitted, type Reader } from './admit';
import { createAnswerMemory, type AnswerMemory } from './answer-memory';
import { createAnswerTable, type AnswerTable } from './answer-table';
import { createAskingLeases, type AskingLeases } from './asking-leases';
import { askSource, forOperators, type SourceParts } from './ask-source';
import { deskMetrics, type DeskMetrics } from './desk-metrics';
import { createDisclosures, type Disclosures } from './disclosures';
import { createFailures } from './failures';
import { runFederations, type Federations } from './federations';
import { createFlights, type Flights } from './flights';
import { createFollowed } from './followed';
import { createHeartbeat, isOwnHealth, type Beat, type Heartbeat } from './heartbeat';
import { sizeOf, type Kept } from './kept';
import { auditRefusals } from './outbound/audit-refusals';
import type { Outbound } from './outbound/create-outbound';
import { createRenewal, expiresAt } from './renewal';
import { NO_WATCH, type SourceWatch } from './source-watch';

const MEMORY_BYTES = 96 * 1024 * 1024;
const TICK_MS = 1_000;
/** Renewals started in one tick: a whole province that comes back is asked anew within seconds, not at once. */
const RENEWALS_A_TICK = 20;
const PRUNE_MS = 10 * 60_000;

/** An answer for one reader; `cause` says that the source has failed since. */
export interface Told {
  readonly kept: Kept;
  readonly cause: SourceError | null;
}

/** All datasets of the province, asked once for everybody and cut to what each may see. */
export interface DatasetDesk {
  /** Never throws but for a bug; a reader who leaves gets `cancelled`. */
  readonly ask: (query: DatasetQuery, reader: Reader, signal: AbortSignal) => Promise<Result<Told, SourceError>>;
  /** Whoever asks looks: for a while every source is asked often enough that a cut is seen within seconds. */
  readonly health: () => readonly SourceHealth[];
  readonly checkDatasets: () => Promise<readonly DatasetFault[]>;
  readonly subscribe: Federation['subscribe'];
  /** Sources that failed may be asked again at once: a person asks. */
  readonly wake: () => void;
  /** Renews what is due; called every second by itself. */
  readonly tick: () => void;
  readonly stop: () => Promise<void>;
}

export interface DeskParts {
  readonly startThread?: Parameters<typeof runFederations>[2];
  readonly memoryBytes?: number;
  readonly watch?: SourceWatch;
}

/** Its functions stand alone: they may be handed on one by one. */
export function createDatasetDesk(core: Core, outbound: Outbound, parts: DeskParts = {}): DatasetDesk {
  const desk = new ProvinceDesk(core, outbound, parts);
  return {
    ask: (...asked) => desk.ask(...asked),
    health: () => desk.health(),
    checkDatasets: () => desk.checkDatasets(),
    subscribe: (listener) => desk.subscribe(listener),
    wake: () => desk.wake(),
    tick: () => desk.tick(),
    stop: () => desk.stop(),
  };
}

class ProvinceDesk implements DatasetDesk {
  readonly #core: Core;
  readonly #federations: Federations;
  readonly #memory: AnswerMemory;
  readonly #table: AnswerTable;
  readonly #flights: Flights;
  readonly #disclosures: Disclosures;
  readonly #metrics: DeskMetrics;
  readonly #failures = createFailures();
  readonly #followed = createFollowed();
  readonly #heartbeat: Heartbeat;
  readonly #asking: SourceParts;
  readonly #loading = new Map<string, Promise<Kept | null>>();
  readonly #stops: readonly (() => void)[];
  readonly #listening = new Set<AbortController>();
  #leases: Promise<AskingLeases | null> | null = null;
  /** Counts the configurations that were in force. */
  #configuration = 0;

  constructor(core: Core, outbound: Outbound, parts: DeskParts) {
    this.#core = core;
    this.#federations = runFederations(core, outbound, parts.startThread);
    this.#memory = createAnswerMemory(parts.memoryBytes ?? MEMORY_BYTES);
    this.#table = createAnswerTable(core);
    this.#disclosures = createDisclosures(core);
    this.#metrics = deskMetrics(core.metrics, this.#memory);
    const refused = auditRefusals(core);
    this.#asking = { ask: this.#federations.ask, outbound, redirected: (source) => refused(source, 'redirect'), watch: parts.watch ?? NO_WATCH, clock: core.clock };
    this.#flights = this.#openFlights();
    this.#heartbeat = this.#openHeartbeat();
    const ticking = setInterval(() => this.tick(), TICK_MS).unref();
    const pruning = setInterval(() => void this.#prune(), PRUNE_MS).unref();
    const unsubscribe = core.province.onChange(() => {
      this.#configuration += 1;
      this.#flights.partWith();
      this.#memory.clear();
      this.#failures.forgetAll();
      this.#followed.clear();
      this.#heartbeat.clear();
    });
    // What was loaded or pushed a moment ago is told to whoever asks next.
    const unhear = core.events.subscribe((event) => {
      const loaded = loadedDataset(event);
      if (loaded !== null) this.#memory.dropDataset(loaded);
    });
    this.#stops = [() => clearInterval(ticking), () => clearInterval(pruning), unsubscribe, unhear];
  }

  async ask(query: DatasetQuery, reader: Reader, signal: AbortSignal): Promise<Result<Told, SourceError>> {
    const province = this.#core.province.current();
    const admitted = admit(query, reader, province);
    if (!admitted.ok) {
      if (province.datasets.has(query.dataset)) void this.#disclosures.denied(reader, query.dataset);
      return admitted;
    }
    const question = admitted.value;
    try {
      if (question.unmasks) await this.#disclosures.unmasked(reader, question);
    } catch (fault) {
      this.#core.log.error({ err: fault }, 'an unmasking could not be written down and was refused');
      return err({ kind: 'unavailable', source: question.dataset.source, dataset: query.dataset });
    }
    this.#followed.touch(question, this.#core.clock());
    if (!question.unmasks) this.#heartbeat.know(question);
    return this.#answer(question, signal);
  }

  health(): readonly SourceHealth[] {
    this.#heartbeat.look();
    return this.#federations.current().health();
  }
  checkDatasets(): Promise<readonly DatasetFault[]> {
    return this.#federations.current().checkDatasets();
  }
  subscribe(listener: (health: SourceHealth) => void): () => void {
    return this.#federations.current().subscribe(listener);
  }
  wake(): void {
    this.#failures.hurry();
    this.#federations.current().wake();
  }

  tick(): void {
    const now = this.#core.clock();
    let room = RENEWALS_A_TICK;
    for (const question of this.#followed.all(now)) {
      if (room === 0) break;
      const kept = this.#memory.get(question.key);
      const isDue = kept ? !this.#isFresh(kept, question) : this.#failures.get(question.key) !== null;
      if (isDue && this.#renewBehind(question)) room -= 1;
    }
    this.#heartbeat.tick();
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop();
    for (const beat of this.#listening) beat.abort();
    await this.#flights.stop();
    this.#federations.stop();
    const leases = await this.#leases?.catch(() => null);
    await leases?.stop();
  }

  #openFlights(): Flights {
    const renew = createRenewal({
      core: this.#core,
      table: this.#table,
      leases: () => this.#openLeases(),
      askSource: async (question, signal) => {
        const outcome = await askSource(question, signal, this.#asking);
        this.#metrics.asked(question.dataset.source, outcome.ok ? 'answered' : outcome.error.kind);
        if (!isOwnHealth(question)) this.#heartbeat.heard(question.dataset.source);
        return outcome;
      },
    });
    return createFlights((question, signal, done) => {
      const configuration = this.#configuration;
      return renew(question, this.#memory.get(question.key) ?? null, signal, (outcome) => {
        // How a source fared before says nothing of it as it is configured now.
        if (configuration === this.#configuration) this.#land(question, outcome);
        done(outcome);
      });
    });
  }

  #openHeartbeat(): Heartbeat {
    return createHeartbeat({
      core: this.#core, followed: this.#followed, failures: this.#failures,
      health: () => this.#federations.current().health(),
      weigh: (key) => { const kept = this.#memory.get(key); return kept ? sizeOf(kept) : null; },
      ask: (beat) => this.#listen(beat),
      tell: () => this.#followed.all(this.#core.clock()).filter(isOwnHealth).every((question) => {
        // One under way may have been answered before the turn.
        const isFree = !this.#flights.has(question.key);
        if (isFree) this.#flights.behind(question);
        return isFree;
      }),
    });
  }

  async #listen({ admitted, dataset, query }: Beat): Promise<SourceError | null> {
    const { watch, clock, outbound } = this.#asking;
    const beat = new AbortController();
    this.#listening.add(beat);
    const begun = clock();
    const outcome = await (admitted ? askSource(admitted, beat.signal, this.#asking) : this.#federations.ask(query, beat.signal)).finally(() => this.#listening.delete(beat));
    const error = outcome.ok ? null : outcome.error;
    if (!admitted) watch.noted(dataset, error && forOperators(error, dataset, outbound), clock() - begun);
    this.#metrics.asked(dataset.source, error?.kind ?? 'answered');
    return error;
  }

  #openLeases(): Promise<AskingLeases | null> {
    // Another gateway's new answer makes ours old: it is looked up when it is next asked for.
    this.#leases ??= createAskingLeases(this.#core, ({ key, failed }) => { if (!failed) this.#memory.drop(key); }).catch((fault: unknown) => {
      this.#leases = null;
      throw fault;
    });
    return this.#leases;
  }

  #land({ key }: Admitted, outcome: Result<Kept, SourceError>): void {
    if (outcome.ok) {
      this.#memory.put(key, outcome.value);
      this.#failures.clear(key);
    } else if (outcome.error.kind !== 'cancelled') this.#failures.note(key, outcome.error, this.#core.clock());
  }

  async #answer(question: Admitted, signal: AbortSignal): Promise<Result<Told, SourceError>> {
    const kept = this.#memory.get(question.key) ?? (question.unmasks ? null : await this.#load(question.key));
    if (kept && this.#isFresh(kept, question)) {
      this.#metrics.told('fresh');
      return ok({ kept, cause: null });
    }
    const cause = this.#failures.get(question.key);
    if (kept) {
      this.#renewBehind(question);
      this.#metrics.told(cause ? 'kept' : 'stale');
      return ok({ kept, cause });
    }
    if (cause && !this.#flights.has(question.key) && !this.#mayAsk(question)) return err(cause);
    this.#metrics.told('asked');
    const landed = await this.#flights.join(question, signal);
    return landed.ok ? ok({ kept: landed.value, cause: null }) : landed;
  }

  /** What the store has, looked up once however many ask. */
  #load(key: string): Promise<Kept | null> {
    const load = this.#loading.get(key) ?? this.#lookUp(key).finally(() => this.#loading.delete(key));
    this.#loading.set(key, load);
    return load;
  }

  async #lookUp(key: string): Promise<Kept | null> {
    try {
      const kept = await this.#table.load(key);
      // Somebody may have got a newer one meanwhile.
      if (kept && !this.#memory.get(key)) this.#memory.put(key, kept);
    } catch (fault) {
      this.#core.log.warn({ err: fault }, 'answers go on without the store');
    }
    return this.#memory.get(key) ?? null;
  }

  #renewBehind(question: Admitted): boolean {
    if (this.#flights.has(question.key) || !this.#mayAsk(question)) return false;
    this.#flights.behind(question);
    return true;
  }

  readonly #isFresh = (kept: Kept, question: Admitted): boolean => this.#core.clock() < expiresAt(kept, question);
  readonly #mayAsk = ({ key }: Admitted): boolean => this.#failures.mayAsk(key, this.#core.clock());

  async #prune(): Promise<void> {
    try {
      await this.#table.prune();
    } catch (fault) {
      this.#core.log.warn({ err: fault }, 'old answers could not be removed');
    }
  }
}

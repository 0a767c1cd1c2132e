import { civilDate } from '@/domain/civil';
import type { CodeList } from '@/domain/code-list';
import type { Dataset, DatasetQuery, Source } from '@/domain/dataset';
import { queryKey } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { Answer, AnswerNote, Ask } from './answer';
import { CONNECTORS } from './connectors/registry';
import { MOST_PAGES, type Connector, type DatasetSpec, type HttpQuestion } from './connector';
import { refuse, said, settled, type Failure, type Fault, type FaultKind } from './fault';
import type { DatasetFault, Federation, FederationOptions } from './federation';
import { createSourceGate, type SourceGate } from './gate/source-gate';
import type { SourceHealth } from './health';
import type { Connection } from './http/connection';
import { defaultSleep, send, type DoorTimes } from './http/door';
import type { Reply } from './http/reply';
import type { SourceError } from './source-error';
import { inSharedCodes } from './normalise/shared-codes';
import { browserThread } from './worker/browser-thread';
import type { ReadOutcome } from './worker/protocol';
import { createReadingDesk } from './worker/reading-desk';

/** A source's as-of may lie this far ahead of its own clock before it is worth saying. */
const SKEW_MS = 5 * 60_000;

/** One way to a source: where it is, and what stands before it. */
interface Route {
  readonly source: Source;
  readonly base: URL | null;
  readonly connection: Connection;
  readonly gate: SourceGate;
}

/** A question that can be put. */
interface Planned {
  readonly dataset: Dataset;
  readonly route: Route;
  readonly base: URL;
  readonly connector: Connector;
  readonly question: HttpQuestion;
}

/** Every page of an answer; what headers say is taken from the last. */
interface Pages {
  readonly bodies: readonly Reply['body'][];
  readonly last: Reply;
}

const specOf = ({ id, connector, shape, classification, parameters, request, mapping }: Dataset): DatasetSpec =>
  ({ id, connector, shape, classification, parameters, request, mapping });

function baseOf(source: Source, connection: Connection, resolveUrl: FederationOptions['resolveUrl']): URL | null {
  const address = connection.base ?? resolveUrl(source.baseUrl);
  return URL.canParse(address) ? new URL(address) : null;
}

/** Refuses parameters that are missing, unknown or empty. */
function checkParams({ parameters }: Dataset, params: DatasetQuery['params']): void {
  for (const { name, required } of parameters) {
    if (required && params[name] === undefined) refuse('misconfigured', `/params/${name}`, 'a value', undefined);
  }
  for (const [name, value] of Object.entries(params)) {
    if (!parameters.some((parameter) => parameter.name === name)) refuse('misconfigured', `/params/${name}`, 'a parameter of the dataset', said(name));
    if (value.length === 0) refuse('misconfigured', `/params/${name}`, 'a value that is not empty', value);
  }
}

/** The request as provenance tells it: the configured base, never the address behind it. */
function requestText(source: Source, { method, path, query, body, told }: HttpQuestion): string {
  if (told !== undefined) return `${source.baseUrl} ${told}`.slice(0, 500);
  const search = query.map(([name, value]) => `${name}=${value}`).join('&');
  return `${method} ${source.baseUrl}${path}${search && `?${search}`}${body ? ` ${body}` : ''}`.slice(0, 500);
}

function answerOf({ dataset, route, question }: Planned, reply: Reply, read: Extract<ReadOutcome, { ok: true }>['value'], now: number, codeLists: readonly CodeList[]): Answer {
  const receivedAt = toInstant(now);
  const { asOf, partial, version, digest } = read;
  const { data, notes: codeNotes } = inSharedCodes(read.data, dataset, { lists: codeLists, day: civilDate(asOf ?? receivedAt) });
  const skewed = asOf !== null && asOf > (reply.serverTime ?? receivedAt) + SKEW_MS;
  const notes: readonly AnswerNote[] = [...read.notes, ...codeNotes, ...(skewed ? [{ code: 'clock-skew', count: 1, example: new Date(asOf).toISOString() } as const] : [])];
  return {
    data, asOf, receivedAt,
    serverTime: reply.serverTime,
    ...(partial ? { partial } : {}),
    provenance: {
      source: route.source.id, dataset: dataset.id, connector: dataset.connector,
      request: requestText(route.source, question),
      asOf, receivedAt, digest,
      sourceVersion: version ?? reply.etag,
      sampleData: route.source.sampleData,
    },
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** Found by reading, and not on the way. */
const isFault = (error: Failure | Fault): error is Fault => 'got' in error && error.kind !== 'too-large' && !('httpStatus' in error) && FAULT_KINDS.has(error.kind);
const FAULT_KINDS: ReadonlySet<string> = new Set(['malformed', 'contradictory', 'source-error', 'misconfigured'] satisfies FaultKind[]);

const DEFAULT_TIMES: DoorTimes = { clock: () => Date.now(), monotonic: () => performance.now(), random: () => Math.random(), sleep: defaultSleep };

function later(ms: number, run: () => void): () => void {
  const timer: unknown = setTimeout(run, ms);
  // In Node a timer would keep the process alive.
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref();
  return () => clearTimeout(timer as number);
}

/**
 * Opens the way to the sources of a pack. Nothing is asked until {@link Federation.ask} is; a source or dataset that is configured
 * wrongly answers `misconfigured` and leaves the others alone.
 */
export function createFederation(options: FederationOptions): Federation {
  const times: DoorTimes = { ...DEFAULT_TIMES, ...options.times };
  const desk = createReadingDesk(options.startThread ?? browserThread);
  const listeners = new Set<(health: SourceHealth) => void>();
  const changed = (health: SourceHealth): void => listeners.forEach((listener) => listener(health));
  const routes = new Map<string, Route>();
  /** A source may come to be known later than the others: its way is opened when it is first asked. */
  function routeTo(id: string): Route | undefined {
    const source = options.sources.get(id);
    if (!source || routes.has(id)) return routes.get(id);
    const gate = createSourceGate(source.id, { ...times, later }, changed);
    const connection = options.connection?.(source.id) ?? {};
    const route = { source, base: baseOf(source, connection, options.resolveUrl), connection, gate };
    routes.set(id, route);
    return route;
  }
  for (const id of options.sources.keys()) routeTo(id);

  function planned({ dataset: id, params }: DatasetQuery): Planned {
    const dataset = options.datasets.get(id) ?? refuse('misconfigured', '/dataset', 'a dataset of the pack', id);
    const route = routeTo(dataset.source) ?? refuse('misconfigured', '/source', 'a source of the pack', dataset.source);
    const base = route.base ?? refuse('misconfigured', '/source', 'a source with an address', route.source.baseUrl);
    const connector = CONNECTORS.get(dataset.connector) ?? refuse('misconfigured', '/connector', [...CONNECTORS.keys()].join(', '), dataset.connector);
    checkParams(dataset, params);
    return { dataset, route, base, connector, question: connector.plan(specOf(dataset), params) };
  }

  /** One page after another within the one deadline of the source; what they weigh is counted together. */
  async function pagesOf(plan: Planned, params: DatasetQuery['params'], signal: AbortSignal, probe: boolean): Promise<Result<Pages, Failure | Fault>> {
    const { route: { source, connection }, base, connector } = plan;
    const dataset = specOf(plan.dataset);
    const until = times.monotonic() + source.deadlineMs;
    const bodies: Reply['body'][] = [];
    let room = source.maxBytes;
    let question = plan.question;
    for (let page = 1; ; page += 1) {
      if (question.waitMs) await times.sleep(Math.min(question.waitMs, Math.max(0, until - times.monotonic())), signal);
      const deadlineMs = Math.round(until - times.monotonic());
      if (deadlineMs <= 0) return err({ kind: 'timed-out' });
      const reply = await send({ source: { ...source, deadlineMs, maxBytes: room }, base, question, signal, probe, connection }, times);
      if (!reply.ok) return reply;
      bodies.push(reply.value.body);
      room -= reply.value.body.length;
      const pages: Result<Pages, Failure | Fault> = ok({ bodies, last: reply.value });
      if (!connector.paged?.(dataset)) return pages;
      const next = await desk.page({ dataset, params, body: reply.value.body, asked: { question, page }, ...(question.form ? { form: question.form } : {}) });
      if (!next.ok) return next;
      if (next.value === null) return pages;
      if (page === MOST_PAGES || room <= 0) return err({ kind: 'too-large', expected: `at most ${MOST_PAGES} pages and ${source.maxBytes} bytes`, got: `page ${page} and more` });
      question = next.value;
    }
  }

  async function fetched(plan: Planned, query: DatasetQuery, key: string, signal: AbortSignal): Promise<Result<Pages, Failure | Fault>> {
    const pass = await plan.route.gate.enter(key, signal);
    if (!pass.ok) return pass;
    const pages = await pagesOf(plan, query.params, signal, pass.value.probe);
    // What was read and not understood came from a source that is there.
    pass.value.done(pages.ok || isFault(pages.error) ? null : pages.error);
    return pages;
  }

  async function answered(query: DatasetQuery, signal: AbortSignal): Promise<Result<Answer, Failure | Fault>> {
    const plan = settled(() => planned(query));
    if (!plan.ok) return plan;
    const pages = await fetched(plan.value, query, queryKey(query), signal);
    if (!pages.ok) return pages;
    const received = times.clock();
    const { form } = plan.value.question;
    const read = await desk.read({ dataset: specOf(plan.value.dataset), params: query.params, bodies: pages.value.bodies, ...(form ? { form } : {}) });
    if (!read.ok) return read;
    return signal.aborted ? err({ kind: 'cancelled' }) : ok(answerOf(plan.value, pages.value.last, read.value, received, options.codeLists ?? []));
  }

  const ask: Ask = async (query, signal) => {
    const answer = await answered(query, signal);
    const source = options.datasets.get(query.dataset)?.source ?? '';
    if (answer.ok) {
      routes.get(source)?.gate.noteRead(query.dataset);
      return answer;
    }
    const error: SourceError = { source, dataset: query.dataset, ...answer.error };
    routes.get(source)?.gate.noteError(error);
    return err(error);
  };

  /** Faults that need no thread to be seen. */
  const unplaced = ({ id, source }: Dataset): DatasetFault[] => {
    const route = routes.get(source);
    if (route?.base) return [];
    return [{ dataset: id, pointer: '/source', expected: route ? 'a source with an address' : 'a source of the pack', got: JSON.stringify(source) }];
  };

  return {
    ask,
    health: () => [...routes.values()].map(({ gate }) => gate.health()),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async checkDatasets() {
      const all = [...options.datasets.values()];
      const found = await desk.check(all.map(specOf));
      return [...all.flatMap(unplaced), ...found.map(({ dataset, fault: { pointer, expected, got } }) => ({ dataset, pointer, expected, got }))];
    },
    warmUp: desk.warmUp,
    wake: () => routes.forEach(({ gate }) => gate.wake()),
    dispose() {
      routes.forEach(({ gate }) => gate.dispose());
      desk.dispose();
      listeners.clear();
    },
  };
}

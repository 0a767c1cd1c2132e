import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { rightsOf } from '@/access/rights-of';
import type { Rights } from '@/access/rights';
import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';
import { DOCUMENT_KINDS } from '@/state/documents';
import { createPeople } from './access/create-people';
import { peopleRoutes } from './access/people-routes';
import { anchorFile, createAnchors } from './audit/anchors';
import { startAuditCopies } from './audit/audit-copies';
import { auditRoutes } from './audit/audit-routes';
import { createAuditTrail } from './audit/create-audit-trail';
import { openAuthoring } from './authoring/open-authoring';
import type { Core } from './core';
import { datasetRoutes } from './datasets/dataset-routes';
import { createDatasetDesk, type DatasetDesk } from './datasets/dataset-desk';
import { healthWay } from './datasets/health-way';
import { auditRefusals } from './datasets/outbound/audit-refusals';
import { createOutbound, type OutboundOptions } from './datasets/outbound/create-outbound';
import { withHeld } from './datasets/outbound/held-sources';
import { createExtensions } from './extensions/create-extensions';
import { createEventLog } from './events/create-event-log';
import { eventRoutes } from './events/event-routes';
import { createEventHub } from './events/hub';
import type { GatewaySettings } from './gateway-settings';
import { createApp } from './http/app';
import { guard, type GuardParts } from './http/guard';
import type { Gateway } from './http/route';
import { pictureRoutes } from './map-layers/picture-routes';
import { createInbox } from './inbox/create-inbox';
import { inboxRoutes } from './inbox/inbox-routes';
import { inboxTransport } from './inbox/inbox-transport';
import { cspReportRoute, REPORTS_PATH } from './operate/csp-reports';
import { createDrain } from './operate/drain';
import { createGatewayMetrics, registerGauges, type GatewayMetrics } from './operate/gateway-metrics';
import { healthRoutes, watchStore } from './operate/health-routes';
import type { LogSink } from './operate/log-sink';
import { describeApi } from './operate/open-api';
import { operateRoutes } from './operate/operate-routes';
import { shedLoad, watchPressure } from './operate/pressure';
import type { ReloadableProvince } from './operate/province-in-force';
import { createRateLimiter } from './operate/rate-limits';
import { createRefusals } from './operate/refusals';
import { createReload, reloadOnHangUp } from './operate/reload';
import { logRequests } from './operate/request-log';
import { annotationRoutes } from './annotations/annotation-routes';
import { registryRoutes } from './registry/registry-routes';
import { revisionRoutes } from './registry/revision-routes';
import { createSourceBook, startPruning } from './registry/source-book';
import type { DestinationPlan } from './reports/delivery/destination';
import { openReports } from './reports/open-reports';
import { createScreens } from './screens/create-screens';
import { screenRoutes } from './screens/screen-routes';
import { createAttempts } from './session/attempts';
import { createSessions } from './session/create-sessions';
import { sessionRoutes } from './session/session-routes';
import { createDocuments } from './state/create-documents';
import { documentRoutes } from './state/document-routes';
import { isForScreens } from './state/who-may';
import { contentSecurityPolicy, type OutsideOrigins } from './static/headers';
import { site } from './static/site';
import type { Store } from './store/store';
import { wallRoutes } from './wall/wall-routes';
import { createDatabases } from './warehouse/create-databases';
import type { WarehouseLoad } from './warehouse/warehouse-table';
import { createUploads, type Uploads } from './uploads/create-uploads';
import { filesTransport } from './uploads/files-transport';
import { readInThread } from './uploads/reading/read-in-thread';
import { uploadRoutes } from './uploads/upload-routes';

export interface GatewayParts {
  readonly settings: GatewaySettings;
  readonly store: Store;
  readonly inForce: ReloadableProvince;
  /** Where the sources really are. */
  readonly outbound: Pick<OutboundOptions, 'plans' | 'fallback' | 'resolve'>;
  /** What the embedded warehouse holds in the demonstration; elsewhere nothing is put into it. */
  readonly warehouse?: WarehouseLoad;
  /** Secrets of the sources that push, by source; those without one push nothing. */
  readonly inboxSecrets?: ReadonlyMap<string, string>;
  /** Where reports are sent, by id; nowhere where absent. */
  readonly destinations?: ReadonlyMap<string, DestinationPlan>;
  /** Folder of the built page; null where the page comes from elsewhere. */
  readonly dist: string | null;
  readonly outside: OutsideOrigins;
  readonly log: Logger;
  readonly sink: LogSink;
  readonly clock: () => number;
}

export interface RunningGateway {
  readonly app: Gateway;
  readonly core: Core;
  readonly uploads: Uploads;
  /** For what asks from inside: the catalogue's command. Rights are held as for a page. */
  readonly desk: Pick<DatasetDesk, 'ask'>;
  /** Takes no further requests, lets what was begun end, then closes everything but the store. */
  readonly close: () => Promise<void>;
}

const ANCHORS_STOP_MS = 1_000;
/** The gateway in its own trail. */
const ITSELF = { actor: { kind: 'system' }, target: 'gateway', outcome: 'done' } as const;

function layGround({ settings, store, inForce, log, clock }: Pick<GatewayParts, 'settings' | 'store' | 'inForce' | 'log' | 'clock'>) {
  const registry = new Registry();
  const metrics = createGatewayMetrics(registry);
  const events = createEventLog({ store, log, clock });
  const audit = createAuditTrail({ store, clock, log, onEntry: metrics.audited });
  const core: Core = { settings, province: inForce, store, audit, events, log, metrics: registry, clock };
  return { core, events, metrics };
}

/** What stands before every route, in this order: counting, limits by address, shedding, the guard, limits by reader. */
async function hangHooks(app: Gateway, core: Core, sink: LogSink, metrics: GatewayMetrics, known: Omit<GuardParts, 'denied'>) {
  const drain = createDrain(app, core.settings.times.drainMs);
  const pressure = watchPressure(core.log);
  const storeWatch = watchStore(core);
  registerGauges(core.metrics, { lost: sink.dropped, inFlight: drain.inFlight, loopDelayMs: pressure.loopDelayMs, storeOk: storeWatch.ok });
  const refusals = createRefusals(core.audit, core.clock);
  const limiter = await createRateLimiter(app, refusals, metrics.limited);
  logRequests(app, core.log, metrics);
  limiter.byAddress(app);
  shedLoad(app, pressure, metrics.shed);
  guard(app, { ...known, denied: (request, _rules, because) => refusals.note(request, because) });
  limiter.byReader(app);
  return { drain, pressure, storeWatch, refusals };
}

/** Everything that asks sources, or stands for one: the desk and its ways out, what units send and systems push, pictures, the register. */
function joinSources(core: Core, { outbound: ways, warehouse, inboxSecrets = new Map<string, string>() }: Pick<GatewayParts, 'outbound' | 'warehouse' | 'inboxSecrets'>) {
  const { log } = core;
  const onRefused = auditRefusals(core);
  const databases = createDatabases({ store: core.store, log, load: warehouse ?? null, onRefused, ...(ways.resolve ? { resolve: ways.resolve } : {}) });
  const outbound = withHeld(createOutbound({ ...ways, onRefused, transportOf: databases.transportOf }), {
    uploads: () => filesTransport(core), inbox: (source) => inboxTransport(core, source), health: healthWay(core, () => desk.health()),
  });
  const book = createSourceBook(core);
  const desk = createDatasetDesk(core, outbound, { watch: book });
  const uploads = createUploads(core, readInThread);
  const inbox = createInbox(core, inboxSecrets);
  const stopPruning = startPruning(book, (fault) => log.warn({ err: fault }, 'old profiles of figures could not be removed'));
  return {
    desk, outbound, uploads,
    routes(app: Gateway): void {
      datasetRoutes(app, core, desk);
      pictureRoutes(app, core, outbound);
      uploadRoutes(app, core, uploads);
      inboxRoutes(app, inbox);
      registryRoutes(app, core, desk.health, desk.wake);
      revisionRoutes(app, core);
    },
    async stop(): Promise<void> {
      stopPruning();
      await Promise.all([desk.stop().then(book.flush), inbox.stop()]);
      await databases.close();
    },
  };
}

/** What a command asks sources with: the desk as a gateway has it, and no application. */
export interface OpenDesk {
  readonly core: Core;
  readonly uploads: Uploads;
  readonly desk: Pick<DatasetDesk, 'ask'>;
  /** Closes everything but the store. */
  readonly stop: () => Promise<void>;
}
export async function openDesk(parts: Omit<GatewayParts, 'dist' | 'outside' | 'sink'>): Promise<OpenDesk> {
  const { core, events } = layGround(parts);
  const sources = joinSources(core, parts);
  await events.start();
  return {
    core, uploads: sources.uploads, desk: sources.desk,
    stop: async () => {
      await sources.stop();
      await events.stop();
    },
  };
}

/**
 * One gateway: the application with every concern joined, ready to listen. Nothing else in the house joins them. Throws where the sign-on
 * may not be trusted.
 */
export async function createGateway(parts: GatewayParts): Promise<RunningGateway> {
  const { settings, inForce, log, sink } = parts;
  const { core, events, metrics } = layGround(parts);
  const rights = (actor: Actor): Rights => rightsOf(actor, inForce.current(), toInstant(core.clock()));

  const screens = createScreens(core, createAttempts(core));
  const people = createPeople(core, (...ended) => sessions.endAllOf(...ended));
  const sessions = createSessions(core, people, { screens });
  const sources = joinSources(core, parts);
  const { desk, outbound, uploads } = sources;
  const documents = createDocuments(core);
  await events.start();
  await sessions.start();

  const app = createApp({ loggerInstance: log, trustedProxies: settings.trustedProxies, secure: settings.origins.some((origin) => origin.startsWith('https:')) });
  const { drain, pressure, storeWatch, refusals } = await hangHooks(app, core, sink, metrics, { identify: sessions.identify, csrfOf: sessions.csrfOf, rightsOf: rights });
  await describeApi(app);
  const hub = createEventHub({
    core, log: events, rightsOf: rights,
    maySeeDocument: ({ actor, rights: held }, { kind, id }) => actor.kind !== 'screen' || DOCUMENT_KINDS.some((known) => known === kind && isForScreens(known, id, held)),
    actorNow: (actor) => (actor.kind === 'person' ? sessions.now(actor.session) : actor.kind === 'screen' ? screens.now(actor.id) : Promise.resolve(actor)),
  });
  drain.onDrain(hub.drain);
  const reload = createReload({ core, inForce, onOutcome: metrics.reloaded });

  sessionRoutes(app, core, sessions);
  peopleRoutes(app, core, people);
  screenRoutes(app, core, screens);
  wallRoutes(app, core, screens);
  annotationRoutes(app, core);
  const reports = openReports(app, core, desk, { people, destinations: parts.destinations, resolve: parts.outbound.resolve });
  sources.routes(app);
  documentRoutes(app, core, documents);
  eventRoutes(app, core, hub);
  auditRoutes(app, core);
  createExtensions(app, core, parts.outbound.resolve);
  operateRoutes(app, core, reload, desk.health);
  openAuthoring(app, core, outbound, { check: async (saved) => (await inForce.read(saved)).faults, change: reload.change });
  healthRoutes(app, core, { pressure, drain, storeWatch, inForce });
  cspReportRoute(app, { log, onReport: metrics.policyReport });
  if (parts.dist !== null) site(app, { dist: parts.dist, province: inForce.current().id, mode: 'gateway', policy: contentSecurityPolicy(parts.outside, REPORTS_PATH) });

  const stops = [
    reloadOnHangUp(reload, (fault) => log.error({ err: fault }, 'reload failed')),
    createAnchors({ store: core.store, file: anchorFile(settings.dataDir), clock: core.clock, log }).start(),
    // On a terminal that shows only what is wrong, the trail would drown it.
    ...(log.isLevelEnabled('info') ? [startAuditCopies(core.store, sink)] : []),
  ];
  await core.audit.write({ ...ITSELF, action: 'start' });
  return {
    app, core, uploads, desk,
    close: async () => {
      await drain.start();
      await app.close();
      hub.stop();
      pressure.stop();
      reload.stop();
      screens.stop();
      await reports.stop();
      await refusals.flush().then(() => core.audit.write({ ...ITSELF, action: 'stop' })).catch((fault: unknown) => log.warn({ err: fault }, 'refusals and stop could not be written down'));
      await Promise.all([...stops.map(async (stop) => stop()), sources.stop(), sessions.close(), events.stop()]);
      await sink.end(ANCHORS_STOP_MS);
    },
  };
}

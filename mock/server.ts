import { tokenGate, type ApplicationsClient } from './applications/token-gate';
import { ARCHIVE_PATH, createArchive } from './archive/archive';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dayAt } from './clock';
import { createAnswerBook } from './http/answers';
import { readBody } from './http/read-body';
import { commonHeaders, keep, prepare, send } from './http/send';
import { jsonReply, type MockReply, type SourceSystem } from './http/system';
import { answerInScenario } from './scenarios/apply';
import type { UnitBook } from './province/units';
import { createScenarioControl } from './scenarios/control';
import type { SsoHandler } from './sso/provider';
import { createSystems } from './systems';
import { createWorld, type World } from './world';

/** `/<sourceId>/…` */
const SOURCE_PATH = /^\/([a-z][a-z-]*)(\/.*)$/;

const SSO_PATH = /^\/sso(\/|$)/;

export interface MockServerOptions {
  readonly province: string;
  readonly seed: number;
  readonly now: () => number;
  /** Instead of the units of the province's pack. */
  readonly units?: UnitBook;
  /** Answers everything below `/sso`; null until it is ready. */
  readonly sso?: () => SsoHandler | null;
  /** Who must ask for tokens before `lgsp-applications` answers; without it everybody is answered. */
  readonly applications?: ApplicationsClient;
  /** Reports come to the webhook of the archive signed with it; without it there is only the folder. */
  readonly archiveSecret?: string;
}

/** The systems of today, made anew when a mock left running has used up the days it prepared. */
function createRollingSystems({ province, seed, now, units }: MockServerOptions): () => readonly SourceSystem[] {
  const make = (): { world: World; systems: readonly SourceSystem[] } => {
    const world = createWorld({ province, seed, now: now(), ...(units ? { units } : {}) });
    return { world, systems: createSystems(world) };
  };
  let current = make();
  return () => {
    if (dayAt(now()) > current.world.lastDay) current = make();
    return current.systems;
  };
}

/** What `GET /` tells: the systems, how to ask them, and that nothing here is real. */
const frontPage = (province: string, systems: readonly SourceSystem[]): MockReply =>
  jsonReply({
    duLieuMau: true,
    note: { vi: 'Tỉnh mẫu: mọi số liệu đều là số liệu minh họa.', en: 'Mock province: every figure is invented for demonstration.' },
    province,
    control: 'GET, POST /__scenario {"source": "one-stop" | "*", "scenario": "…"}',
    systems: systems.map(({ id, title, endpoints }) => ({ id, title, endpoints: endpoints.map(([method, path, what]) => `${method} /${id}${path}: ${what}`) })),
  });

/** CORS preflight of direct mode. */
function allow(req: IncomingMessage, res: ServerResponse, now: number): void {
  res.writeHead(204, {
    ...commonHeaders(now),
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': String(req.headers['access-control-request-headers'] ?? 'Content-Type'),
    'Access-Control-Max-Age': '600',
  });
  res.end();
}

/** The HTTP server of the mock province, not yet listening. */
export function createMockServer(options: MockServerOptions): Server {
  const { now } = options;
  const systems = createRollingSystems(options);
  const control = createScenarioControl(systems().map(({ id }) => id));
  const answers = createAnswerBook();
  const gate = options.applications && tokenGate(options.applications, now);
  const archive = createArchive({ now, ...(options.archiveSecret === undefined ? {} : { secret: options.archiveSecret }) });
  let turn = 0;

  const sendPlain = (req: IncomingMessage, res: ServerResponse, reply: MockReply): void => send(res, prepare(req, keep(reply), now()));

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const sso = SSO_PATH.test(req.url ?? '') ? options.sso?.() : null;
    if (sso) return sso(req, res);
    if (req.url?.startsWith(ARCHIVE_PATH)) return archive.answer(req, res);
    if (req.method === 'OPTIONS') return allow(req, res, now());
    const body = await readBody(req);
    const url = new URL(req.url ?? '/', 'http://localhost');
    const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET');
    if (body === null) return sendPlain(req, res, jsonReply({ error: 'body too long' }, 413));
    if (url.pathname === '/') return sendPlain(req, res, frontPage(options.province, systems()));
    if (url.pathname === '/__scenario') return sendPlain(req, res, control.answer(method, body));
    const [, id, path = '/'] = SOURCE_PATH.exec(url.pathname) ?? [];
    const system = systems().find((each) => each.id === id);
    if (!system) return sendPlain(req, res, jsonReply({ error: 'no such system', systems: systems().map((each) => each.id) }, 404));
    const turnedAway = system.id === 'lgsp-applications' ? gate?.({ method, path, body, authorization: req.headers.authorization ?? '' }) : null;
    if (turnedAway) return sendPlain(req, res, turnedAway);
    if (system.delayMs) await new Promise((done) => { setTimeout(done, system.delayMs); });
    const question = { method, path, query: url.searchParams, body };
    return answerInScenario({ req, res, system, scenario: control.of(system.id), now, turn: turn++, ask: (at) => answers.ask(system, question, at) });
  };

  return createServer((req, res) => {
    handle(req, res).catch((fault: unknown) => {
      if (res.destroyed || res.headersSent) return res.destroy();
      sendPlain(req, res, jsonReply({ error: fault instanceof Error ? fault.message : String(fault) }, 500));
    });
  });
}

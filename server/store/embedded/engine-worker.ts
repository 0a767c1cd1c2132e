import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import type { EngineAnswer, EngineRefusal, EngineStart, FromEngine, ToEngine } from './engine-protocol';

const port = parentPort;
if (port === null) throw new Error('runs as a worker thread');
const say = (message: FromEngine): void => port.postMessage(message);
const NOTHING: EngineAnswer = { rows: [], affectedRows: 0 };

/** What the database itself last complained of; told where it cannot be opened. */
let complaint = '';
/** After a PANIC the engine answers nothing, or nonsense: the thread ends, and the folder is opened again as after a crash. */
function overhear(line: string): boolean {
  const [, level = '', text = ''] = /\b(FATAL|PANIC):\s+(.*)/.exec(line) ?? [];
  if (level !== '') complaint = text;
  if (level === 'PANIC') process.exit(1);
  return false;
}

/** What a portal keeps fits in it; the engine's own choice is four times as much, and all of it is taken at once. */
const BUFFERS = '32MB';

async function open({ folder, load }: EngineStart): Promise<PGlite> {
  return PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    ...(load === null ? {} : { loadDataDir: new Blob([Uint8Array.from(load)]) }),
    onStderr: overhear,
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${BUFFERS}`],
    // As the PostgreSQL driver is told: whole numbers are numbers.
    parsers: { [types.INT8]: Number },
  });
}

async function carryOut(engine: PGlite, message: ToEngine): Promise<EngineAnswer> {
  switch (message.ask) {
    case 'query': {
      const { rows, affectedRows } = await engine.query(message.sql, [...message.parameters]);
      return { rows, affectedRows: affectedRows ?? 0 };
    }
    case 'dump': {
      const dump = await engine.dumpDataDir('gzip');
      return { ...NOTHING, bytes: new Uint8Array(await dump.arrayBuffer()) };
    }
    case 'close':
      await engine.close();
      return NOTHING;
  }
}

function refusal(fault: unknown): EngineRefusal {
  const text = (key: string): string | null => {
    const value: unknown = fault instanceof Error ? Reflect.get(fault, key) : null;
    return typeof value === 'string' ? value : null;
  };
  const code = text('code');
  return { code, constraint: text('constraint'), table: text('table'), message: code === null ? String(fault) : '' };
}

/** After opening and migrating, ms. */
const SWEEP_MS = 3_000;
/** Opening leaves some 400 MB that nobody holds any more, and an idle thread would not collect by itself for hours. */
function sweep(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}

try {
  const engine = await open(workerData as EngineStart);
  const { rows } = await engine.query<{ version: string }>(`select current_setting('server_version') as version`);
  engine.onNotification((channel, payload) => say({ channel, payload }));
  port.on('message', (message: ToEngine) => {
    carryOut(engine, message).then(
      (answer) => say({ id: message.id, answer }),
      (fault: unknown) => say({ id: message.id, refused: refusal(fault) }),
    );
  });
  say({ opened: true, version: rows[0]?.version ?? '' });
  setTimeout(sweep, SWEEP_MS).unref();
} catch (fault) {
  say({ opened: false, why: complaint || (fault instanceof Error ? fault.message : String(fault)) });
}

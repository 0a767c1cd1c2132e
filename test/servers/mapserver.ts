import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMapServer } from '../suites/servers';

/** MapServer 8 does not start without a file of its own settings; these let nobody name another mapfile. */
const SETTINGS = 'CONFIG\n  ENV\n    MS_MAP_NO_PATH "1"\n  END\n  MAPS\n  END\nEND\n';

/** A real MapServer behind a bridge of this test alone. */
export interface MapServer {
  /** Base address, ends with `/`; services answer at `ows` below it. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface MapServerOptions {
  /** Path of the mapfile; what asks can name no other. */
  readonly mapfile: string;
}

/** Splits what a CGI program printed into its headers and its body. Null where it printed no headers. */
function partsOf(printed: Buffer): { readonly headers: ReadonlyMap<string, string>; readonly body: Buffer } | null {
  const [end, gap] = [printed.indexOf('\r\n\r\n'), 4];
  const plain = printed.indexOf('\n\n');
  const at = end >= 0 ? end : plain;
  if (at < 0) return null;
  const lines = printed.subarray(0, at).toString('latin1').split(/\r?\n/);
  const headers = lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  return { headers: new Map(headers), body: printed.subarray(at + (end >= 0 ? gap : 2)) };
}

/** Starts a process a request, as a web server does with CGI. Throws where there is no MapServer: ask `findMapServer` first. */
export async function startMapServer({ mapfile }: MapServerOptions): Promise<MapServer> {
  const program = findMapServer();
  if (program === null) throw new Error('no MapServer on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'portal-mapserver-'));
  const settings = join(folder, 'mapserver.conf');
  writeFileSync(settings, SETTINGS);
  const running = new Set<ReturnType<typeof spawn>>();
  const answer = (request: IncomingMessage, reply: ServerResponse): void => {
    const { search, pathname } = new URL(request.url ?? '/', 'http://localhost');
    const child = spawn(program, [], {
      env: {
        REQUEST_METHOD: 'GET', QUERY_STRING: search.slice(1), SCRIPT_NAME: pathname, SERVER_NAME: '127.0.0.1', SERVER_PORT: String((server.address() as AddressInfo).port),
        MAPSERVER_CONFIG_FILE: settings, MS_MAPFILE: mapfile, MS_ERRORFILE: 'stderr',
      },
    });
    running.add(child);
    const printed: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => printed.push(piece));
    child.on('error', () => reply.destroy());
    child.on('close', () => {
      running.delete(child);
      const parts = partsOf(Buffer.concat(printed));
      if (!parts) return void reply.writeHead(502).end();
      return void reply.writeHead(Number.parseInt(parts.headers.get('status') ?? '200', 10), { 'content-type': parts.headers.get('content-type') ?? 'text/plain' }).end(parts.body);
    });
  };
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      for (const child of running) child.kill('SIGKILL');
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

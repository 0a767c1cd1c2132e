import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findNginx } from '../suites/servers';
import { startDaemon } from './daemon';

/** A real nginx with a folder of files and whatever servers a test writes for it. */
export interface NginxServer {
  /** Requests it has answered so far, oldest first: `<path> <status> <content encoding or -> <number of the server's port>`. */
  readonly log: () => readonly string[];
  readonly stop: () => Promise<void>;
}

export interface NginxOptions {
  /** Files by their path below the folder; readable by whoever asks, so nothing of them is secret. */
  readonly files: Readonly<Record<string, string>>;
  /** What stands within `http { … }`, given the folder of the files. */
  readonly servers: (folder: string) => string;
  /** A port that is open once it runs. */
  readonly port: number;
}

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
const configurationOf = (folder: string, servers: string): string => `
pid ${folder}/nginx.pid; worker_processes 1; error_log ${folder}/error.log;
events { worker_connections 128; }
http {
${TEMPORARY.map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  log_format told '$request_uri $status $sent_http_content_encoding- $server_port'; access_log ${folder}/access.log told;
  types { application/json json; application/geo+json geojson; text/csv csv; text/html html; } default_type application/octet-stream; charset utf-8;
${servers}
}
`;

/** Throws where there is no nginx (ask `findNginx` first), or where it does not take the configuration. */
export async function startNginx({ files, servers, port }: NginxOptions): Promise<NginxServer> {
  const program = findNginx();
  if (program === null) throw new Error('no nginx on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'portal-nginx-'));
  // Workers are another user.
  chmodSync(folder, 0o755);
  const place = join(folder, 'files');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configurationOf(folder, servers(place)));
  const server = await startDaemon({ name: 'nginx', program, args: ['-e', 'stderr', '-c', file, '-g', 'daemon off;'], cwd: folder, ready: () => isOpen(port) });
  const access = join(folder, 'access.log');
  return {
    log: () => (existsSync(access) ? readFileSync(access, 'utf8').split('\n').filter(Boolean) : []),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => { socket.destroy(); done(true); });
    socket.once('error', () => done(false));
  });

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findNginx } from '../suites/servers';
import { freePort } from '../servers/free-port';
import { shipped, substituted } from './shipped';

/** The name that stands in the shipped files. */
export const HOST = 'toancanh.tinh.gov.vn';
export const ORIGIN = `https://${HOST}`;

/** Debian's nginx on the shipped configuration. */
export interface Front {
  readonly port: number;
  readonly plainPort: number;
  /** Certificate the front is known by, PEM. */
  readonly certificate: string;
  /** What was written for operators so far. */
  readonly accessLog: () => string;
  readonly stop: () => Promise<void>;
}

export interface FrontOptions {
  readonly folder: string;
  readonly site: string;
  readonly gateways: readonly [number, number];
}

const READY_MS = 10_000;
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
/** Stands for the addresses of IPv6, which not every machine has. */
const SECOND = '127.0.0.2';

/** The shipped file with ports, addresses and paths of this machine. */
export function configurationOf({ folder, site, gateways }: FrontOptions, port: number, plainPort: number): string {
  const temporary = TEMPORARY.map((name) => `  ${name}_temp_path ${folder}/${name};\n`).join('');
  return substituted(shipped('nginx.conf'), [
    { from: '\nhttp {\n', to: `\nhttp {\n${temporary}`, times: 1 },
    { from: '/run/nginx.pid', to: `${folder}/nginx.pid`, times: 1 },
    { from: '/var/log/nginx/', to: `${folder}/`, times: 2 },
    { from: '/etc/nginx/tls/', to: `${folder}/`, times: 2 },
    { from: '/srv/toan-canh/site', to: site, times: 1 },
    { from: '127.0.0.1:8081', to: `127.0.0.1:${gateways[0]}`, times: 1 },
    { from: '127.0.0.1:8082', to: `127.0.0.1:${gateways[1]}`, times: 1 },
    { from: 'listen 80', to: `listen 127.0.0.1:${plainPort}`, times: 2 },
    { from: 'listen [::]:80', to: `listen ${SECOND}:${plainPort}`, times: 2 },
    { from: 'listen 443', to: `listen 127.0.0.1:${port}`, times: 2 },
    { from: 'listen [::]:443', to: `listen ${SECOND}:${port}`, times: 2 },
  ]);
}

/** A certificate of our own for the portal's name; its PEM. The key lies beside it. */
export function makeCertificate(folder: string): string {
  const [key, certificate] = [join(folder, 'portal.key'), join(folder, 'portal.crt')];
  const made = spawnSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', certificate,
    '-days', '2', '-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`,
  ], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`);
  return readFileSync(certificate, 'utf8');
}

/** `nginx -t`: what it says, and whether it found the file right. */
export function checkConfiguration(file: string): { readonly ok: boolean; readonly said: string } {
  const checked = spawnSync(findNginx() ?? 'nginx', ['-t', '-e', 'stderr', '-c', file], { encoding: 'utf8' });
  return { ok: checked.status === 0, said: checked.stderr };
}

export async function startFront(options: FrontOptions): Promise<Front> {
  const [port, plainPort] = [await freePort(), await freePort()];
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  // Workers are another user and read the site through it.
  chmodSync(folder, 0o755);
  const certificate = makeCertificate(folder);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configurationOf(options, port, plainPort));
  const { ok, said } = checkConfiguration(file);
  if (!ok) throw new Error(said);
  const nginx = spawn(findNginx() ?? 'nginx', ['-e', 'stderr', '-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const endWithUs = (): void => void nginx.kill('SIGTERM');
  process.once('exit', endWithUs);
  for (const until = performance.now() + READY_MS; !(await isOpen(port)); ) {
    if (nginx.exitCode !== null || performance.now() > until) throw new Error(`nginx did not start: ${readFileSync(join(folder, 'error.log'), 'utf8')}`);
  }
  return {
    port, plainPort, certificate,
    accessLog: () => readFileSync(join(folder, 'portal.log'), 'utf8'),
    stop: async () => {
      process.off('exit', endWithUs);
      await ended(nginx);
    },
  };
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => { socket.destroy(); done(true); });
    socket.once('error', () => setTimeout(() => done(false), 30));
  });

function ended(nginx: ChildProcess): Promise<void> {
  if (nginx.exitCode !== null || nginx.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    nginx.once('exit', () => done());
    nginx.kill('SIGTERM');
  });
}

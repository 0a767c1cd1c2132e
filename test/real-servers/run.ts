import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../../server/build/build';
import { absentOf, ensureServers, howToInstall, SERVER_NAMES } from '../suites/servers';
import { JOINED_DATASETS, JOINED_SOURCES } from './content/joined';
import { startEstate, type Standing } from './estate';

const PLACE = join(ROOT, '.cache', 'real-servers');
const say = (line = ''): void => void process.stdout.write(`${line}\n`);

function write(path: string, text: string): string {
  const file = join(PLACE, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
  return relative(ROOT, file);
}
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const entriesOf = (standing: readonly Standing[]): object => Object.fromEntries(standing.map(({ source, entry }) => [source, entry]));

/** What an operator needs to point a portal at the servers, as files. */
function writeDown(standing: readonly Standing[]): { readonly shipped: string; readonly all: string; readonly environment: string; readonly pack: string } {
  const joined = new Set(JOINED_SOURCES.map(({ id }) => id));
  write('pack/datasets/real-servers.json', json({ schemaVersion: 1, datasets: JOINED_DATASETS }));
  return {
    shipped: write('sources.json', json(entriesOf(standing.filter(({ source }) => !joined.has(source))))),
    all: write('sources-with-pack.json', json(entriesOf(standing))),
    environment: write('environment', standing.flatMap(({ env }) => Object.entries(env)).map(([name, value]) => `export ${name}='${value}'\n`).join('')),
    pack: dirname(dirname(write('pack/sources/real-servers.json', json({ schemaVersion: 1, sources: JOINED_SOURCES })))),
  };
}

function tell(standing: readonly Standing[]): void {
  for (const { name, address, source, entry, asks } of standing) {
    say(`${name}\n  ${address}`);
    say(`  SOURCES_FILE    "${source}": ${JSON.stringify(entry)}`);
    const own = JOINED_DATASETS.filter((dataset) => dataset.source === source);
    say(own.length === 0 ? `  bộ số liệu / datasets    ${[...new Set(asks.map(([dataset]) => dataset))].join(', ')} (có sẵn trong gói / in the pack)` : own.map((dataset) => `  datasets/real-servers.json    ${JSON.stringify(dataset)}`).join('\n'));
    say();
  }
  const { shipped, all, environment, pack } = writeDown(standing);
  const example = (source: string): string => standing.find((each) => each.source === source)?.asks[0]?.join(' ') ?? '';
  say(`Ở cửa sổ khác / In another window:
  . ${environment}
  SOURCES_FILE=${shipped} npm run portal -- ask ${example('noc-prometheus')}
  SOURCES_FILE=${shipped} npm start

Thêm ClickHouse và nginx vào gói / With ClickHouse and nginx in the pack:
  cp -r ${pack}/. public/provinces/nghe-an/
  SOURCES_FILE=${all} npm run portal -- ask ${example('real-clickhouse')}
  SOURCES_FILE=${all} npm start
  rm public/provinces/nghe-an/*/real-servers.json

Ctrl-C dừng tất cả / stops them all.`);
}

/** `npm run real-servers`: every server with sample content until Ctrl-C. */
async function main(): Promise<void> {
  ensureServers();
  const absent = absentOf(SERVER_NAMES);
  if (absent.length > 0) {
    process.stderr.write(`${absent.map(howToInstall).join('\n')}\n`);
    process.exit(1);
  }
  const estate = await startEstate();
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void estate.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  // Servers that answer by themselves do not keep this process alive.
  setInterval(() => undefined, 3_600_000);
  tell(estate.standing);
}

await main();

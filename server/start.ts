import { join } from 'node:path';
import { announcement } from './announce';
import { DIST, ensureBuilt, ROOT } from './build/build';
import { readBases, upstreamsOf } from './forward/upstreams';
import { faultText, outsideOrigins } from './pack';
import { checkPack } from './packs/check-pack';
import { packIds } from './packs/compose-pack';
import { createPortal } from './portal';
import { portFaults } from './ports';
import { readSettings } from './settings';
import { startMock } from '../mock/main';

const PROVINCES = join(ROOT, 'public', 'provinces');
/** How long a stop may take before the process ends anyway, ms. */
const STOP_MS = 5_000;

/** Tells every fault plainly and ends: nothing has been started yet that would have to be undone. */
function refuse(faults: readonly string[]): never {
  process.stderr.write(`\n${faults.map((fault) => `✗ ${fault}`).join('\n\n')}\n\n`);
  process.exit(1);
}

function stopOnSignal(stop: () => Promise<unknown>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (fault: unknown) => refuse([String(fault)]),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

async function start(): Promise<void> {
  const settings = readSettings(process.env, await packIds(PROVINCES));
  if (!settings.ok) refuse(settings.error);
  const { host, port, mockPort, province: id, sourcesFile } = settings.value;

  const { province, faults } = await checkPack(PROVINCES, id);
  if (province === null) refuse(faults.map(faultText));
  // What is left of a faulty pack still serves; the page says the same to its readers.
  for (const fault of faults) process.stderr.write(`⚠ ${faultText(fault)}\n`);
  const sources = [...province.sources.values()];
  const bases = sourcesFile === null ? null : readBases(sourcesFile, sources.map((source) => source.id));
  if (bases && !bases.ok) refuse(bases.error);

  const busy = await portFaults([{ name: 'PORT', port, host }, { name: 'MOCK_PORT', port: mockPort, host: '127.0.0.1' }]);
  if (busy.length > 0) refuse(busy);

  if (await ensureBuilt()) process.stdout.write('Đã dựng giao diện. / Built.\n');
  const mock = await startMock({ port: mockPort, province: id });
  const upstreams = upstreamsOf(sources, bases?.value ?? new Map(), new URL(`http://127.0.0.1:${mockPort}/`));
  const portal = createPortal({ dist: DIST, province: id, upstreams, outside: outsideOrigins(province) });
  stopOnSignal(() => Promise.all([portal.close(), mock.close()]));
  await portal.listen({ port, host });
  const shown = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  process.stdout.write(`${announcement(`http://${shown}:${port}/`, province)}\n`);
}

await start().catch((fault: unknown) => refuse([fault instanceof Error ? fault.message : String(fault)]));

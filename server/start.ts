import { join } from 'node:path';
import { ensureBuilt, ROOT } from './build/build';
import { packIds } from './packs/compose-pack';
import { portFaults } from './ports';
import { readMode } from './read-gateway-settings';
import { readSettings } from './settings';
import { startDirect } from './start-direct';
import { startGateway } from './start-gateway';

/** How long a stop may take before the process ends anyway, ms. */
const STOP_MS = 15_000;

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
  const settings = readSettings(process.env, await packIds(join(ROOT, 'public', 'provinces')));
  const mode = readMode(process.env);
  if (!settings.ok || !mode.ok) refuse([...(settings.ok ? [] : settings.error), ...(mode.ok ? [] : mode.error)]);
  const { host, port, mockPort, mockUrl } = settings.value;
  const mocked = mockUrl === null && process.env['DEMO'] !== 'off';
  const busy = await portFaults([{ name: 'PORT', port, host }, ...(mocked ? [{ name: 'MOCK_PORT', port: mockPort, host: '127.0.0.1' }] : [])]);
  if (busy.length > 0) refuse(busy);
  if (await ensureBuilt()) process.stdout.write('Đã dựng giao diện. / Built.\n');
  const running = await (mode.value === 'direct' ? startDirect : startGateway)(settings.value, refuse);
  stopOnSignal(running.stop);
  process.stdout.write(`${running.said}\n`);
}

await start().catch((fault: unknown) => refuse([fault instanceof Error ? fault.message : String(fault)]));

import { join } from 'node:path';
import { ROOT } from '../../../server/build/build';
import { packIds } from '../../../server/packs/compose-pack';
import { readSettings } from '../../../server/settings';
import { startGateway } from '../../../server/start-gateway';

/** What `npm start` does from its environment on, without building the page first. */
function refuse(faults: readonly string[]): never {
  process.stderr.write(`${faults.join('\n')}\n`);
  process.exit(1);
}

const settings = readSettings(process.env, await packIds(join(ROOT, 'public', 'provinces')));
if (!settings.ok) refuse(settings.error);
const running = await startGateway(settings.value, refuse, { dist: null }).catch((fault: unknown) => refuse([fault instanceof Error ? fault.message : String(fault)]));
process.stdout.write(`${running.said}\n`);
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));

import { join } from 'node:path';
import { announcement } from './announce';
import { DIST, ROOT } from './build/build';
import { readBases, upstreamsOf } from './forward/upstreams';
import { faultText, outsideOrigins } from './pack';
import { checkPack } from './packs/check-pack';
import { createPortal } from './portal';
import type { Settings } from './settings';
import { shownHost, type Running, type StartFault } from './start-parts';
import { startMock } from '../mock/main';

/** Direct mode: the built page, which reads the sources itself through a plain forwarder; no gateway, no sign-in, no rights. */
export async function startDirect({ host, port, mockPort, province: id, sourcesFile }: Settings, refuse: StartFault): Promise<Running> {
  const { province, faults } = await checkPack(join(ROOT, 'public', 'provinces'), id);
  if (province === null) refuse(faults.map(faultText));
  // What is left of a faulty pack still serves; the page says the same to its readers.
  for (const fault of faults) process.stderr.write(`⚠ ${faultText(fault)}\n`);
  const sources = [...province.sources.values()];
  const bases = sourcesFile === null ? null : readBases(sourcesFile, sources.map((source) => source.id));
  if (bases && !bases.ok) refuse(bases.error);
  const mock = await startMock({ port: mockPort, province: id });
  const upstreams = upstreamsOf(sources, bases?.value ?? new Map(), new URL(`http://127.0.0.1:${mockPort}/`));
  const portal = createPortal({ dist: DIST, province: id, upstreams, outside: outsideOrigins(province) });
  await portal.listen({ port, host });
  return { said: announcement(`http://${shownHost(host)}:${port}/`, province), port, stop: () => Promise.all([portal.close(), mock.close()]) };
}

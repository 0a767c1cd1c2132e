import type { ConfigFault } from '@/config/config-fault';
import { explainFaults } from '@/config/explain-faults';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { readPackFiles } from './compose-pack';
import { layerRequestFaults } from './layer-request-faults';

/**
 * A pack on disk, read exactly as the browser will read it, with every fault told by file, line, place and what to do. `province` is
 * null where nothing could start. Throws as {@link readPackFiles} does.
 */
export async function checkPack(root: string, id: string): Promise<{ readonly province: Province | null; readonly faults: readonly ConfigFault[] }> {
  const files = await readPackFiles(root, id);
  const { province, faults } = parsePack(files);
  return { province, faults: explainFaults([...faults, ...layerRequestFaults(province, files)], files) };
}

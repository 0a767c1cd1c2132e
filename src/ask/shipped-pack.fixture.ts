import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';

const ROOT = fileURLToPath(new URL('../../public/provinces', import.meta.url));

/** Files of a folder by path below it. */
const filesOf = (folder: string, prefix: string): [string, string][] =>
  readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'))
    .map((path) => [prefix + path.replaceAll('\\', '/'), readFileSync(`${ROOT}/${folder}/${path}`, 'utf8')]);

/** The pack of Nghệ An as it is shipped, catalogue included. Throws where it cannot be read. */
export function shippedProvince(): Province {
  const { province } = parsePack(Object.fromEntries([...filesOf('base', 'base/'), ...filesOf('nghe-an', '')]));
  if (!province) throw new Error('the shipped pack cannot be read');
  return province;
}

import { ensureBuilt } from '../../../server/build/build';
import { findChromium, HOW_TO_GET_IT } from './chromium';

/** Once before the browser tests: they run on the built site, exactly as it is served. */
export default async function setup(): Promise<void> {
  if (findChromium() === null) throw new Error(HOW_TO_GET_IT);
  await ensureBuilt();
}

import type { Workspace } from '@/state/workspace';

/** How often, and how many times, a save on its way is given the time to arrive. */
const LOOK_EVERY_MS = 100;
const LOOKS = 15;

/** How many documents hold work that exists nowhere but here, after what can be sent has had a moment to go up. */
export async function unsentWork(workspace: Pick<Workspace, 'pending' | 'resume'>, pause: (ms: number) => Promise<void>): Promise<number> {
  let { saves, drafts } = await workspace.pending();
  if (saves.length > 0) workspace.resume();
  for (let look = 0; look < LOOKS && saves.some(({ outgoing }) => outgoing.state === 'waiting'); look += 1) {
    await pause(LOOK_EVERY_MS);
    ({ saves, drafts } = await workspace.pending());
  }
  return new Set([...saves, ...drafts].map(({ kind, id }) => `${kind}/${id}`)).size;
}

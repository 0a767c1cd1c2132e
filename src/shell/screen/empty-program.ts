import { toInstant } from '@/domain/time';
import type { ScreenProgram } from '@/wall/parse-wall';

const NEVER = toInstant(0);

/** What a screen shows before it was ever told anything: its own dashboard. */
export const anEmptyProgram = (id: string, name: string): ScreenProgram => ({
  screen: { id, name, zones: [], place: null, panel: null, distanceM: null },
  program: { revision: 0, scene: null, takeAt: NEVER, startedAt: NEVER, heldMs: null, skipped: 0, mode: 'run', room: 'normal', message: null, takeover: null, by: null, changedAt: NEVER },
  scene: null, takeoverScene: null, serverTime: NEVER,
});

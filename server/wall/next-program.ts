import { toInstant, type Instant } from '@/domain/time';
import type { Program, WallDeed } from '@/domain/wall';

/** A change is sent this long before it counts, so that every screen has it when it does, ms. */
export const TAKE_AHEAD_MS = 1_500;

/** When what is given at `now` counts. */
export const takeAtOf = (now: Instant): Instant => toInstant(now + TAKE_AHEAD_MS);

/**
 * The program after a deed of `by` at server time `now`; it counts from {@link takeAtOf}. Pure. Whether the scene exists, and may be shown
 * there, is asked before. A scene taken during an alert is shown when the alert ends; one taken on a dark, held or frozen screen is seen at
 * once. A dark screen stays dark under everything but `unblank` and `take`.
 */
export function nextProgram(program: Program, deed: WallDeed, now: Instant, by: string | null): Program {
  const takeAt = takeAtOf(now);
  const standing = withoutPast(program, takeAt);
  return { ...standing, ...changed(standing, deed, takeAt), revision: program.revision + 1, takeAt, by, changedAt: now };
}

function changed(program: Program, deed: WallDeed, takeAt: Instant): Partial<Program> {
  switch (deed.do) {
    case 'take': return { scene: deed.scene, startedAt: takeAt, heldMs: null, skipped: 0, mode: 'run' };
    case 'next': return { skipped: program.skipped + 1 };
    case 'pause': return { ...held(program, takeAt), ...lit(program, 'paused') };
    case 'resume': return { ...released(program, takeAt), ...lit(program, 'run') };
    case 'freeze': return { ...held(program, takeAt), ...lit(program, 'frozen') };
    case 'thaw': return program.mode === 'frozen' ? { ...released(program, takeAt), mode: 'run' } : {};
    case 'blank': return { mode: 'blank' };
    // What was held under the dark is held still.
    case 'unblank': return program.mode === 'blank' ? { mode: program.heldMs === null ? 'run' : 'paused' } : {};
    case 'message': return { message: { text: deed.text, until: after(takeAt, deed.seconds) } };
    case 'clear-message': return { message: null };
    case 'alert': return { takeover: { scene: deed.scene, title: deed.title, since: takeAt, until: after(takeAt, deed.seconds) } };
    case 'end-alert': return { takeover: null };
    case 'room': return { room: deed.room };
  }
}

/** What has gone by itself when the change counts need not be carried on. */
function withoutPast(program: Program, takeAt: Instant): Program {
  const { message, takeover } = program;
  const isPast = (until: Instant | null): boolean => until !== null && until <= takeAt;
  return { ...program, message: message && !isPast(message.until) ? message : null, takeover: takeover && !isPast(takeover.until) ? takeover : null };
}

const after = (from: Instant, seconds: number | null): Instant | null => (seconds === null ? null : toInstant(from + seconds * 1_000));

const lit = ({ mode }: Program, wanted: Program['mode']): Pick<Program, 'mode'> => ({ mode: mode === 'blank' ? mode : wanted });

const held = ({ heldMs, startedAt }: Program, takeAt: Instant): Pick<Program, 'heldMs'> => ({ heldMs: heldMs ?? Math.max(0, takeAt - startedAt) });

const released = ({ heldMs, startedAt }: Program, takeAt: Instant): Pick<Program, 'heldMs' | 'startedAt'> =>
  ({ heldMs: null, startedAt: heldMs === null ? startedAt : toInstant(takeAt - heldMs) });

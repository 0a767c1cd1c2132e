import * as z from 'zod';
import { toInstant, type Instant } from '@/domain/time';
import { PROGRAM_MODES, ROOM_MODES, type Program, type RoomMode } from '@/domain/wall';

/** Epoch ms. */
const instant = z.int().refine((ms): ms is Instant => Number.isSafeInteger(ms));

/** A program as it is kept and told. */
export const programSchema = z.object({
  revision: z.int(),
  scene: z.string().nullable(),
  takeAt: instant,
  startedAt: instant,
  heldMs: z.number().nullable(),
  skipped: z.int(),
  mode: z.enum(PROGRAM_MODES),
  room: z.enum(ROOM_MODES),
  message: z.object({ text: z.string(), until: instant.nullable() }).nullable(),
  takeover: z.object({ scene: z.string(), title: z.string(), since: instant, until: instant.nullable() }).nullable(),
  by: z.string().nullable(),
  changedAt: instant,
}) satisfies z.ZodType<Program>;

/** Nobody has taken anything yet: the screen shows what it was paired for, since it was. */
export function initialProgram(pairedAt: Instant): Program {
  return {
    revision: 0, scene: null, takeAt: pairedAt, startedAt: pairedAt, heldMs: null, skipped: 0, mode: 'run', room: 'normal', message: null, takeover: null,
    by: null, changedAt: pairedAt,
  };
}

interface Kept {
  readonly program: unknown;
  readonly paired_at: Date;
}

/** What a screen is to show; the initial one where nothing was kept or it cannot be read. */
export function programOfRow(row: Kept): Program {
  const kept = programSchema.safeParse(row.program);
  return kept.success ? kept.data : { ...initialProgram(toInstant(row.paired_at.getTime())), room: roomOfRow(row) };
}

const room = z.object({ room: z.enum(ROOM_MODES) });
/** Who is in the room. What is kept and cannot be read counts as visitors: nothing is shown that they may not see. */
export function roomOfRow({ program }: Pick<Kept, 'program'>): RoomMode {
  if (program === null) return 'normal';
  const kept = room.safeParse(program);
  return kept.success ? kept.data.room : 'visitors';
}

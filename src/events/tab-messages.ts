import * as z from 'zod/mini';
import { readFrame, type Frame, type RawFrame } from './frame';
import type { Standing } from './parts';

/** What the leading tab tells the others, and what they ask. Other tabs may run another build: nothing is taken on trust. */
export type TabMessage =
  | { readonly say: 'frame'; readonly frame: RawFrame }
  | { readonly say: 'standing'; readonly standing: Standing; readonly position: string | null }
  | { readonly say: 'who' };

const text = z.string();
const count = z.number();
const message = z.discriminatedUnion('say', [
  z.object({ say: z.literal('frame'), frame: z.object({ type: text, id: text, data: text }) }),
  z.object({
    say: z.literal('standing'), position: z.nullable(text),
    standing: z.object({ link: z.enum(['opening', 'live', 'reconnecting', 'offline', 'ended']), degraded: z.boolean(), malformed: count, unknown: count }),
  }),
  z.object({ say: z.literal('who') }),
]);

/** Null where it is nothing of ours. */
export function readMessage(raw: unknown): TabMessage | null {
  const read = message.safeParse(raw);
  return read.success ? read.data : null;
}

/** The frame of a message, or null where this build cannot read it. */
export function frameOf(raw: RawFrame): Frame | null {
  const frame = readFrame(raw);
  return typeof frame === 'string' ? null : frame;
}

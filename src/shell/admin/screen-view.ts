import * as z from 'zod/mini';

/** A paired display as the gateway tells operators of it. Times are epoch ms. */
export const screenView = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.nullable(z.string()),
  classes: z.array(z.string()),
  dashboards: z.array(z.string()),
  pairedBy: z.string(),
  pairedAt: z.number(),
  seenAt: z.nullable(z.number()),
  unseenMs: z.nullable(z.number()),
  shows: z.nullable(z.object({ dashboard: z.nullable(z.string()), build: z.string(), freshness: z.string() })),
});
export type ScreenView = z.infer<typeof screenView>;

/** What is given to a screen: its name, and no more of the province than this. */
export interface ScreenGift {
  name: string;
  unit: string | null;
  classes: string[];
  dashboards: string[];
}

/** A display reports each half minute; three missed reports are a silence worth a look. */
const SILENT_MS = 100_000;

export type Presence = 'present' | 'silent' | 'never';
export function presenceOf({ unseenMs }: Pick<ScreenView, 'unseenMs'>): Presence {
  if (unseenMs === null) return 'never';
  return unseenMs > SILENT_MS ? 'silent' : 'present';
}

/** Whether the form of a screen says enough to be sent. */
export const isWhole = ({ name, dashboards, classes }: ScreenGift): boolean => name.trim() !== '' && dashboards.length > 0 && classes.length > 0;

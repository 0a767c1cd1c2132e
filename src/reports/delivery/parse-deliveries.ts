import * as z from 'zod/mini';
import type { Text } from '@/domain/text';
import { FILE_FORMATS } from '../pages/report-job';
import type { FileFormat } from '../pages/report-job';

export const DELIVERY_STATES = ['waiting', 'sending', 'done', 'failed', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Where a report may be sent. */
export interface ShownDestination {
  readonly id: string;
  readonly title: Text;
  readonly kind: string;
  readonly formats: readonly FileFormat[];
  /** Takes reports that are not issued; another waits for that. */
  readonly drafts: boolean;
}
/** A file of a report on its way, arrived, or given up. Times are epoch ms. */
export interface ShownDelivery {
  readonly id: string;
  readonly format: FileFormat;
  readonly destination: string;
  readonly cause: 'person' | 'schedule';
  readonly state: DeliveryState;
  readonly untilIssued: boolean;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly attempts: number;
  readonly nextTry: number | null;
  /** A code; one that nobody here knows is shown by itself. */
  readonly reason: string | null;
  readonly hash: string | null;
  readonly receipt: string | null;
  readonly finishedAt: number | null;
}
export interface ReportDeliveries {
  readonly deliveries: readonly ShownDelivery[];
  readonly destinations: readonly ShownDestination[];
}

const format = z.enum(FILE_FORMATS);
const destinationForm = z.object({ id: z.string(), title: z.object({ vi: z.string(), en: z.string() }), kind: z.string(), formats: z.array(z.string()), drafts: z.boolean() });
const deliveryForm = z.object({
  id: z.string(), format, destination: z.string(), cause: z.enum(['person', 'schedule']), state: z.enum(DELIVERY_STATES), untilIssued: z.boolean(), askedBy: z.string(), askedAt: z.number(), attempts: z.number(),
  nextTry: z.nullable(z.number()), reason: z.nullable(z.string()), hash: z.nullable(z.string()), receipt: z.nullable(z.string()), finishedAt: z.nullable(z.number()),
});
const listForm = z.object({ deliveries: z.array(z.unknown()), destinations: z.array(z.unknown()) });

/** Null where the answer is none; a row of another form is left out, so that it does not hide the others. */
export function readDeliveries(body: unknown): ReportDeliveries | null {
  const read = listForm.safeParse(body);
  if (!read.success) return null;
  return {
    deliveries: read.data.deliveries.flatMap((row) => { const one = deliveryForm.safeParse(row); return one.success ? [one.data] : []; }),
    destinations: read.data.destinations.flatMap((row) => {
      const one = destinationForm.safeParse(row);
      return one.success ? [{ ...one.data, formats: FILE_FORMATS.filter((each) => one.data.formats.includes(each)) }] : [];
    }),
  };
}

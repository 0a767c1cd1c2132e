import * as z from 'zod';
import type { Json } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import { readMoment } from '@/federation/normalise/moments';

/** One thing that happened, as its system names it. */
export interface PushedEvent {
  readonly id: string;
  readonly occurredAt: number;
  /** Order among things of one moment. */
  readonly sequence: number;
  readonly kind: string;
  readonly data: { readonly [key: string]: Json };
}
/** Where a delivery is not of its form. */
export interface FormFault {
  readonly at: string;
  readonly expected: string;
}

export const INBOX_FORMS = ['generic', 'alertmanager'] as const;
export type InboxForm = (typeof INBOX_FORMS)[number];

const MOST_EVENTS = 1_000;
const moment = z.union([z.number().int().min(0).max(4_102_444_800_000), z.string().max(40).transform((text, context): number => {
  const read = readMoment(text);
  if (read) return read.at;
  context.addIssue({ code: 'custom', message: 'a time, ISO 8601 or epoch ms' });
  return z.NEVER;
})]);
const data = z.record(z.string().min(1).max(64), z.json()).refine((given) => Object.keys(given).length <= 100, 'at most 100 fields');
const generic = z.strictObject({ id: z.string().min(1).max(200), sequence: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0), occurredAt: moment, kind: z.string().regex(/^[A-Za-z][\w.-]{0,63}$/), data: data.default({}) });
const genericBody = z.union([generic.transform((event) => [event]), z.strictObject({ events: z.array(generic).min(1).max(MOST_EVENTS) }).transform(({ events }) => events)]);

const labels = z.record(z.string().max(200), z.string().max(4_000));
const alert = z.object({ status: z.enum(['firing', 'resolved']), labels, annotations: labels.default({}), startsAt: moment, endsAt: z.string().max(40).optional(), fingerprint: z.string().min(1).max(64) });
/** Webhook of Alertmanager, form 4: fields we do not know may come with newer versions. */
const alertmanagerBody = z.object({ version: z.literal('4'), alerts: z.array(alert).max(MOST_EVENTS) });

type Alert = z.infer<typeof alert>;

/** An alert begins once and ends once: repeats of either are the same event. */
function eventOf({ status, labels: of, annotations, startsAt, endsAt, fingerprint }: Alert): PushedEvent {
  const ended = status === 'resolved';
  const { alertname = '', severity = null, instance = null } = of;
  // Of an alert that still stands it is the year 1, or a guess.
  const end = ended && endsAt !== undefined ? readMoment(endsAt)?.at ?? null : null;
  return {
    id: `${fingerprint}/${startsAt}/${status}`, occurredAt: ended ? Math.max(startsAt, end ?? startsAt) : startsAt, sequence: ended ? 1 : 0, kind: 'alert',
    data: { fingerprint, status, alertname, severity, instance, unit: of['unit'] ?? null, startsAt, endsAt: end, summary: annotations['summary'] ?? null, description: annotations['description'] ?? null },
  };
}

/** Reads a body in the form its source was given. */
export function readDelivery(form: InboxForm, body: unknown): Result<readonly PushedEvent[], FormFault> {
  const read = form === 'generic' ? genericBody.safeParse(body) : alertmanagerBody.transform(({ alerts }) => alerts.map(eventOf)).safeParse(body);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  return err({ at: `body${(issue?.path ?? []).map((step) => `/${String(step).slice(0, 64)}`).join('')}`, expected: (issue?.message ?? 'the form of this inbox').slice(0, 120) });
}

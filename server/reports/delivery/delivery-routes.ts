import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { sharedUnits, sharesUnit } from '@/access/shares-unit';
import { toInstant } from '@/domain/time';
import type { Core } from '../../core';
import { Problem } from '../../http/problems';
import type { Gateway, RouteRules } from '../../http/route';
import { holderOf } from '../admission';
import { REPORT_FORMATS } from '../formats';
import { writerOf } from '../report-routes';
import { reportParams, unitCode } from '../report-schemas';
import type { Reports, Writer } from '../reports';
import { DELIVERY_REASONS, type Deliveries, type DeliveryReason, type DeliveryView } from './deliveries';
import { personCause, tellReport } from './delivery-rows';
import { DESTINATION_KINDS } from './destination';
import type { Destinations } from './destinations';

const LIST = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const RIGHT = { kind: 'may', action: 'export' } as const;
const LOOK = { rules: { right: RIGHT, effect: 'read', rate: 'api' } satisfies RouteRules };
const ASK = { rules: { right: RIGHT, effect: 'change', rate: 'file' } satisfies RouteRules };
const CHANGE = { rules: { right: RIGHT, effect: 'change', rate: 'api' } satisfies RouteRules };
const tags = ['reports'];

const format = z.enum(REPORT_FORMATS);
const destinationId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const deliveryParams = z.object({ id: z.string().regex(/^[\w-]{16,64}$/) });
const askBody = z.strictObject({ format, destination: destinationId, key: z.string().regex(/^[\w-]{16,80}$/).describe('Made by whoever asks: the same again is sent once') });
const text = z.object({ vi: z.string(), en: z.string() });
const destination = z.object({ id: z.string(), title: text, kind: z.enum(DESTINATION_KINDS), formats: z.array(format).readonly(), drafts: z.boolean().describe('Takes reports that are not issued') });
const delivery = z.object({
  id: z.string(), format, destination: z.string(), cause: z.enum(['person', 'schedule']), state: z.enum(['waiting', 'sending', 'done', 'failed', 'cancelled']),
  untilIssued: z.boolean().describe('Waits for the report to be issued'), askedBy: z.string(), askedAt: z.number(), attempts: z.number(), nextTry: z.number().nullable(),
  reason: z.enum(DELIVERY_REASONS).nullable(), hash: z.string().nullable().describe('SHA-256 of the file'), receipt: z.string().nullable(), finishedAt: z.number().nullable(),
});
const destinationsAnswer = z.object({ destinations: z.array(destination).readonly() });
const deliveriesAnswer = z.object({ deliveries: z.array(delivery).readonly(), destinations: z.array(destination).readonly().describe('Where this report may go') });
const deliveryAnswer = z.object({ delivery });

export interface DeliveryRouteParts {
  readonly reports: Pick<Reports, 'seen'>;
  readonly deliveries: Deliveries;
  readonly destinations: Destinations;
}

/** Where reports go, and those on their way. */
export function deliveryRoutes(app: Gateway, core: Pick<Core, 'store' | 'events' | 'province' | 'clock'>, { reports, deliveries, destinations }: DeliveryRouteParts): void {
  /** What a destination says about a report by itself, whatever the format. */
  const takers = (row: Parameters<Deliveries['refusal']>[0]) => destinations.list(row.unit).filter(({ id, formats }) => formats.some((each) => deliveries.refusal(row, each, id) === null));
  const oneOf = async (report: string, fits: (each: DeliveryView) => boolean): Promise<DeliveryView> => {
    const found = (await deliveries.list(report)).find(fits);
    if (!found) throw new Problem('not-found');
    return found;
  };
  /** Of a report that the reader may see. */
  const seen = async (request: FastifyRequest<{ Params: { id: string } }>): Promise<{ readonly by: Writer; readonly report: string }> => {
    const by = writerOf(request);
    const report = await deliveries.reportOf(request.params.id);
    if (report === undefined) throw new Problem('not-found');
    await reports.seen(by, report);
    return { by, report };
  };

  app.get('/api/report-destinations', {
    config: LIST, schema: { tags, summary: 'Where reports of the reader’s units, or of one of them, may be sent', querystring: z.object({ unit: unitCode.optional() }), response: { 200: destinationsAnswer } },
  }, (request) => {
    const { actor } = writerOf(request);
    const [province, now, { unit }] = [core.province.current(), toInstant(core.clock()), request.query];
    if (unit === undefined) return { destinations: destinations.listOf(sharedUnits(actor, province, now).units) };
    return { destinations: sharesUnit(actor, holderOf(unit, province), province, now) ? destinations.list(unit) : [] };
  });

  app.get('/api/reports/:id/deliveries', {
    config: LOOK, schema: { tags, summary: 'Where a report was sent, or is on its way to, newest first', params: reportParams, response: { 200: deliveriesAnswer } },
  }, async (request) => {
    const row = await reports.seen(writerOf(request), request.params.id);
    return { deliveries: await deliveries.list(row.id), destinations: takers(row) };
  });

  app.post('/api/reports/:id/deliveries', {
    config: ASK, schema: { tags, summary: 'Sends a file of a report, as soon as it is issued where the destination takes no drafts; the same key again is the same delivery', params: reportParams, body: askBody, response: { 202: deliveryAnswer } },
  }, async (request, reply) => {
    const by = writerOf(request);
    const row = await reports.seen(by, request.params.id);
    const { body } = request;
    const refused = deliveries.refusal(row, body.format, body.destination);
    if (refused) throw refusalOf(refused);
    const cause = personCause(by.actor.id, body.key);
    await core.store.transact(async (db) => {
      await deliveries.ask(db, { report: row.id, format: body.format, destination: body.destination, cause, askedBy: by.actor.id, by });
      await tellReport(core, db, row.id);
    });
    void deliveries.work();
    void reply.code(202);
    const id = await deliveries.idOf({ report: row.id, format: body.format, destination: body.destination, cause });
    return { delivery: await oneOf(row.id, (each) => each.id === id) };
  });

  app.delete('/api/report-deliveries/:id', {
    config: CHANGE, schema: { tags, summary: 'Gives up a delivery that waits', params: deliveryParams, response: { 200: deliveryAnswer } },
  }, async (request) => {
    const { by, report } = await seen(request);
    if (!(await deliveries.cancel(by, request.params.id))) throw new Problem('bad-request', { at: '/state', expected: 'waiting' });
    return { delivery: await oneOf(report, ({ id }) => id === request.params.id) };
  });

  app.post('/api/report-deliveries/:id/retry', {
    config: CHANGE, schema: { tags, summary: 'Sends once more what failed, was given up or waits', params: deliveryParams, response: { 200: deliveryAnswer } },
  }, async (request) => {
    const { by, report } = await seen(request);
    if (!(await deliveries.retry(by, request.params.id))) throw new Problem('bad-request', { at: '/state', expected: 'failed, cancelled or waiting' });
    return { delivery: await oneOf(report, ({ id }) => id === request.params.id) };
  });
}

/** A wish that could never be met is refused at once, at the place that is wrong. */
function refusalOf(reason: DeliveryReason): Problem {
  if (reason === 'format-not-taken') return new Problem('bad-request', { at: '/format', expected: 'a format that the destination takes' });
  if (reason === 'report-withdrawn' || reason === 'report-superseded') return new Problem('bad-request', { at: '/state', expected: 'a report that stands', got: reason });
  return new Problem('bad-request', { at: '/destination', expected: 'a destination that takes this report', got: reason });
}

import { randomUUID } from 'node:crypto';
import type { Core } from '../../core';
import type { ReportFiles } from '../report-files';
import { noteDelivery, tellReport, viewsOf } from './delivery-rows';
import { startDeliveryWork, type DeliveryTimes } from './delivery-work';
import type { Deliveries } from './deliveries';
import type { Destinations } from './destinations';
import type { Send } from './sending';

export interface DeliveryParts {
  readonly destinations: Destinations;
  readonly files: Pick<ReportFiles, 'printed'>;
  readonly send: Send;
  readonly times?: DeliveryTimes;
}
export type DeliveryCore = Pick<Core, 'store' | 'audit' | 'events' | 'province' | 'clock' | 'log'>;

/** Deliveries of the store, sent by this gateway too. */
export function createDeliveries(core: DeliveryCore, parts: DeliveryParts): Deliveries {
  const { store } = core;
  const { destinations } = parts;
  const moment = (): Date => new Date(core.clock());
  const work = startDeliveryWork(core, parts);

  const ask: Deliveries['ask'] = async (db, { by, ...wish }) => {
    const report = await db.selectFrom('report').select(['unit', 'state', 'admission']).where('id', '=', wish.report).executeTakeFirstOrThrow();
    const reason = destinations.refusal(report, wish.format, wish.destination);
    const row = await db.insertInto('report_delivery').values({
      id: randomUUID(), report: wish.report, format: wish.format, destination: wish.destination, cause: wish.cause, state: reason ? 'failed' : 'waiting', asked_by: wish.askedBy, asked_at: moment(),
      attempts: 0, next_try: moment(), holder: null, lease_until: null, hash: null, receipt: null, reason, finished_at: reason ? moment() : null,
    }).onConflict((clash) => clash.doNothing()).returningAll().executeTakeFirst();
    if (row) await noteDelivery(core, db, row, { by, deed: 'ask', outcome: reason ? 'refused' : 'done', detail: reason ? { reason } : {} });
  };

  const changed = (by: Parameters<Deliveries['cancel']>[0], id: string, deed: 'cancel' | 'retry'): Promise<boolean> => store.transact(async (db) => {
    const row = deed === 'cancel'
      ? await db.updateTable('report_delivery').set({ state: 'cancelled', finished_at: moment(), reason: null }).where('id', '=', id).where('state', '=', 'waiting').returningAll().executeTakeFirst()
      : await db.updateTable('report_delivery').set({ state: 'waiting', attempts: 0, next_try: moment(), reason: null, finished_at: null }).where('id', '=', id).where('state', 'in', ['waiting', 'failed', 'cancelled']).returningAll().executeTakeFirst();
    if (!row) return false;
    await noteDelivery(core, db, row, { by, deed, outcome: 'done' });
    await tellReport(core, db, row.report);
    return true;
  });

  return {
    ask, refusal: destinations.refusal, work: work.work, stop: work.stop,
    async list(report) {
      const rows = await store.db.selectFrom('report_delivery').selectAll().where('report', '=', report).orderBy('asked_at', 'desc').orderBy('id').execute();
      const { state } = await store.db.selectFrom('report').select('state').where('id', '=', report).executeTakeFirstOrThrow();
      return viewsOf(store.db, destinations, rows, state === 'issued');
    },
    idOf: async ({ report, format, destination, cause }) =>
      (await store.db.selectFrom('report_delivery').select('id').where('report', '=', report).where('format', '=', format).where('destination', '=', destination).where('cause', '=', cause).executeTakeFirst())?.id,
    reportOf: async (id) => (await store.db.selectFrom('report_delivery').select('report').where('id', '=', id).executeTakeFirst())?.report,
    cancel: (by, id) => changed(by, id, 'cancel'),
    async retry(by, id) {
      const again = await changed(by, id, 'retry');
      if (again) void work.work();
      return again;
    },
  };
}

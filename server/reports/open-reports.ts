import type { Core } from '../core';
import type { DatasetDesk } from '../datasets/dataset-desk';
import type { Resolve } from '../datasets/outbound/guarded-agents';
import type { Gateway } from '../http/route';
import { allInOrder } from './all-in-order';
import { composers } from './composers';
import { createReports } from './create-reports';
import { createDeliveries } from './delivery/create-deliveries';
import { deliveryRoutes } from './delivery/delivery-routes';
import type { DestinationPlan } from './delivery/destination';
import { createDestinations } from './delivery/destinations';
import { createMail } from './delivery/mail-reminders';
import { createSend } from './delivery/send';
import { dutyRoute } from './duty-route';
import { fileRoutes } from './file-routes';
import { openPrinting } from './formats';
import { createReportFiles } from './report-files';
import { createReportJobs } from './report-jobs';
import { reportRoutes } from './report-routes';
import { tileExportRoute } from './tile-export-route';
import { createTemplates } from './report-templates';
import { openSchedules } from './schedules/open-schedules';
import { mailReminders } from './schedules/reminder-mail';
import type { PeoplePort, ViewPort } from './schedules/schedules';
import { createKeptViews, sweepViewsUntil } from './views/create-kept-views';
import { findBoard, readerOf } from './views/view-board';
import { viewRoutes } from './views/view-routes';
import { createWordForms } from './word-forms/create-word-forms';
import { wordFormRoutes } from './word-forms/word-form-routes';

/** Reports of this gateway, joined to its application. */
export interface OpenReports {
  readonly stop: () => Promise<void>;
}

export interface ReportWays {
  /** Whose rights schedules are made with, as they stand when they fire. */
  readonly people: PeoplePort;
  /** Where reports go, by id. */
  readonly destinations?: ReadonlyMap<string, DestinationPlan> | undefined;
  readonly resolve?: Resolve | undefined;
}

export function openReports(app: Gateway, core: Core, desk: Pick<DatasetDesk, 'ask'>, ways: ReportWays): OpenReports {
  const templates = createTemplates(core, composers);
  const reports = createReports(core, { desk, composers, templates });
  const printing = openPrinting();
  const files = createReportFiles(core, printing.print);
  const jobs = createReportJobs(core, files);
  reportRoutes(app, reports, templates);
  fileRoutes(app, reports, files, jobs);
  dutyRoute(app, core, templates);
  tileExportRoute(app, core);
  wordFormRoutes(app, createWordForms(core));
  const destinations = createDestinations(core, ways.destinations ?? new Map());
  const deliveries = createDeliveries(core, { destinations, files, send: createSend(core, ways.resolve) });
  deliveryRoutes(app, core, { reports, deliveries, destinations });
  const views = createKeptViews(core, { desk });
  viewRoutes(app, views);
  const stopSweeping = core.store.elect('kept-views', (signal) => sweepViewsUntil(views, core.log, signal));
  const schedules = openSchedules(app, core, {
    people: ways.people, reports, templates, views: viewPort(core, views.keep), sendReminders: mailReminders(core, createMail(core, destinations, ways.resolve)),
    deliveries: { ask: deliveries.ask, destinations: (unit) => destinations.list(unit).map(({ id }) => id) },
  });
  return {
    stop: () => allInOrder([() => schedules.stop(), stopSweeping, () => deliveries.stop(), () => jobs.stop(), () => printing.close()]),
  };
}

const viewPort = ({ store, province, clock }: Core, keep: ViewPort['keep']): ViewPort => ({
  keep,
  has: async (by, dashboard) => (await findBoard(store.db, readerOf(by, province.current(), clock()), dashboard)) !== null,
});

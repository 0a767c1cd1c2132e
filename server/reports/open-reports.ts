import type { Core } from '../core';
import type { DatasetDesk } from '../datasets/dataset-desk';
import type { Gateway } from '../http/route';
import { composers } from './composers';
import { createReports } from './create-reports';
import { dutyRoute } from './duty-route';
import { fileRoutes } from './file-routes';
import { openPrinting } from './formats';
import { createReportFiles } from './report-files';
import { createReportJobs } from './report-jobs';
import { reportRoutes } from './report-routes';
import { createTemplates } from './report-templates';
import { createKeptViews, sweepViewsUntil } from './views/create-kept-views';
import { viewRoutes } from './views/view-routes';

/** Reports of this gateway, joined to its application. */
export interface OpenReports {
  readonly stop: () => Promise<void>;
}

export function openReports(app: Gateway, core: Core, desk: Pick<DatasetDesk, 'ask'>): OpenReports {
  const templates = createTemplates(core, composers);
  const reports = createReports(core, { desk, composers, templates });
  const printing = openPrinting();
  const files = createReportFiles(core, printing.print);
  const jobs = createReportJobs(core, files);
  reportRoutes(app, reports, templates);
  fileRoutes(app, reports, files, jobs);
  dutyRoute(app, core, templates);
  const views = createKeptViews(core, { desk });
  viewRoutes(app, views);
  const stopSweeping = core.store.elect('kept-views', (signal) => sweepViewsUntil(views, core.log, signal));
  return {
    stop: async () => {
      await stopSweeping();
      await jobs.stop();
      await printing.close();
    },
  };
}

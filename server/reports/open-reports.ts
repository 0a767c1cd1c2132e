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
  return {
    stop: async () => {
      await jobs.stop();
      await printing.close();
    },
  };
}

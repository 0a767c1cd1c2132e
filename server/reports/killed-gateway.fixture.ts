import pino from 'pino';
import { openStore } from '../store/open-store';
import { createReportJobs } from './report-jobs';

/* A gateway to be killed, for `killed-gateway.test.ts`: takes a file to make, says so, and never ends it. */
const [dataDir = '', at = '0'] = process.argv.slice(2);
const log = pino({ level: 'silent' });
const moment = new Date(Number(at));
const store = await openStore({ dataDir, databaseUrl: null, log, clock: () => Number(at) });
await store.db.insertInto('report').values({
  id: 'report-of-a-killed-gateway', series: 'report-of-a-killed-gateway', version: 1, supersedes: null, template: 't', title: 'Thử', unit: 'H41.06', period: 'calendar:2026-10', state: 'issued', revision: 1, author: 'clerk', signer: '', number: '1',
  created_at: moment, issued_at: moment, content_hash: '', commentary: '{}', admission: '{}', template_body: '{}', document: '{}', frozen: '{}',
}).execute();
await store.db.insertInto('report_job').values({
  id: 'job-of-a-killed-gateway', report: 'report-of-a-killed-gateway', format: 'docx', state: 'waiting', done: 0, total: 3, asked_by: 'clerk', asked_at: moment, holder: null, lease_until: null, attempts: 0, reason: null, bytes: null, finished_at: null,
}).execute();
const jobs = createReportJobs({ store, log, clock: () => Number(at) }, {
  printed: () => {
    process.stdout.write('printing\n');
    return new Promise(() => undefined);
  },
});
await jobs.work();

import pino from 'pino';
import { openStore } from '../../store/open-store';
import { createScheduleClock } from './schedule-clock';
import { aReportRow, aScheduleRow, portsOf } from './firing.fixture';

/* A gateway to be killed, for `killed-firing.test.ts`: takes a firing, begins to write its report, says so, and never ends it. */
const [dataDir = '', at = '0'] = process.argv.slice(2);
const [log, now] = [pino({ level: 'silent' }), Number(at)];
const store = await openStore({ dataDir, databaseUrl: null, log, clock: () => now });
await store.db.insertInto('person').values({ id: 'clerk', issuer: 'i', subject: 'clerk', name: 'Nguyễn Thị Bình', title: '', unit: 'H41.06', status: 'active', created_at: new Date(now), updated_at: new Date(now) }).execute();
await store.db.insertInto('report_schedule').values(aScheduleRow(now)).execute();
const { core, parts } = portsOf(store, () => now, (wish) => store.transact(async (db) => {
  await db.insertInto('report').values(aReportRow(wish, now)).execute();
  process.stdout.write('making\n');
  return new Promise(() => undefined);
}));
await createScheduleClock(core, parts).work();

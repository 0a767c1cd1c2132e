import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../store/open-store';
import { aReportRow, portsOf, SCHEDULE } from './firing.fixture';
import { createScheduleClock } from './schedule-clock';

const folder = mkdtempSync(join(tmpdir(), 'killed-firing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const AT = Date.UTC(2026, 10, 21, 3);

it('a gateway killed while it makes the report of a schedule leaves no half of it, and two others make it once', { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('killed-firing.fixture.ts', import.meta.url)), folder, String(AT)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');

  let now = AT + 1_000;
  const store = await openStore({ dataDir: folder, databaseUrl: null, log: pino({ level: 'silent' }), clock: () => now });
  const { core, parts, sent } = portsOf(store, () => now, async (wish) => {
    await store.db.insertInto('report').values(aReportRow(wish, now)).onConflict((clash) => clash.doNothing()).execute();
    return wish.key;
  });
  const gateways = [createScheduleClock(core, parts), createScheduleClock(core, parts)];
  const look = () => store.db.selectFrom('report_firing').select(['state', 'attempts', 'report']).execute();
  const reports = async () => (await store.db.selectFrom('report').select('id').execute()).map(({ id }) => id);
  try {
    await Promise.all(gateways.map((each) => each.work()));
    // It may still be alive, as far as anybody knows.
    expect([await look(), await reports()]).toEqual([[{ state: 'running', attempts: 1, report: null }], []]);
    now = AT + 59_000;
    await Promise.all(gateways.map((each) => each.work()));
    const made = `schedule-${SCHEDULE}-${AT - 1_000}`;
    expect([await look(), await reports(), sent]).toEqual([[{ state: 'done', attempts: 2, report: made }], [made], [`${made} docx archive ${SCHEDULE}`]]);
  } finally {
    await Promise.all(gateways.map((each) => each.stop()));
    await store.close();
  }
});

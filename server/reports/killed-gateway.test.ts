import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../store/open-store';
import { createReportJobs } from './report-jobs';

const folder = mkdtempSync(join(tmpdir(), 'killed-gateway-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const AT = Date.UTC(2026, 10, 21, 3);
const log = pino({ level: 'silent' });

it('a gateway killed while it makes a file leaves no half of it, and the next one goes on within a minute', { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('killed-gateway.fixture.ts', import.meta.url)), folder, String(AT)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');

  let now = AT + 1_000;
  const store = await openStore({ dataDir: folder, databaseUrl: null, log, clock: () => now });
  const look = () => store.db.selectFrom('report_job').select(['state', 'bytes', 'attempts']).executeTakeFirstOrThrow();
  const jobs = createReportJobs({ store, log, clock: () => now }, { printed: () => Promise.resolve(Uint8Array.from([80, 75, 3, 4])) });
  try {
    await jobs.work();
    expect(await look()).toEqual({ state: 'running', bytes: null, attempts: 1 });
    now = AT + 59_000;
    await jobs.work();
    const { bytes, ...done } = await look();
    expect(done).toEqual({ state: 'done', attempts: 2 });
    expect([...(bytes ?? [])]).toEqual([80, 75, 3, 4]);
  } finally {
    await jobs.stop();
    await store.close();
  }
});

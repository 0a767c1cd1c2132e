import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../store/open-store';
import { firstAdminCommand } from './first-admin';
import { runCommand } from './run-command';

const dataDir = mkdtempSync(join(tmpdir(), 'first-admin-'));
const log = pino({ level: 'silent' });
const clock = (): number => Date.UTC(2026, 10, 21, 3);
afterAll(() => rmSync(dataDir, { recursive: true }));

const run = async (...args: string[]): Promise<{ code: number; said: string }> => {
  const said: string[] = [];
  const code = await runCommand([firstAdminCommand], ['first-admin', ...args], {
    env: { DATA_DIR: dataDir, OIDC_ISSUER: 'https://sso.test' }, say: (line) => void said.push(line), complain: (line) => void said.push(line), log, clock,
  });
  return { code, said: said.join('\n') };
};

it('names the first administrator once, on the machine, and writes it down', async () => {
  expect((await run()).code).toBe(2);
  expect((await run('--subject', 'a', '--colour', 'red')).code).toBe(2);
  expect(await run('--subject', 'quan-tri-tinh')).toMatchObject({ code: 0 });
  expect(await run('--subject', 'somebody')).toMatchObject({ code: 1, said: expect.stringContaining('--force') as string });
  const store = await openStore({ dataDir, databaseUrl: null, log, clock });
  const held = await store.db.selectFrom('grant_held').innerJoin('person', 'person.id', 'grant_held.person').select(['subject', 'issuer', 'role', 'grant_held.unit', 'origin']).orderBy('grant_held.id').execute();
  const trail = await store.db.selectFrom('audit').select(['action', 'outcome']).execute();
  await store.close();
  expect(held).toEqual([{ subject: 'quan-tri-tinh', issuer: 'https://sso.test', role: 'province-administrator', unit: null, origin: 'cli' }]);
  expect(trail).toEqual([{ action: 'people', outcome: 'done' }]);
}, 120_000);

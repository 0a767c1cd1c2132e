import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeWith } from '../servers/needed';
import { SERVER_NAMES } from '../suites/servers';
import { withoutServices } from '../suites/debian';
import { JOINED_DATASETS, JOINED_SOURCES } from './content/joined';
import { startEstate, type Estate } from './estate';
import { openWays, shippedProvince, type Ways } from './ways';

describeWith(SERVER_NAMES, 'every real server at once, as `npm run real-servers` stands them up', () => {
  let estate: Estate;
  let ways: Ways;
  beforeAll(async () => {
    estate = await startEstate('500ms');
    ways = await openWays({
      sourcesFile: Object.fromEntries(estate.standing.map(({ source, entry }) => [source, entry])), env: Object.assign({}, ...estate.standing.map(({ env }) => env)) as NodeJS.ProcessEnv,
      sources: JOINED_SOURCES, datasets: JOINED_DATASETS,
    });
  });
  afterAll(async () => {
    await ways.close();
    await estate.stop();
  });

  it('has every statement of the shipped pack understood by a real PostgreSQL', async () => {
    const shipped = [...(await shippedProvince()).datasets.values()].filter(({ source }) => source === 'warehouse');
    const values: Readonly<Record<string, string>> = { period: 'calendar:2026', from: 'calendar:2026-01', to: 'calendar:2026-10', unit: '16681' };
    const failed = await Promise.all(shipped.map(async ({ id, parameters }) => {
      const answer = await ways.ask(id, Object.fromEntries(parameters.filter(({ required }) => required).map(({ name }) => [name, values[name] ?? 'x'])));
      return answer.ok ? [] : [answer.error];
    }));
    expect(shipped.length).toBeGreaterThan(15);
    expect(failed.flat()).toEqual([]);
  });

  it('answers every question that it names, each with figures of its own', async () => {
    expect(estate.standing.map(({ source }) => source)).toEqual(['noc-prometheus', 'noc-alertmanager', 'gis-server', 'warehouse', 'real-clickhouse', 'real-nginx']);
    for (const { source, asks } of estate.standing) {
      for (const [dataset = '', ...pairs] of asks) {
        const params = Object.fromEntries(pairs.map((pair) => pair.split('=', 2) as [string, string]));
        const answer = await vi.waitFor(async () => {
          const { data, provenance } = await ways.answered(dataset, params);
          const size = data.kind === 'cube' ? data.values.filter((value) => !Number.isNaN(value)).length : data.kind === 'events' ? data.rows.length : data.features.length;
          // Rules and alerts come with the first evaluation, soon after the start.
          expect(size, dataset).toBeGreaterThan(0);
          return provenance;
        }, { timeout: 15_000, interval: 250 });
        expect(answer.source).toBe(source);
      }
    }
  });
});

it('packages are installed without their services: a policy of ours while it lasts, and none of ours over another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  const policy = join(folder, 'policy-rc.d');
  const asked = (): number | null => spawnSync(policy, ['nginx', 'start']).status;
  expect(() => withoutServices(() => { expect(asked()).toBe(101); throw new Error('apt'); }, policy)).toThrow('apt');
  expect(existsSync(policy)).toBe(false);
  writeFileSync(policy, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  withoutServices(() => expect(asked()).toBe(0), policy);
  expect(asked()).toBe(0);
  rmSync(folder, { recursive: true });
});

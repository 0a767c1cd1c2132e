import { readFileSync, readdirSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { dimensionByRole } from '@/domain/cube/cube';
import type { DatasetQuery } from '@/domain/dataset';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import { nodeThread } from '@/federation/worker/node-thread';
import { startMock, type Mock } from '../../mock/main';

const NOW = Date.parse('2026-11-21T08:00:00+07:00');
const PACKS = 'public/provinces';

function filesBelow(folder: string, prefix: string): Record<string, string> {
  return Object.assign({}, ...readdirSync(folder).map((name) => {
    const path = `${folder}/${name}`;
    return statSync(path).isDirectory() ? filesBelow(path, `${prefix}${name}/`) : { [`${prefix}${name}`]: readFileSync(path, 'utf8') };
  })) as Record<string, string>;
}

/** A question to each dataset of the base pack, by what its parameters are. */
function questionTo(dataset: string, names: readonly string[], unit: string): DatasetQuery['params'] {
  const month = { period: 'calendar:2026-10', periods: ['calendar:2026-09', 'calendar:2026-10'], from: 'calendar:2026-01', to: 'calendar:2026-10' };
  const day = { ...month, period: 'calendar:2026-11-20', from: 'calendar:2026-11-01', to: 'calendar:2026-11-20' };
  const quarter = { ...month, from: 'statistical:2025-Q1', to: 'statistical:2026-Q3' };
  const year = { ...month, period: 'calendar:2025', from: 'calendar:2023', to: 'calendar:2025' };
  const times = /quarterly$/.test(dataset) ? quarter : /annual$|^population/.test(dataset) ? year : /daily$|^security-trend|^lgsp/.test(dataset) ? day : month;
  const all: DatasetQuery['params'] = { ...times, unit, units: [unit] };
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

describe.each(['nghe-an', 'ninh-binh'])('the pack of %s, asked of its mock', (id) => {
  let mock: Mock;
  let province: Province;
  let federation: Federation;

  beforeAll(async () => {
    const read = parsePack({ ...filesBelow(`${PACKS}/${id}`, ''), ...filesBelow(`${PACKS}/base`, 'base/') });
    if (!read.province) throw new Error(JSON.stringify(read.faults));
    province = read.province;
    mock = await startMock({ port: 0, province: id, now: () => NOW });
    federation = createFederation({
      sources: province.sources, datasets: province.datasets, startThread: nodeThread,
      resolveUrl: (baseUrl) => new URL(baseUrl.replace(/^\/sources\//, ''), mock.url).href,
      times: { clock: () => NOW },
    });
  }, 60_000);
  afterAll(async () => {
    federation.dispose();
    await mock.close();
  });

  it('has no dataset written wrongly', async () => expect(await federation.checkDatasets()).toEqual([]));

  it('gets an answer from every dataset, in the shape it declares', async () => {
    // Databases are asked by a gateway alone (federation-sql-warehouse.test.ts), and how the portal itself fares only it knows.
    // What a question needs beyond unit and time, the catalogue's own questions name.
    const measured = new Map([...province.systems.values()].map(({ measure: { dataset, params } }) => [dataset, Object.fromEntries(Object.entries(params).filter(([, value]) => !String(value).includes('{')))]));
    const asked = await Promise.all([...province.datasets.values()].filter(({ connector, source }) => connector !== 'sql' && source !== 'portal').map(async ({ id: dataset, parameters, shape }) => {
      const params = { ...measured.get(dataset), ...questionTo(dataset, parameters.map(({ name }) => name), province.unit) };
      const answer = await federation.ask({ dataset, params }, new AbortController().signal);
      return { dataset, shape, got: answer.ok ? answer.value.data.kind : answer.error };
    }));
    expect(asked).toEqual(asked.map(({ dataset, shape }) => ({ dataset, shape, got: shape })));
    expect(asked.length).toBeGreaterThan(15);
  });

  it('holds no more units than the province has', async () => {
    const answer = await federation.ask({ dataset: 'procedure-by-unit', params: { period: 'calendar:2026-10' } }, new AbortController().signal);
    const units = answer.ok && answer.value.data.kind === 'cube' ? dimensionByRole(answer.value.data, 'geo')?.categories.map(({ code }) => code) : undefined;
    expect(units).toContain(province.unit);
    expect(new Set(units).size).toBe(units?.length);
  });
});

import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dimension } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { DatasetQuery } from '@/domain/dataset';
import type { Province } from '@/config/province';
import type { Answer } from '@/federation/answer';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import { provinceWarehouse } from '../../mock/warehouse-tables/province-warehouse';
import { createOutbound } from '../../server/datasets/outbound/create-outbound';
import { readPack } from '../../server/operate/province-in-force';
import { memoryStore, type MemoryStore } from '../../server/store/testing/memory-store';
import { createDatabases, type Databases } from '../../server/warehouse/create-databases';
import { hereThread } from './federation-server';

const NOW = Date.parse('2026-11-21T08:00:00+07:00');

/** One store for both: the tables of the second take the place of the first's. */
let store: MemoryStore;
beforeAll(async () => { store = await memoryStore(); }, 60_000);
afterAll(() => store.close());

describe.each(['nghe-an', 'ninh-binh'])('the embedded warehouse of %s', (id) => {
  let databases: Databases;
  let province: Province;
  let federation: Federation;

  beforeAll(async () => {
    const { pack } = await readPack('public/provinces', id);
    if (!pack) throw new Error('no pack');
    province = pack.province;
    databases = createDatabases({ store, log: pino({ level: 'silent' }), load: provinceWarehouse(id, NOW), onRefused: () => undefined });
    const outbound = createOutbound({ plans: new Map(), fallback: new URL('http://127.0.0.1:1/'), onRefused: () => undefined, transportOf: databases.transportOf });
    const source = province.sources.get('warehouse');
    if (!source) throw new Error('no source');
    federation = createFederation({
      sources: new Map([['warehouse', source]]), datasets: new Map([...province.datasets].filter(([, dataset]) => dataset.source === 'warehouse')), startThread: hereThread,
      resolveUrl: () => '', connection: () => outbound.connectionOf(source), times: { clock: () => NOW },
    });
  }, 60_000);
  afterAll(async () => {
    federation.dispose();
    await databases.close();
  });

  const ask = async (dataset: string, params: DatasetQuery['params'] = {}): Promise<Answer> => {
    const answer = await federation.ask({ dataset, params }, new AbortController().signal);
    return answer.ok ? answer.value : expect.unreachable(JSON.stringify(answer.error));
  };
  const cube = ({ data }: Answer): Cube => (data.kind === 'cube' ? data : expect.unreachable(data.kind));

  it('is loaded in the blink of an eye, and not again', async () => {
    const begun = performance.now();
    await ask('registers-population-months');
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('answers every dataset of the pack, with figures, as of when they were loaded', async () => {
    const own = [...province.datasets.values()].filter(({ source }) => source === 'warehouse');
    expect(own.length).toBeGreaterThan(15);
    expect(await federation.checkDatasets()).toEqual([]);
    for (const { id: dataset, shape } of own) {
      const answer = await ask(dataset);
      const { data } = answer;
      const size = data.kind === 'cube' ? data.values.length : data.kind === 'events' ? data.rows.length : data.features.length;
      expect([dataset, data.kind, size > 0, answer.partial, answer.asOf]).toEqual([dataset, shape, true, undefined, Date.parse('2026-11-01T00:05:00+07:00')]);
      expect([dataset, answer.notes, answer.provenance.sampleData]).toEqual([dataset, undefined, true]);
    }
  });

  it('is bounded by unit and period', async () => {
    const unit = dimension(cube(await ask('registers-population')), 'unit')?.categories[3]?.code ?? '';
    const one = cube(await ask('registers-population', { unit, period: 'calendar:2026-08' }));
    expect([dimension(one, 'unit')?.categories.map(({ code }) => code), dimension(one, 'time')?.categories.map(({ code }) => code)]).toEqual([[unit], ['calendar:2026-08']]);
    const months = cube(await ask('registers-population-months', { from: 'calendar:2026-06', to: 'calendar:2026-09' }));
    expect(dimension(months, 'time')?.categories.map(({ code }) => code)).toEqual(['calendar:2026-06', 'calendar:2026-07', 'calendar:2026-08', 'calendar:2026-09']);
    expect(cube(await ask('registers-population', { unit: "x' or '1'='1" })).values.length).toBe(0);
  });

  it('tells the same by commune and for the province', async () => {
    const communes = cube(await ask('registers-population', { period: 'calendar:2026-10' }));
    const [persons] = [dimension(communes, 'metric')?.categories.findIndex(({ code }) => code === 'persons') ?? -1];
    const width = dimension(communes, 'metric')?.categories.length ?? 1;
    const total = communes.values.filter((_, at) => at % width === persons).reduce((sum, value) => sum + value, 0);
    const whole = cube(await ask('registers-population-months', { from: 'calendar:2026-10', to: 'calendar:2026-10' }));
    expect(whole.values[0]).toBe(total);
  });
});
